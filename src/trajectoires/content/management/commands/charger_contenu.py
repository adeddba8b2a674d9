"""Load the files of `content/`, or of a zip, into pages and records."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trajectoires.content.services import (
    LoadReport,
    load_archive,
    load_content,
    load_search_words,
    tidy_files,
)


class Command(BaseCommand):
    help = "Charge les fichiers de content/, ou d’un zip ; une page retouchée dans /edition/ est gardée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path, nargs="?", default=settings.CONTENT_DIR)
        parser.add_argument("--zip", type=Path, help="Un zip au lieu d’un dossier.")
        parser.add_argument(
            "--depublier",
            action="store_true",
            help="Avec --zip : dépublie ce qui venait d’un fichier que le zip n’a pas. Toujours vrai d’un dossier.",
        )
        parser.add_argument(
            "--essai", action="store_true", help="Dit ce qui serait chargé, et ne change rien."
        )
        parser.add_argument(
            "--mettre-en-forme",
            action="store_true",
            help="Réécrit d’abord les fichiers de la façon habituelle, sans en changer un mot.",
        )

    def handle(self, *, dossier: Path, mettre_en_forme: bool, essai: bool, **options: Any) -> None:
        if mettre_en_forme:
            for path in tidy_files(folder=dossier):
                self.stdout.write(f"{path} : mis en forme.")
        if options["zip"]:
            report = _load_zip(options["zip"], withdraws=options["depublier"], is_trial=essai)
        else:
            report = load_content(folder=dossier, now=timezone.now(), is_trial=essai)
        if report.problems:
            raise CommandError(str(report))
        notices = [] if essai else load_search_words(folder=dossier)
        count = f"Essai, rien n’a changé : {report.count()}" if essai else report.count()
        self.stdout.write("\n".join(filter(None, [str(report), *notices, count])))


def _load_zip(path: Path, *, withdraws: bool, is_trial: bool) -> LoadReport:
    try:
        with path.open("rb") as source:
            return load_archive(
                source=source, name=path.name, now=timezone.now(), withdraws=withdraws, is_trial=is_trial
            )
    except OSError as error:
        raise CommandError(f"{path} ne peut pas être lu : {error.strerror}.") from error
