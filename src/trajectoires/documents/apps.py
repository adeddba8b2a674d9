from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "trajectoires.documents"
    label = "fichiers"  # Wagtail's own documents take the name
    verbose_name = "fichiers"
