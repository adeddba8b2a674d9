"""Write published pages and terms as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trajectoires.content.services import export_content


class Command(BaseCommand):
    help = "Écrit en fichiers les pages et les termes publiés. Un fichier sans page n’est pas touché."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path, nargs="?", default=settings.CONTENT_DIR)

    def handle(self, *, dossier: Path, **_: Any) -> None:
        paths = export_content(folder=dossier)
        self.stdout.write(f"{len(paths)} fichiers écrits dans {dossier}.")
