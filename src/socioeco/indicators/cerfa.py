"""The lines of form CERFA 12156 that accounts fill: what the last year was, in the order of the next budget."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from socioeco.indicators.postes import Financeurs
from socioeco.indicators.sources import SourceLine, opposite, source_of, total
from socioeco.readers import Balance, GenreFinanceur
from socioeco.readers.budget import budget_definition

SUBVENTIONS = "74"


class ComptesCerfa(BaseModel):
    """The accounts of each line, by the beginning of their numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: str
    charges: Mapping[str, tuple[str, ...]]
    produits: Mapping[str, tuple[str, ...]]


@cache
def comptes_cerfa() -> ComptesCerfa:
    text = (
        files("socioeco").joinpath("definitions", "budget", "comptes-cerfa.yaml").read_text(encoding="utf-8")
    )
    return ComptesCerfa.model_validate(yaml.safe_load(text))


def cerfa_of_balance(balance: Balance, financeurs: Financeurs) -> dict[str, int]:
    """Centimes by key of a line, positive for what is usual on its side. A line that no account tells is not there.

    The subventions are shared out by payer only when every one of them is known: else some line would say too little.
    """
    return {cle: total(lines) for cle, lines in cerfa_lines(balance, financeurs).items()}


def cerfa_lines(balance: Balance, financeurs: Financeurs) -> dict[str, tuple[SourceLine, ...]]:
    """The accounts of each of these lines, that add up to it."""
    accounts = comptes_cerfa()
    told = {
        cle: tuple(map(source_of, found))
        for lignes in (accounts.charges, accounts.produits)
        for cle, prefixes in lignes.items()
        if (found := balance.matching(*prefixes))
    }
    charges = {cle: opposite(told[cle]) for cle in accounts.charges if cle in told}
    return {**told, **charges, **_by_payer(financeurs)}


def _by_payer(financeurs: Financeurs) -> dict[str, tuple[SourceLine, ...]]:
    paid: dict[GenreFinanceur, tuple[SourceLine, ...]] = {}
    for versement in financeurs.versements:
        lines = tuple(each for each in versement.sources if each.compte.startswith(SUBVENTIONS))
        if lines:
            paid[versement.genre] = (*paid.get(versement.genre, ()), *lines)
    if GenreFinanceur.INCONNU in paid:
        return {}
    lignes = (ligne for ligne in budget_definition().lignes if ligne.chapitre == "subventions")
    return {ligne.cle: paid[ligne.genre] for ligne in lignes if ligne.genre in paid}
