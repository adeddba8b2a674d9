"""Where each value of a prefilled document opens: on the result page, else on the page that says what will be written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from socioeco.indicators import Origine, SourceLine
from socioeco.indicators.cerfa import cerfa_lines
from trajectoires.kit.models.templates.keys import CERFA, FAMILLE, FAMILLES, known_keys
from trajectoires.trajectories.selectors import Exercice, Work
from trajectoires.trajectories.selectors.anchors import (
    accounts_anchor,
    charges_anchor,
    family_anchor,
    indicator_anchor,
    measure_anchor,
    result_anchor,
)

OF_EXERCICE: Mapping[str, Callable[[Exercice], str]] = {
    "exercice": accounts_anchor,
    "exercice.debut": accounts_anchor,
    "exercice.fin": accounts_anchor,
    "produits": accounts_anchor,
    "charges": charges_anchor,
    "resultat": result_anchor,
}
OF_INDICATOR = {
    "personnel": "part_personnel",
    "tresorerie": "mois_de_tresorerie",
    "fonds_propres": "fonds_propres",
    "premier_financeur": "premier_financeur",
    "part.premier_financeur": "premier_financeur",
    "part.subventions": "part_subventions",
    "part.personnel": "part_personnel",
    "mois_de_tresorerie": "mois_de_tresorerie",
}
OF_MEASURE = {"heures_benevoles": "heures_benevoles", "etp": "etp_salaries"}


@dataclass(frozen=True)
class OpenedHere:
    """A value that the result page does not show as such, with the accounts that add up to it."""

    anchor: str
    label: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class Opened:
    """Addresses by key of a document, and for what is repeated one by row; `here` by address inside the page."""

    hrefs: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    here: Mapping[str, OpenedHere] = field(default_factory=dict)


def opened_of(work: Work | None) -> Opened:
    """For the values of `known_of`, of the same work. What comes from a record or from the day has no address."""
    actual = [each for each in work.exercices if each.postes.origine is not Origine.BUDGET] if work else []
    if not actual:
        return Opened()
    results, last = reverse("trajectories:results"), actual[-1]
    cerfa, payers = list(_cerfa(last)), list(_payers(last))
    hrefs = {key: f"{results}#{anchor}" for key, anchor in _anchors(last)}
    hrefs |= {key: f"#{each.anchor}" for key, each in cerfa}
    years = [f"{results}#{result_anchor(each)}" for each in actual]
    here = (*(each for _, each in cerfa), *payers)
    return Opened(
        hrefs=hrefs,
        rows={"exercices": years, "financeurs": [f"#{each.anchor}" for each in payers]},
        here={f"#{each.anchor}": each for each in here},
    )


def _anchors(exercice: Exercice) -> Iterator[tuple[str, str]]:
    yield from ((key, anchor(exercice)) for key, anchor in OF_EXERCICE.items())
    yield from ((key, indicator_anchor(cle)) for key, cle in OF_INDICATOR.items())
    yield from ((key, measure_anchor(cle)) for key, cle in OF_MEASURE.items())
    for name, famille in FAMILLES.items():
        found = exercice.postes.ressources[famille]
        has_lines = bool(found.sources) or not found.value.is_computed
        yield (
            f"{FAMILLE}{name}",
            family_anchor(exercice, famille) if has_lines else accounts_anchor(exercice),
        )


def _cerfa(exercice: Exercice) -> Iterator[tuple[str, OpenedHere]]:
    if exercice.balance is None:
        return
    for cle, lines in cerfa_lines(exercice.balance, exercice.postes.financeurs).items():
        key = f"{CERFA}{cle}"
        if key in known_keys():
            yield key, OpenedHere(f"ligne-{cle.replace('_', '-')}", known_keys()[key].title, lines)


def _payers(exercice: Exercice) -> Iterator[OpenedHere]:
    """In the order in which the document names them."""
    named = [each for each in exercice.postes.financeurs.versements if not each.is_collective]
    for place, versement in enumerate(named, start=1):
        yield OpenedHere(f"financeur-{place}", versement.nom, tuple(versement.sources))
