from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "trajectoires.news"
    verbose_name = "actualités"
