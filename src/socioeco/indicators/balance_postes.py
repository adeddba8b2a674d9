"""The postes of an exercice from its balance. Numbers of accounts: method, « Formules » of the accounts dossier.

What the bilan weighs (fonds propres, fonds de roulement, besoin, trésorerie) is in `etats.grandeurs`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from socioeco.comptes import NatureCharge, Regime, Traitement, classement_at, place_of
from socioeco.indicators.etats import compute_etats
from socioeco.indicators.financeurs import compute_financeurs
from socioeco.indicators.opening import NO_OPENING
from socioeco.indicators.poste_sums import credit, debit, poste
from socioeco.indicators.postes import Origine, Poste, Postes
from socioeco.indicators.ressources import compute_ressources
from socioeco.readers import NO_ANSWERS, Balance, BalanceLine, ExerciceAnswers, Financeur, Question
from socioeco.values import non_calculable

__all__ = ["NO_OPENING", "SANS_VALORISATION", "postes_of_balance"]

SANS_VALORISATION = (
    "Rien n’est compté en classe 87\u00a0: le bénévolat et les dons en nature ne sont pas valorisés dans ces "
    "comptes. Cela ne dit pas qu’il n’y en a pas."
)
STAFF = ("64", "621", "6311", "633")
NOBODY: Mapping[str, Financeur] = MappingProxyType({})


def postes_of_balance(
    balance: Balance,
    regime: Regime,
    *,
    answers: ExerciceAnswers = NO_ANSWERS,
    declared: Mapping[str, Financeur] = NOBODY,
    origine: Origine = Origine.FEC,
) -> Postes:
    """What the accounts of an exercice say, with the answers that complete them.

    Accounts that the person placed herself stand where she put them; the chart of the result says which.
    """
    regime = ranged_by(regime, answers)
    etats = compute_etats(balance, regime)
    equilibre = etats.equilibre
    return Postes(
        origine=origine,
        opened_on=balance.opened_on,
        closed_on=balance.closed_on,
        regime=regime,
        answers=answers,
        ressources=compute_ressources(
            balance, regime, achats_publics_centimes=answers.get(Question.ACHATS_PUBLICS)
        ),
        financeurs=compute_financeurs(balance, regime, declared),
        produits=poste(credit(balance, "7", regime=regime)),
        charges=poste(debit(balance, "6", regime=regime)),
        charges_decaissables=poste(
            debit(balance, "6", keep=lambda line: _is_paid(line, regime), regime=regime)
        ),
        personnel=poste(debit(balance, "6", keep=lambda line: is_staff(line, regime), regime=regime)),
        tresorerie=equilibre.tresorerie,
        fonds_propres=equilibre.fonds_propres,
        fonds_de_roulement=equilibre.fonds_de_roulement,
        besoin_en_fonds_de_roulement=equilibre.besoin_en_fonds_de_roulement,
        en_nature=_in_kind(balance),
        etats=etats,
    )


def ranged_by(regime: Regime, answers: ExerciceAnswers) -> Regime:
    """The chart with the accounts where these answers put them."""
    return regime.ranged(
        (compte, classement_at(compte, place)) for compte, place in sorted(answers.rangements.items())
    )


def is_staff(line: BalanceLine, regime: Regime) -> bool:
    """Whether a charge pays people: by its number, unless the person placed its account herself."""
    told = regime.told(line.compte)
    if told is None:
        return line.compte.startswith(STAFF)
    return place_of(told, line.compte) == NatureCharge.PERSONNEL


def _is_paid(line: BalanceLine, regime: Regime) -> bool:
    """A charge that costs money: neither depreciation nor the book value of what was sold."""
    classement = regime.classify(line.compte, line.libelle)
    return classement is None or classement.traitement is Traitement.CHARGE


def _in_kind(balance: Balance) -> Poste:
    """Class 87, beside the money. Nothing written there is not nothing given."""
    lines = credit(balance, "87")
    return poste(lines) if lines else Poste(value=non_calculable(SANS_VALORISATION))
