"""The year before a change of rules, told again under the rules that follow: what moved, and under which number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from socioeco.comptes import REGIME_CODES, Regime, regime_named
from socioeco.indicators import Indicateur, Postes, SourceLine, compute_indicateurs, hide_personnel
from socioeco.indicators.retraitement import Deplacement, Restated, restate
from socioeco.readers import Balance, Financeur
from socioeco.trajectories.mesures import Releve, releves_of

IN_THE_BOOKS = "{libelle} ({compte} dans les livres)"
RENUMBERED = "comptes renumérotés selon les règles de {apres}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraitement:
    """`avant` and `apres` are names of years. `numeros`: the number in the books of an account, by its newer one.

    `deplacements` are those of `restated`, each from the number that the books of the year before have.
    """

    avant: str
    apres: str
    restated: Restated
    postes: Postes
    indicateurs: Mapping[str, Indicateur]
    deplacements: tuple[Deplacement, ...]
    numeros: Mapping[str, str]

    @property
    def releves(self) -> Mapping[str, Releve]:
        """Every measure of the year before under the newer rules, by key."""
        return releves_of(self.postes)

    def without_salaries(self) -> "Retraitement":
        """The same, its staff hidden."""
        postes = hide_personnel(self.postes)
        again = {each.definition.cle: each for each in compute_indicateurs(postes, niveau=None)}
        return replace(self, postes=postes, indicateurs=again)

    def in_the_books(self, sources: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
        """The same lines; a renumbered one says the number that the books of the year before give it."""
        return tuple(map(self._told, sources))

    def _told(self, line: SourceLine) -> SourceLine:
        compte = self.numeros.get(line.compte, line.compte)
        if compte == line.compte:
            return line
        return replace(line, libelle=IN_THE_BOOKS.format(libelle=line.libelle, compte=compte))


def restate_year(
    postes: Postes, balance: Balance, newer: Regime, declared: Mapping[str, Financeur], names: tuple[str, str]
) -> Retraitement:
    """`postes` and `balance` are those of the year before, which follows older rules than `newer`."""
    older = postes.regime.ranged(()) if postes.regime else newer  # the passage follows numbers, not opinions
    restated = restate(balance, older, newer)
    again = restated.postes(answers=postes.answers, declared=declared, origine=postes.origine)
    numeros, deplacements = _followed(balance, older, newer)
    avant, apres = names
    return Retraitement(
        avant=avant,
        apres=apres,
        restated=restated,
        postes=again,
        indicateurs={each.definition.cle: each for each in compute_indicateurs(again, niveau=None)},
        deplacements=deplacements,
        numeros=numeros,
    )


def _followed(
    balance: Balance, older: Regime, newer: Regime
) -> tuple[Mapping[str, str], tuple[Deplacement, ...]]:
    """One change of rules after the other: inside one of them, no account takes the number that another leaves."""
    numbers: dict[str, str] = {}
    found: list[Deplacement] = []
    for before, after in pairwise(_regimes(older, newer)):
        step = restate(balance, before, after)
        moves = [_from_the_books(each, numbers) for each in step.deplacements]
        left = {each.source.compte for each in step.deplacements}
        kept = {new: old for new, old in numbers.items() if new not in left}
        numbers = {**kept, **{each.compte: each.source.compte for each in moves}}
        found += moves
        balance = step.balance
    return numbers, tuple(found)


def _from_the_books(move: Deplacement, numbers: Mapping[str, str]) -> Deplacement:
    compte = numbers.get(move.source.compte, move.source.compte)
    return replace(move, source=replace(move.source, compte=compte))


def _regimes(older: Regime, newer: Regime) -> Sequence[Regime]:
    first, last = (REGIME_CODES.index(regime.code) for regime in (older, newer))
    return [regime_named(code) for code in REGIME_CODES[first : last + 1]]
