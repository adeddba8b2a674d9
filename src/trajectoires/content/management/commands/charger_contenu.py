"""Load the files of `content/` into pages and terms."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trajectoires.content.services import load_content, tidy_files


class Command(BaseCommand):
    help = "Charge les fichiers de content/ ; une page retouchée dans /edition/ est gardée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path, nargs="?", default=settings.CONTENT_DIR)
        parser.add_argument(
            "--mettre-en-forme",
            action="store_true",
            help="Réécrit d’abord les fichiers de la façon habituelle, sans en changer un mot.",
        )

    def handle(self, *, dossier: Path, mettre_en_forme: bool, **_: Any) -> None:
        if mettre_en_forme:
            for path in tidy_files(folder=dossier):
                self.stdout.write(f"{path} : mis en forme.")
        report = load_content(folder=dossier, now=timezone.now())
        if report.problems:
            raise CommandError(str(report))
        self.stdout.write("\n".join(filter(None, [str(report), report.count()])))
