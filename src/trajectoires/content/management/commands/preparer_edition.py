"""Bring the roles of the editors' space and their workflow to what the code says."""

from typing import Any

from django.core.management.base import BaseCommand

from trajectoires.content.services import establish_roles


class Command(BaseCommand):
    help = "Prépare l’espace d’édition : les trois rôles, leurs droits et leur circuit de relecture."

    def handle(self, **_: Any) -> None:
        establish_roles()
        self.stdout.write("Les rôles Rédaction, Modération et Publication sont à jour.")
