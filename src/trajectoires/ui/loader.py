"""The samples of the components: YAML files beside the code, and the few objects YAML cannot write."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from django.core.paginator import Paginator

from socioeco.charts import Chart, SharesRow, shares_bars, sparkline

_FOLDER = Path(__file__).parent / "samples"
_ANOMALIES = (
    SimpleNamespace(
        severite="bloquante",
        place="Ligne 12, colonne Debit",
        constat="Le montant n’est pas un nombre.",
        consequence="Le total de l’exercice serait faux.",
        remede="Corrigez la cellule dans votre logiciel, puis exportez de nouveau.",
    ),
    SimpleNamespace(
        severite="avertissement",
        place="3 lignes (4, 9, 27)",
        constat="Une écriture n’a pas de date de validation.",
        consequence="L’exercice n’est peut-être pas clos.",
        remede="Demandez à la personne qui tient vos comptes si ces lignes sont définitives.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One way of using a component: the line to write in a template, and its values."""

    name: str
    source: str
    values: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ComponentSamples:
    name: str
    title: str
    samples: tuple[Sample, ...]


@dataclass(frozen=True, kw_only=True)
class SampleGroup:
    key: str
    title: str
    components: tuple[ComponentSamples, ...]


@cache
def load_groups() -> tuple[SampleGroup, ...]:
    """Return the samples of every component, in the order of their files."""
    return tuple(_read_group(path) for path in sorted(_FOLDER.glob("*.yaml")))


def _read_group(path: Path) -> SampleGroup:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return SampleGroup(
        key=path.stem.partition("-")[2],
        title=data["title"],
        components=tuple(_read_component(entry) for entry in data["components"]),
    )


def _read_component(entry: Mapping[str, Any]) -> ComponentSamples:
    samples = tuple(
        Sample(
            name=name,
            source=sample.get("source") or _write_source(entry, sample),
            values=sample.get("values", {}),
        )
        for name, sample in entry["samples"].items()
    )
    return ComponentSamples(name=entry["name"], title=entry["title"], samples=samples)


def _write_source(entry: Mapping[str, Any], sample: Mapping[str, Any]) -> str:
    return write_include(entry["name"], sample["values"], around=entry.get("around", ""))


def write_include(name: str, values: Mapping[str, Any], *, around: str = "") -> str:
    """Return the line that draws a component, inside the list it belongs to when it is a line of one."""
    passed = " ".join(f"{key}={key}" for key in values)
    line = f'{{% include "ui/components/{name}.html"{" with " + passed if passed else ""} only %}}'
    return f"<{around}>{line}</{around.split(' ', maxsplit=1)[0]}>" if around else line


def sample_objects() -> dict[str, Any]:
    """Return what samples name and YAML cannot hold: pages of a list, anomalies, a chart."""
    paginator = Paginator(range(240), 20)
    return {
        "chart": _sample_chart(),
        "spark": sparkline([4.4, 4.1, 3.4, 2.9, 2.6]),
        "found": _ANOMALIES,
        "nothing_found": (),
        "first_page": paginator.page(1),
        "seventh_page": paginator.page(7),
        "only_page": Paginator(range(3), 20).page(1),
    }


def _sample_chart() -> Chart:
    shares = {
        "2023": (51, 34, 9, 6),
        "2024": (44, 40, 9, 7),
        "2025": (36, 48, 9, 7),
    }
    families = ("subventions", "ventes", "cotisations", "dons")
    return shares_bars(
        [SharesRow(label=year, shares=dict(zip(families, row, strict=True))) for year, row in shares.items()],
        title="Les ventes sont passées devant les subventions",
        summary="En 2023, les subventions apportaient 51 % des moyens. En 2025, elles en apportent 36 %.",
        source="Source : association de démonstration, chiffres inventés",
    )
