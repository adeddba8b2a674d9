from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "trajectoires.jobs"
    verbose_name = "tâches"
