from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "trajectoires.account"
    label = "space"  # django-allauth has an « account » already
    verbose_name = "mon espace"
