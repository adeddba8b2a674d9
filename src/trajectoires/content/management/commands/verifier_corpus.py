"""Check the files of `content/` as a demanding editor would, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trajectoires.content.services import check_corpus, draw_figures


class Command(BaseCommand):
    help = (
        "Vérifie les fichiers de content/ : en-têtes, sources, liens, seuils, sigles, phrases, typographie."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichiers", nargs="*", help="Ne dire que les problèmes de ces fichiers.")
        parser.add_argument(
            "--dossier", type=Path, default=settings.CONTENT_DIR, help="Un autre dossier que content/."
        )
        parser.add_argument(
            "--relecture",
            action="store_true",
            help="Refuse aussi les pages qui n’ont pas eu leur seconde lecture.",
        )

        parser.add_argument(
            "--tirer", type=int, metavar="N", help="Tire N chiffres au hasard, à relire contre leur source."
        )
        parser.add_argument(
            "--graine", type=int, default=0, help="Le tirage est le même pour la même graine."
        )

    def handle(self, *, fichiers: list[str], dossier: Path, relecture: bool, **options: Any) -> None:
        if options["tirer"]:
            drawn = draw_figures(folder=dossier, count=options["tirer"], seed=options["graine"])
            self.stdout.write("\n".join(drawn))
            return
        report = check_corpus(folder=dossier)
        lines = [str(each) for each in report.problems if not fichiers or _is_named(each.path, fichiers)]
        if relecture:
            lines += [f"{path} : pas de seconde lecture (« relu_le »)." for path in report.not_reread]
        self.stdout.write("\n".join([*lines, report.count()]))
        if lines:
            raise CommandError(f"{len(lines)} point(s) à reprendre.")


def _is_named(path: str, names: list[str]) -> bool:
    """Named from the folder or from above it, a file or a folder of files."""
    return any(path.startswith(name.rpartition("content/")[2]) for name in names)
