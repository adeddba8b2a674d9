from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "trajectoires.glossary"
    verbose_name = "glossaire"
