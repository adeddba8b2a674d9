from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "trajectoires.users"
    verbose_name = "personnes"
