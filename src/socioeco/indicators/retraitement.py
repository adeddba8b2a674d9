"""An exercice brought to the layout of the rules that followed, so that both sides of a break compare.

Rules changed for the exercices opened from 2020 and from 2025. The older year is restated, never the newer: each account
keeps its amounts and its label, and takes its newer number where the passage says it. What cannot be restated is said,
to the centime, and stays where it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from socioeco.comptes import REGIME_CODES, Regime, regime_named
from socioeco.indicators.balance_postes import NOBODY, postes_of_balance
from socioeco.indicators.poste import Poste
from socioeco.indicators.postes import Origine, Postes
from socioeco.indicators.retraitement_definitions import BREAKS, PassageDefinition, PassageRule, passage_to
from socioeco.indicators.sources import SourceLine, source_of
from socioeco.readers import NO_ANSWERS, Balance, BalanceLine, ExerciceAnswers, Financeur
from socioeco.values import calcule_entre

TRANSFERTS = "79"
TRANSFERTS_INCONNUS = (
    "Fourchette\u00a0: des transferts de charges (79) peuvent être des remboursements de personnel, leur libellé ne le "
    "dit pas."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deplacement:
    """An account and its newer number. `is_place`: the number stays, its place in the statement changes."""

    source: SourceLine
    compte: str
    regle: str
    is_place: bool = False

    def to_json(self) -> dict[str, Any]:
        return {**self.source.to_json(), "vers": self.compte, "regle": self.regle, "place": self.is_place}


@dataclass(frozen=True, slots=True, kw_only=True)
class NonRetraite:
    """An account, numbered as in the restated balance, that the passage does not bring over, or not wholly."""

    source: SourceLine
    raison: str

    def to_json(self) -> dict[str, Any]:
        return {**self.source.to_json(), "raison": self.raison}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """The same exercice under newer rules. One line by line of the older balance, with the same amounts.

    The result never changes; the total of a class changes only by transfers of charges that become refunds (79 to
    649). `depuis` and `regime` are the older and the newer rules.
    """

    depuis: Regime
    regime: Regime
    balance: Balance
    deplacements: tuple[Deplacement, ...] = ()
    non_retraites: tuple[NonRetraite, ...] = ()

    def postes(
        self,
        *,
        answers: ExerciceAnswers = NO_ANSWERS,
        declared: Mapping[str, Financeur] = NOBODY,
        origine: Origine = Origine.FEC,
    ) -> Postes:
        """The postes under the newer rules.

        Transfers of charges that nothing places widen staff and paid charges to a range: they may be refunds.
        """
        postes = postes_of_balance(
            self.balance, self.regime, answers=answers, declared=declared, origine=origine
        )
        unknown = sum(max(each.source.montant_centimes, 0) for each in self._unknown_transfers())
        return _widened(postes, unknown) if unknown else postes

    def to_json(self) -> dict[str, Any]:
        return {
            "depuis": self.depuis.code,
            "vers": self.regime.code,
            "deplacements": [each.to_json() for each in self.deplacements],
            "non_retraites": [each.to_json() for each in self.non_retraites],
        }

    def _unknown_transfers(self) -> Iterable[NonRetraite]:
        return (each for each in self.non_retraites if each.source.compte.startswith(TRANSFERTS))


def restate(balance: Balance, from_regime: Regime, to_regime: Regime) -> Restated:
    """The exercice under newer rules, through each break in turn; unchanged under its own rules.

    Raises ValueError towards older rules: what they told apart is not in the newer accounts.
    """
    first, last = (REGIME_CODES.index(regime.code) for regime in (from_regime, to_regime))
    if first > last:
        raise ValueError("only an older exercice is restated")
    restated = Restated(depuis=from_regime, regime=from_regime, balance=balance)
    for code in BREAKS[first:last]:
        restated = _passed(restated, passage_to(code))
    return restated


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A line, the rule of its prefix, and the number it takes when nothing else has it."""

    line: BalanceLine
    rule: PassageRule | None = None
    compte: str
    is_placed: bool = False

    @property
    def is_moved(self) -> bool:
        return self.compte != self.line.compte


def _passed(restated: Restated, passage: PassageDefinition) -> Restated:
    """One break further."""
    steps = _numbered([_step(line, restated.regime, passage) for line in restated.balance.lines])
    numbers = {step.line.compte: step.compte for step in steps}
    lines = (replace(step.line, compte=step.compte) for step in steps)
    told = [step for step in steps if step.rule and step.line.solde_crediteur_centimes]
    followed = (_followed(each, numbers) for each in restated.non_retraites)
    return Restated(
        depuis=restated.depuis,
        regime=regime_named(passage.vers),
        balance=replace(restated.balance, lines=tuple(sorted(lines, key=lambda line: line.compte))),
        deplacements=(*restated.deplacements, *(move for step in told for move in _moves(step))),
        non_retraites=(*followed, *(limit for step in told for limit in _limits(step))),
    )


def _step(line: BalanceLine, older: Regime, passage: PassageDefinition) -> _Step:
    """The newer prefix, with the digits that stood after the older one."""
    prefix = passage.prefix_of(line.compte)
    if not prefix:
        return _Step(line=line, compte=line.compte)
    rule = passage.by_prefix[prefix]
    target = rule.target(line.compte, line.libelle, older)
    compte = target + line.compte[len(prefix) :] if target else line.compte
    return _Step(line=line, rule=rule, compte=compte, is_placed=bool(target) or rule.is_place)


def _numbered(steps: Iterable[_Step]) -> list[_Step]:
    """A number for each line: two accounts never become one, their labels may say who pays."""
    steps = list(steps)
    taken = {step.line.compte for step in steps if not step.is_moved}
    numbered: list[_Step] = []
    for step in steps:
        compte = _free_number(step.compte, taken) if step.is_moved else step.compte
        taken.add(compte)
        numbered.append(replace(step, compte=compte))
    return numbered


def _free_number(compte: str, taken: Set[str]) -> str:
    """The number, else the first that is free among those that add digits to it."""
    longer = (f"{compte}{added}" for added in count(1))
    return next(each for each in chain((compte,), longer) if each not in taken)


def _moves(step: _Step) -> Iterator[Deplacement]:
    is_place = step.rule is not None and step.rule.is_place
    if step.rule and (step.is_moved or is_place):
        yield Deplacement(
            source=source_of(step.line), compte=step.compte, regle=step.rule.regle, is_place=is_place
        )


def _limits(step: _Step) -> Iterator[NonRetraite]:
    said = step.rule and (step.rule.limite if step.is_placed else step.rule.raison)
    if said:
        yield NonRetraite(source=replace(source_of(step.line), compte=step.compte), raison=said)


def _followed(left: NonRetraite, numbers: Mapping[str, str]) -> NonRetraite:
    """What an earlier break left, by its number after this one."""
    return replace(left, source=replace(left.source, compte=numbers[left.source.compte]))


def _widened(postes: Postes, unknown: int) -> Postes:
    """Refunds of staff are never more than the staff cost: without any, the charges are known."""
    refunded = min(unknown, max(postes.personnel.value.or_default(0), 0))
    if not refunded:
        return postes
    return replace(
        postes,
        personnel=_may_be_less(postes.personnel, refunded),
        charges_decaissables=_may_be_less(postes.charges_decaissables, refunded),
    )


def _may_be_less(poste: Poste, unknown: int) -> Poste:
    """From the amount once all of it is refunded, never below nil, to the amount."""
    whole = poste.value.or_default(0)
    return replace(
        poste, value=calcule_entre(min(max(whole - unknown, 0), whole), whole, reserve=TRANSFERTS_INCONNUS)
    )
