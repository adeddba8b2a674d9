"""« Ce qui a été lu » and « Anomalies »: facts of each file, and what is wrong, why it matters, what to do."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from socioeco.anomalies import Anomaly
from socioeco.formats import format_euros, format_nombre, format_periode
from socioeco.report.analysis import Analysis
from socioeco.report.document import Block, Facts, Section, Text
from socioeco.report.reading import KINDS, Reading

NONE = "Aucune anomalie."
BLOCKED = "Ce fichier a une anomalie bloquante\u00a0: il n’entre pas dans les calculs."


def anomalies(analysis: Analysis) -> Section:
    return anomalies_section(analysis.anomalies)


def anomalies_section(found: Sequence[tuple[str, Anomaly]]) -> Section:
    """Each anomaly with the file or the exercice that it is about."""
    blocks: list[Block] = [Text(NONE)] if not found else []
    for about in dict.fromkeys(name for name, _ in found):
        blocks.append(Text(f"{about}\u00a0:"))
        blocks.append(Facts(tuple(_told(each) for name, each in found if name == about)))
    return Section(anchor="anomalies", title="Anomalies", blocks=tuple(blocks))


def _told(anomaly: Anomaly) -> tuple[str, str]:
    return f"[{anomaly.severite.value}] {anomaly.code}", anomaly.message


def readings(analysis: Analysis) -> Section:
    blocks = [block for reading in analysis.readings for block in _reading(reading)]
    return Section(anchor="lectures", title="Ce qui a été lu", blocks=tuple(blocks))


def _reading(reading: Reading) -> list[Block]:
    blocked: list[Block] = [Text(BLOCKED, is_caution=True)] if reading.is_blocked else []
    return [Text(f"{reading.name}\u00a0:"), Facts(facts(reading)), *blocked]


def facts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What was seen of a file, in words; what is not known of it is left out."""
    seen = reading.to_json()
    debut, fin = seen["debut"], seen["fin"]
    rows = (
        ("Nature", KINDS[reading.origine]),
        ("Codage", ", ".join(str(seen[key]) for key in FORM if seen[key])),
        ("Dates", format_periode(_day(debut), _day(fin)) if debut and fin else ""),
        ("Exercice", format_periode(reading.told.opened_on, reading.told.closed_on) if reading.told else ""),
        ("Lignes", _number(seen["lignes"])),
        ("Écritures", _ecritures(seen)),
        ("Comptes", _number(seen["comptes"])),
        ("Total des débits", _euros(seen["total_debit_centimes"])),
        ("Total des crédits", _euros(seen["total_credit_centimes"])),
        ("Résultat", _euros(seen["resultat_centimes"])),
        ("Empreinte", reading.empreinte),
    )
    return tuple((term, said) for term, said in rows if said)


FORM = ("encodage", "separateur", "fin_de_ligne")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(number: int | None) -> str:
    return "" if number is None else format_nombre(number)


def _euros(centimes: int | None) -> str:
    return "" if centimes is None else format_euros(centimes)


def _ecritures(seen: dict[str, Any]) -> str:
    if seen["ecritures"] is None:
        return ""
    text = format_nombre(seen["ecritures"])
    if seen["ecritures_desequilibrees"] is None:
        return f"{text} (équilibre vérifié par journal et par date)"
    if not seen["ecritures_desequilibrees"]:
        return f"{text}, toutes équilibrées"
    return f"{text}, dont {format_nombre(seen['ecritures_desequilibrees'])} non équilibrées"
