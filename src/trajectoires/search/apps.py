from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "trajectoires.search"
    label = "recherche"
    verbose_name = "recherche"
