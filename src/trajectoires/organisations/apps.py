from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "trajectoires.organisations"
    verbose_name = "organisations"
