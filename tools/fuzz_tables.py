"""The draws of `tools/fuzz.py` for what is not a FEC: balances, budgets and JSON, in text and in workbooks."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from socioeco.generator import generate_association
from socioeco.generator.damage import Damage
from socioeco.generator.damage_tables import JSON_DAMAGES, TABLE_DAMAGES, WORKBOOK_DAMAGES, archive
from socioeco.readers import read_fec
from socioeco.readers.balance_generale import read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.declared import read_postes_json

Rows = Sequence[Sequence[str]]
BUDGET = [
    ["Budget prévisionnel de l’association", "", "", ""],
    ["Exercice 2026", "", "", ""],
    ["CHARGES", "Montant", "PRODUITS", "Montant"],
    ["60 - Achats", "3000", "70 - Vente de produits finis, de marchandises, prestations de services", "2000"],
    ["Achats matières et fournitures", "3000", "74 - Subventions d’exploitation", "16000"],
    ["61 - Services extérieurs", "4000", "Commune(s) : Ville", "16000"],
    ["Locations", "4000", "756. Cotisations", "8000"],
    ["64 - Charges de personnel", "19000", "", ""],
    ["TOTAL DES CHARGES", "26000", "TOTAL DES PRODUITS", "26000"],
]
POSTES = {
    "format": "socioeco-postes/1",
    "ouvert_le": "2025-01-01",
    "clos_le": "2025-12-31",
    "ressources": {"subventions": 4_500_000, "cotisations": 1_200_000, "commande": None},
    "financeurs": [{"nom": "Ville", "genre": "commune", "montant_centimes": 4_500_000}],
    "charges": {"personnel": 3_800_000, "services": 1_400_000},
    "tresorerie_centimes": 900_000,
}
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SHEETS = "http://schemas.openxmlformats.org"


@dataclass(frozen=True)
class Sample:
    """A lawful file, the reader it is for, and what may happen to it."""

    name: str
    data: bytes
    read: Callable[[bytes, str], Any]
    damages: dict[str, Damage]


@dataclass
class TableDraws:
    cases: Counter[str] = field(default_factory=Counter)
    refusals: int = 0
    failures: list[str] = field(default_factory=list)


def draw_tables(seed: int, number: int) -> TableDraws:
    """`number` damaged files, each read or refused with a reason; what failed is named."""
    known = list(samples(seed))
    draws = TableDraws()
    for place in range(number):
        rng = Random(f"{seed}/table/{place}")  # noqa: S311 - a seeded draw is wanted, not a secret
        sample = known[place % len(known)]
        kind = rng.choice(list(sample.damages))
        draws.cases[f"{sample.name}: {kind}"] += 1
        try:
            reading = sample.read(sample.damages[kind](sample.data, rng), sample.name)
            has_reason = any(anomaly.is_blocking for anomaly in reading.anomalies)
            json.dumps(reading.to_json()).encode()
        except Exception as error:
            draws.failures.append(f"table {place}: {sample.name}, {kind}: {type(error).__name__}")
            continue
        draws.refusals += reading.is_blocked
        if reading.is_blocked != has_reason:
            draws.failures.append(
                f"table {place}: {sample.name}, {kind}: neither read nor refused with a reason"
            )
    return draws


def samples(seed: int) -> Iterator[Sample]:
    balance = _balance_rows(seed)
    for name, rows, read in (("balance", balance, read_balance_generale), ("budget", BUDGET, read_budget)):
        text = "\n".join(";".join(row) for row in rows).encode()
        yield Sample(f"{name}.csv", text, read, TABLE_DAMAGES)
        yield Sample(f"{name}.xlsx", xlsx(rows), read, WORKBOOK_DAMAGES)
        yield Sample(f"{name}.ods", ods(rows), read, WORKBOOK_DAMAGES)
    yield Sample("postes.json", json.dumps(POSTES).encode(), read_postes_json, JSON_DAMAGES)


def _balance_rows(seed: int) -> Rows:
    made = generate_association(
        "club_benevole", seed=seed, first_year=2025, years=1, size="petite"
    ).exercices[0]
    balance = read_fec([made.fec_bytes()], made.fec_name).balance
    lines = [
        [line.compte, line.libelle, _euros(line.debit_centimes), _euros(line.credit_centimes), *_sides(line)]
        for line in balance.lines
    ]
    titles = ["Compte", "Libellé", "Débit", "Crédit", "Solde débiteur", "Solde créditeur"]
    return [["Balance du 01/01/2025 au 31/12/2025", *[""] * 5], titles, *lines]


def _sides(line) -> list[str]:
    solde = -line.solde_crediteur_centimes
    return [_euros(max(solde, 0)), _euros(max(-solde, 0))]


def _euros(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"


def xlsx(rows: Rows) -> bytes:
    """The fewest parts a workbook may have, every cell a text."""
    cells = "".join(f"<row>{_cells(row)}</row>" for row in rows)
    main = f"{_SHEETS}/spreadsheetml/2006/main"
    relations = f"{_SHEETS}/officeDocument/2006/relationships"
    package = f"{_SHEETS}/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return archive({name: text.encode() for name, text in parts.items()})


def _cells(row: Sequence[str]) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)


def ods(rows: Rows) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Feuille">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
    )
    return archive(
        {
            "mimetype": ODS.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )
