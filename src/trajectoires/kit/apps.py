from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "trajectoires.kit"
    verbose_name = "outils pour agir"
