"""The postes of an exercice from its balance. Numbers of accounts: method, « Formules » of the accounts dossier.

With s(x) = Σ credit − Σ debit of the accounts that begin with x, closing entries taken back:

- fonds propres = s(10) + s(11) + s(12) + the result of the exercice; 13 and 19 stay outside;
- fonds de roulement = s(1) + the result + s(2), since s(2) is the net fixed assets with a minus sign;
- besoin en fonds de roulement = −s(3) − s(4);
- trésorerie = −s(5), overdrafts deducted: it is fonds de roulement − besoin, to the centime, in a balanced file.
"""

from collections.abc import Mapping
from types import MappingProxyType

from socioeco.comptes import Regime, Traitement
from socioeco.indicators.financeurs import compute_financeurs
from socioeco.indicators.poste_sums import credit, debit, poste, subtotal
from socioeco.indicators.postes import Origine, Poste, Postes
from socioeco.indicators.ressources import compute_ressources
from socioeco.indicators.sources import SourceLine
from socioeco.readers import NO_ANSWERS, Balance, BalanceLine, ExerciceAnswers, Financeur, Question
from socioeco.values import non_calculable

NO_OPENING = (
    "Aucune écriture d’à-nouveau n’a été reconnue dans le fichier\u00a0: si l’association existait avant cet "
    "exercice, il manque ce qu’elle possédait et ce qu’elle devait au premier jour."
)
SANS_VALORISATION = (
    "Rien n’est compté en classe 87\u00a0: le bénévolat et les dons en nature ne sont pas valorisés dans ces "
    "comptes. Cela ne dit pas qu’il n’y en a pas."
)
RESULTAT = "Résultat de l’exercice (classes 6 et 7)"
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
    """What the accounts of an exercice say, with the answers that complete them."""
    result = _result(balance)
    reserve = "" if has_opening(balance) else NO_OPENING
    return Postes(
        origine=origine,
        opened_on=balance.opened_on,
        closed_on=balance.closed_on,
        regime=regime,
        answers=answers,
        ressources=compute_ressources(
            balance, regime, achats_publics_centimes=_achats_publics(balance, regime, answers)
        ),
        financeurs=compute_financeurs(balance, regime, declared),
        produits=poste(credit(balance, "7")),
        charges=poste(debit(balance, "6")),
        charges_decaissables=poste(debit(balance, "6", keep=lambda line: _is_paid(line, regime))),
        personnel=poste(debit(balance, *STAFF)),
        tresorerie=poste(debit(balance, "5"), reserve=reserve),
        fonds_propres=poste(credit(balance, "10", "11", "12"), result, reserve=reserve),
        fonds_de_roulement=poste(credit(balance, "1"), result, credit(balance, "2"), reserve=reserve),
        besoin_en_fonds_de_roulement=poste(debit(balance, "3", "4"), reserve=reserve),
        en_nature=_in_kind(balance),
    )


def has_opening(balance: Balance) -> bool:
    """Whether entries that carry in the year before were recognised."""
    return any(line.ouverture_centimes is not None for line in balance.lines)


def _result(balance: Balance) -> tuple[SourceLine, ...]:
    """Classes 6 and 7 as one line: their closing entries were taken back, account 12 does not hold them."""
    return subtotal(RESULTAT, credit(balance, "6", "7"))


def _is_paid(line: BalanceLine, regime: Regime) -> bool:
    """A charge that costs money: neither depreciation nor the book value of what was sold."""
    classement = regime.classify(line.compte, line.libelle)
    return classement is None or classement.traitement is Traitement.CHARGE


def _achats_publics(balance: Balance, regime: Regime, answers: ExerciceAnswers) -> int | None:
    """The answer, never more than the sales: the file may have been replaced since it was given."""
    answer = answers.get(Question.ACHATS_PUBLICS)
    if answer is None:
        return None
    sales = compute_ressources(balance, regime)["ventes"].value.number or 0
    return min(answer, max(sales, 0))


def _in_kind(balance: Balance) -> Poste:
    """Class 87, beside the money. Nothing written there is not nothing given."""
    lines = credit(balance, "87")
    return poste(lines) if lines else Poste(value=non_calculable(SANS_VALORISATION))
