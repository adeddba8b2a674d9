"""Write everything that is published as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trajectoires.content.services import export_content, write_archive


class Command(BaseCommand):
    help = "Écrit en fichiers tout ce qui est publié. Un fichier sans page n’est pas touché."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path, nargs="?", default=settings.CONTENT_DIR)
        parser.add_argument("--zip", type=Path, help="Un zip à écrire au lieu d’un dossier.")

    def handle(self, *, dossier: Path, **options: Any) -> None:
        if path := options["zip"]:
            with path.open("wb") as target:
                self.stdout.write(f"{write_archive(target=target)} fichiers écrits dans {path}.")
            return
        paths = export_content(folder=dossier)
        self.stdout.write(f"{len(paths)} fichiers écrits dans {dossier}.")
