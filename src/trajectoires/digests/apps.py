from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "trajectoires.digests"
    verbose_name = "lettre d’information"
