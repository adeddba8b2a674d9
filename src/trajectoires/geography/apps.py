from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "trajectoires.geography"
    verbose_name = "géographie"
