"""`socioeco controler FICHIER...`: read accounting files, print facts, resources and anomalies in French."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TextIO

from socioeco import __version__
from socioeco.anomalies import Anomaly
from socioeco.comptes import REGIME_CODES, Regime, check_regime, regime_for, regime_named
from socioeco.formats import format_date, format_euros, format_nombre
from socioeco.indicators import Ressources, compute_ressources, compute_resultat, reconcile_classe_7
from socioeco.readers import FecReading, read_fec

OK, BLOCKED, USAGE = 0, 1, 2
EXAMPLE = """exemple\u00a0:
  socioeco controler 123456782FEC20251231.txt
  socioeco controler 123456782FEC20251231.txt --json resultat.json

code de sortie\u00a0:
  0  tous les fichiers ont été lus (il peut y avoir des avertissements)
  1  au moins un fichier a une anomalie bloquante
  2  la commande est mal écrite ou un fichier ne peut pas être ouvert"""


class _FrenchParser(argparse.ArgumentParser):
    """argparse speaks English; what a person reads here is French."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False, **options)
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="afficher cette aide")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "usage\u00a0: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "usage\u00a0: ", 1)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the English message is not shown
        self.print_usage(sys.stderr)
        self.exit(USAGE, "Commande incomplète ou inconnue. L’option --help donne un exemple.\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """One file, read and computed as far as its anomalies allow."""

    reading: FecReading
    regime: Regime | None = None
    ressources: Ressources | None = None
    resultat_centimes: int | None = None
    anomalies: tuple[Anomaly, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            **self.reading.to_json(),
            "regime": self.regime.code if self.regime else None,
            "resultat_centimes": self.resultat_centimes,
            "ressources": self.ressources.to_json() if self.ressources else None,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point; gives the exit status."""
    options = _parser().parse_args(argv)
    reports = []
    for path in options.fichiers:
        try:
            with path.open("rb") as file:
                reports.append(_report(read_fec(file, path.name), options.plan))
        except OSError:
            print(f"Le fichier {path} ne peut pas être ouvert.", file=sys.stderr)
            return USAGE
    if options.json is None:
        for report in reports:
            _print_report(report, sys.stdout)
    elif not _write_json(reports, options.json):
        return USAGE
    return BLOCKED if any(report.reading.is_blocked for report in reports) else OK


def _parser() -> argparse.ArgumentParser:
    parser = _FrenchParser(
        prog="socioeco",
        description="Lit la comptabilité d’une association et dit ce qu’elle contient.",
        epilog=EXAMPLE,
    )
    parser.add_argument(
        "--version", action="version", version=f"socioeco {__version__}", help="afficher la version"
    )
    commands = parser.add_subparsers(metavar="commande", required=True)
    controler = commands.add_parser(
        "controler",
        help="contrôler un ou plusieurs FEC",
        description="Contrôle des fichiers des écritures comptables (FEC).",
        epilog=EXAMPLE,
    )
    controler.add_argument(
        "fichiers", metavar="FICHIER", nargs="+", type=Path, help="un FEC, nommé SirenFECAAAAMMJJ"
    )
    controler.add_argument(
        "--json", metavar="SORTIE", help="écrire le résultat en JSON dans ce fichier, ou - pour l’écran"
    )
    controler.add_argument(
        "--plan",
        choices=REGIME_CODES,
        help="plan comptable à suivre, au lieu du plan de l’année",
    )
    return parser


def _report(reading: FecReading, plan: str | None) -> _Report:
    balance = reading.balance
    if balance is None:
        return _Report(reading=reading, anomalies=reading.anomalies)
    regime = regime_named(plan) if plan else regime_for(balance.opened_on)
    resultat = compute_resultat(balance)
    rapprochement = reconcile_classe_7(balance, regime)
    return _Report(
        reading=reading,
        regime=regime,
        ressources=compute_ressources(balance, regime),
        resultat_centimes=resultat.resultat_centimes,
        anomalies=(
            *reading.anomalies,
            *resultat.anomalies,
            *rapprochement.anomalies,
            *check_regime(balance, regime),
        ),
    )


def _write_json(reports: list[_Report], target: str) -> bool:
    text = json.dumps([report.to_json() for report in reports], ensure_ascii=False, indent=2)
    if target == "-":
        print(text)
        return True
    try:
        Path(target).write_text(text + "\n", encoding="utf-8")
    except OSError:
        print(f"Le fichier {target} ne peut pas être écrit.", file=sys.stderr)
        return False
    return True


def _print_report(report: _Report, out: TextIO) -> None:
    print(report.reading.name, file=out)
    for label, value in _facts(report):
        print(f"  {label}\u00a0: {value}", file=out)
    if report.ressources:
        _print_ressources(report.ressources, out)
    print(f"  Anomalies\u00a0: {len(report.anomalies) or 'aucune'}", file=out)
    for anomaly in report.anomalies:
        print(f"    [{anomaly.severite.value}] {anomaly.code}\u00a0: {anomaly.message}", file=out)


def _facts(report: _Report) -> list[tuple[str, str]]:
    reading = report.reading
    if not reading.lignes:
        return []
    facts = [
        ("Codage", f"{reading.encodage}, {reading.separateur}, {reading.fin_de_ligne}"),
        ("Lignes", format_nombre(reading.lignes)),
        ("Écritures", _ecritures(reading)),
        ("Total des débits", format_euros(reading.total_debit_centimes)),
        ("Total des crédits", format_euros(reading.total_credit_centimes)),
    ]
    if reading.debut and reading.fin:
        facts.insert(2, ("Dates", f"du {format_date(reading.debut)} au {format_date(reading.fin)}"))
    if reading.balance and report.regime and report.resultat_centimes is not None:
        opened_on, closed_on = reading.balance.opened_on, reading.balance.closed_on
        facts += [
            ("Exercice", f"du {format_date(opened_on)} au {format_date(closed_on)}"),
            ("Plan comptable", report.regime.titre),
            ("Résultat", format_euros(report.resultat_centimes)),
        ]
    return facts


def _ecritures(reading: FecReading) -> str:
    count = format_nombre(reading.ecritures)
    if reading.ecritures_desequilibrees is None:
        return f"{count} (équilibre vérifié par journal et par date)"
    return f"{count}, dont {format_nombre(reading.ecritures_desequilibrees)} non équilibrées"


def _print_ressources(ressources: Ressources, out: TextIO) -> None:
    print(f"  Ressources\u00a0: {format_euros(ressources.total_centimes)}", file=out)
    for famille in ressources.familles:
        value = famille.value
        text = value.raison if value.number is None else format_euros(value.number)
        reserve = f" ({value.reserve})" if value.reserve else ""
        print(f"    {famille.label}\u00a0: {text}{reserve}", file=out)
