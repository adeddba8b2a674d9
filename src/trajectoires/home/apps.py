from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "trajectoires.home"
    verbose_name = "accueil"

    def ready(self) -> None:
        from trajectoires.home import checks  # noqa: F401 - registers itself
