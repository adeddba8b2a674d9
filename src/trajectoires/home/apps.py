from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "trajectoires.home"
    verbose_name = "accueil"
