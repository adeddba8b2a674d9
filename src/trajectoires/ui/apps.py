from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trajectoires.ui"
    verbose_name = "composants d’interface"
