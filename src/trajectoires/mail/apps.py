from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "trajectoires.mail"
    verbose_name = "courriels"
