"""What the statements weigh: capacité d’autofinancement, and how what is owned is financed.

With s(x) = Σ credit − Σ debit of the accounts that begin with x, closing entries taken back:

- CAF = result − s(68) − s(78) − disposals − book value of what is sold − quote-parts, by the chart of the exercice;
- CAF prudente = CAF + s(689) + s(789): what is put aside for a project is not free to use;
- capitaux permanents = s(1) + the result: 17 and 18 are in, else the identity below fails;
- fonds de roulement = capitaux permanents + s(2), since s(2) is the net fixed assets with a minus sign;
- besoin en fonds de roulement = −s(3) − s(4); trésorerie nette = −s(5), overdrafts deducted;
- fonds de roulement − besoin = trésorerie nette to the centime, when classes 1 to 7 balance.
"""

from dataclasses import dataclass, fields
from typing import Any

from socioeco.comptes import Regime, Ressource, Traitement
from socioeco.indicators.etats.bilan import compute_bilan, result_of
from socioeco.indicators.etats.compte_de_resultat import compute_compte_de_resultat
from socioeco.indicators.etats.model import Bilan, CompteDeResultat
from socioeco.indicators.opening import NO_OPENING, has_opening
from socioeco.indicators.poste import Poste
from socioeco.indicators.poste_sums import credit, debit, poste
from socioeco.indicators.sources import classify_lines
from socioeco.readers import Balance, BalanceLine

NEUTRAL = frozenset({Traitement.CHARGE_SANS_DECAISSEMENT, Traitement.CESSION, Traitement.SANS_ENCAISSEMENT})
PRODUCTION = frozenset({"production_stockee", "production_immobilisee"})
FONDS_DEDIES = ("689", "789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Autofinancement:
    """What the year leaves once what costs and brings no money is taken off. `is_prudente_first`: show it first.

    It is, as soon as fonds reportés or dédiés move or a legacy is received: an unsold legacy finances nothing, and
    what is put aside for a project is not free.
    """

    caf: Poste
    caf_prudente: Poste
    is_prudente_first: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "caf": self.caf.to_json(),
            "caf_prudente": self.caf_prudente.to_json(),
            "prudente_d_abord": self.is_prudente_first,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibre:
    """How what is owned is financed. Stocks of the last day: never brought to twelve months."""

    fonds_propres: Poste
    capitaux_permanents: Poste
    immobilisations_nettes: Poste
    fonds_de_roulement: Poste
    besoin_en_fonds_de_roulement: Poste
    tresorerie: Poste
    dettes_financieres: Poste
    reserve_libre: Poste

    def to_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name).to_json() for each in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Etats:
    """The statements of one exercice, and what they weigh."""

    compte_de_resultat: CompteDeResultat
    bilan: Bilan
    autofinancement: Autofinancement
    equilibre: Equilibre

    def to_json(self) -> dict[str, Any]:
        return {
            "compte_de_resultat": self.compte_de_resultat.to_json(),
            "bilan": self.bilan.to_json(),
            "autofinancement": self.autofinancement.to_json(),
            "equilibre": self.equilibre.to_json(),
        }


def compute_etats(balance: Balance, regime: Regime) -> Etats:
    return Etats(
        compte_de_resultat=compute_compte_de_resultat(balance, regime),
        bilan=compute_bilan(balance, regime),
        autofinancement=compute_autofinancement(balance, regime),
        equilibre=compute_equilibre(balance),
    )


def compute_autofinancement(balance: Balance, regime: Regime) -> Autofinancement:
    """Both CAF, each with the accounts that make it: the result less what is neutralised."""
    kept = credit(balance, "6", "7", keep=lambda line: not _is_neutral(line, regime))
    put_aside = credit(balance, *FONDS_DEDIES)
    return Autofinancement(
        caf=poste(kept),
        caf_prudente=poste(kept, put_aside),
        is_prudente_first=bool(put_aside) or _has_legs(balance, regime),
    )


def compute_equilibre(balance: Balance) -> Equilibre:
    """All the amounts of the identity. A balance without opening entries gives them with a reserve."""
    result = result_of(balance)
    reserve = "" if has_opening(balance) else NO_OPENING
    return Equilibre(
        fonds_propres=poste(credit(balance, "10", "11", "12"), result, reserve=reserve),
        capitaux_permanents=poste(credit(balance, "1"), result, reserve=reserve),
        immobilisations_nettes=poste(debit(balance, "2"), reserve=reserve),
        fonds_de_roulement=poste(credit(balance, "1"), result, credit(balance, "2"), reserve=reserve),
        besoin_en_fonds_de_roulement=poste(debit(balance, "3", "4"), reserve=reserve),
        tresorerie=poste(debit(balance, "5"), reserve=reserve),
        dettes_financieres=poste(credit(balance, "16"), reserve=reserve),
        reserve_libre=poste(credit(balance, "10", "11", "12", keep=_is_free), result, reserve=reserve),
    )


def _is_neutral(line: BalanceLine, regime: Regime) -> bool:
    """What neither costs nor brings money. A production kept in stock or for oneself stays in, as in the formula."""
    found = regime.classify(line.compte, line.libelle)
    return found is not None and found.traitement in NEUTRAL and found.famille not in PRODUCTION


def _has_legs(balance: Balance, regime: Regime) -> bool:
    placed = classify_lines(balance, regime, "7")
    return any(
        source.montant_centimes and found is not None and found.ressource is Ressource.LEGS
        for source, found in placed
    )


def _is_free(line: BalanceLine) -> bool:
    """Neither an endowment (102) nor a result that funders control (115)."""
    return not line.compte.startswith(("102", "115"))
