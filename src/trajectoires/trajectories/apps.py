from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "trajectoires.trajectories"
    verbose_name = "trajectoires"
