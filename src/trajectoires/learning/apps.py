from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "trajectoires.learning"
    verbose_name = "formation"
