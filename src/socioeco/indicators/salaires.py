"""What would tell the pay of one or two people, taken out before anything is computed from it.

Nothing that is computed afterwards can tell it, even by difference: the charges stand as one amount, and so do the
accounts of third parties, where unpaid wages and contributions lie. What is left is the same whatever the staff costs
among the charges. Only an association that pays nothing but wages still shows their amount: its total of charges.
"""

from collections.abc import Iterable
from dataclasses import replace

from socioeco.indicators.poste import Poste
from socioeco.indicators.postes import Postes
from socioeco.indicators.solidite import DEPRECIATION
from socioeco.indicators.sources import SourceLine, total
from socioeco.readers import Balance, BalanceLine, Question
from socioeco.values import secret

__all__ = ["hide_personnel", "hide_personnel_lines", "may_tell_a_salary"]

FEW_POSTS = 200  # hundredths of a full-time post: one or two people
HIDDEN = "Masqué\u00a0: avec un ou deux salariés, ou un nombre inconnu, ce montant dirait le salaire d’une personne."
TOGETHER = {"4": "Comptes de tiers, ensemble", "6": "Charges, ensemble"}
CHARGES = "Charges, salaires compris"
CLAIMS, DEBTS = "Stocks et créances, ensemble", "Dettes, ensemble"


def may_tell_a_salary(postes: Postes) -> bool:
    """Whether staff costs are those of few people, or of nobody knows how many."""
    posts = postes.answers.get(Question.ETP)
    staff = postes.personnel.value
    has_staff = staff.number is None or bool(staff.number or staff.haut)
    return has_staff and (posts is None or posts <= FEW_POSTS)


def hide_personnel(postes: Postes) -> Postes:
    """The same exercice without its staff costs, nor any detail that would tell them by difference.

    Statements go too: they set wages apart. Resources, the total of charges and the result are unchanged.
    """
    return replace(
        postes,
        charges=_together(postes.charges, CHARGES),
        charges_decaissables=_together(postes.charges_decaissables, CHARGES),
        personnel=Poste(value=secret(HIDDEN)),
        besoin_en_fonds_de_roulement=_claims_and_debts(postes.besoin_en_fonds_de_roulement),
        etats=None,
    )


def _together(poste: Poste, label: str) -> Poste:
    return replace(poste, sources=_one_line(poste.sources, label))


def _claims_and_debts(poste: Poste) -> Poste:
    """What is owed to us and what we owe, each on one line."""
    claims = [line for line in poste.sources if _is_claim(line)]
    debts = [line for line in poste.sources if not _is_claim(line)]
    return replace(poste, sources=(*_one_line(claims, CLAIMS), *_one_line(debts, DEBTS)))


def _is_claim(line: SourceLine) -> bool:
    """What is written off a claim stays with the claims."""
    return line.montant_centimes > 0 or line.compte.startswith(DEPRECIATION)


def _one_line(lines: Iterable[SourceLine], label: str) -> tuple[SourceLine, ...]:
    lines = tuple(lines)
    if not lines:
        return ()
    return (SourceLine(compte="", libelle=label, montant_centimes=total(lines)),)


def hide_personnel_lines(balance: Balance) -> Balance:
    """The same balance where the accounts of classes 4 and 6 make one line each, without their months."""
    kept = [line for line in balance.lines if line.compte[:1] not in TOGETHER]
    sums = [
        _sum(balance.matching(classe), classe, label)
        for classe, label in TOGETHER.items()
        if balance.matching(classe)
    ]
    return replace(balance, lines=tuple(sorted([*kept, *sums], key=lambda line: line.compte)))


def _sum(lines: Iterable[BalanceLine], classe: str, label: str) -> BalanceLine:
    lines = tuple(lines)
    return BalanceLine(
        compte=classe,
        libelle=label,
        debit_centimes=sum(line.debit_centimes for line in lines),
        credit_centimes=sum(line.credit_centimes for line in lines),
    )
