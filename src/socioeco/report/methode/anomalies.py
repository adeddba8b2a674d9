"""The page of anomalies: every code, what it says, why it matters, what to do, an example."""

import re
from itertools import groupby

from socioeco.anomalies.catalogue import AnomalyKind, kinds
from socioeco.formats import typographie
from socioeco.report.document import Block, Facts, Grid, Opening, Section
from socioeco.report.methode.model import Page, lowered

GROUP = "Contrôles"
FAMILIES = {
    "F": "Fichier des écritures (F)",
    "C": "Plan comptable (C)",
    "T": "Lignes saisies (T)",
    "B": "Balance générale (B)",
    "D": "Postes déclarés (D)",
    "G": "Budget (G)",
    "A": "Axe analytique et réponses (A)",
    "E": "Plusieurs fichiers (E)",
}
SEVERITIES = (
    ("Bloquante", "Ce dont elle parle n’est pas calculé. En ligne de commande, le code de sortie est 1."),
    (
        "Avertissement",
        "Le fichier est calculé, un chiffre peut être faux. En ligne de commande, le code de sortie est 0, ou 3 avec "
        "l’option --strict.",
    ),
    ("Information", "Rien à faire\u00a0: ce qui a été vu et lu normalement."),
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def pages() -> tuple[Page, ...]:
    codes = sorted(kinds(), key=_family)
    return (
        Page(
            slug="anomalies",
            group=GROUP,
            title="Les anomalies",
            lede="Un fichier illisible n’est pas une panne\u00a0: c’est une liste d’anomalies, toutes à la fois.",
            sections=(
                _severities(),
                *(_section(family, list(group)) for family, group in groupby(codes, key=_family)),
            ),
        ),
    )


def _family(code: str) -> str:
    return code[:1]


def _severities() -> Section:
    grid = Grid(
        caption="Ce que chaque sévérité veut dire",
        header=("Sévérité", "Conséquence"),
        rows=SEVERITIES,
        is_words=True,
    )
    return Section(anchor="severites", title="Les trois sévérités", blocks=(grid,))


def _section(family: str, codes: list[str]) -> Section:
    title = FAMILIES.get(family, f"Famille {family}")
    return Section(
        anchor=f"famille-{family.lower()}",
        title=title,
        blocks=tuple(_opening(code, kinds()[code]) for code in codes),
    )


def _opening(code: str, kind: AnomalyKind) -> Opening:
    pairs = (
        ("Conséquence", kind.consequence),
        ("Remède", kind.remede),
        ("Exemple", kind.exemple),
    )
    told: tuple[Block, ...] = (Facts(tuple((term, in_words(text)) for term, text in pairs if text)),)
    return Opening(
        anchor=code.lower(),
        title=f"{code}\u00a0: {lowered(in_words(kind.constat)).removesuffix('.')}",
        value=kind.severite.value,
        blocks=told,
    )


def in_words(template: str) -> str:
    """A text of the catalogue, the place of each value shown by an ellipsis."""
    return typographie(_PLACEHOLDER.sub("…", template))
