"""The page of the JSON that `analyser` and `controler` write: every key, in words."""

from collections.abc import Mapping

from socioeco.formats import typographie
from socioeco.report.data import CLES, OF_READING
from socioeco.report.document import Grid, Section, Text
from socioeco.report.methode.model import Page
from socioeco.report.scenario.data import CLES as CLES_SCENARIO

GROUP = "Formats"
UNITS = (
    "Les montants sont des centimes entiers (suffixe _centimes), les parts des nombres entre 0 et 1, les dates en ISO "
    "8601. Null veut dire «\u00a0non connu\u00a0», jamais zéro. Une valeur porte son statut\u00a0: calcule, "
    "non_calculable avec sa raison, ou secret\u202f; «\u00a0haut\u00a0» est la borne haute d’une fourchette."
)


def pages() -> tuple[Page, ...]:
    return (
        Page(
            slug="resultat-json",
            group=GROUP,
            title="Le résultat en JSON",
            lede="Ce que contient le fichier écrit par --json. Il se relit\u00a0: socioeco analyser resultat.json.",
            sections=(
                Section(anchor="unites", title="Unités", blocks=(Text(UNITS),)),
                _keys("analyser", "Les clés d’un résultat", CLES),
                _keys("scenario", "Les clés d’un scénario", CLES_SCENARIO),
                _keys("controler", "Les clés de chaque fichier", OF_READING),
            ),
        ),
    )


def _keys(anchor: str, title: str, keys: Mapping[str, str]) -> Section:
    table = Grid(
        caption=title,
        header=("Clé", "Ce qu’elle dit"),
        rows=tuple((key, typographie(said)) for key, said in keys.items()),
        is_words=True,
    )
    return Section(anchor=anchor, title=title, blocks=(table,))
