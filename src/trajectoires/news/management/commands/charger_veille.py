"""Load the feeds that `content/veille/sources.yaml` proposes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trajectoires.news.services import load_sources


class Command(BaseCommand):
    help = (
        "Crée, non suivies, les sources de veille de content/veille/sources.yaml que le site ne connaît pas."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path, nargs="?", default=settings.CONTENT_DIR)

    def handle(self, *, dossier: Path, **_: Any) -> None:
        if problems := load_sources(folder=dossier):
            raise CommandError("\n".join(problems))
        self.stdout.write("Les sources de veille sont à jour.")
