from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "trajectoires.content"
    verbose_name = "contenu"
