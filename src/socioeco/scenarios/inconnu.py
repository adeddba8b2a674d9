"""How much of the start of a scenario is not known: shares, with what they are made of."""

from dataclasses import dataclass
from fractions import Fraction

from socioeco.comptes import Ressource
from socioeco.indicators import SourceLine
from socioeco.scenarios.flux import Depart, Flux
from socioeco.scenarios.positions import Position
from socioeco.values import Value, calcule, non_calculable

VERSEES = (Ressource.SUBVENTIONS, Ressource.MECENAT, Ressource.FONDATIONS)
SANS_VERSEMENT = "L’année qui se répète n’a ni subvention, ni mécénat, ni fondation."
SANS_BILAN = "Aucune ligne du bilan n’est connue à la clôture."
SOLDE = "C’est un solde\u00a0: ce que vous devez et ce qui vous est dû s’y compensent, l’inconnu peut être plus grand."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartInconnue:
    """A share and the two amounts it divides; `sources` add up to the first one."""

    part: Value[Fraction]
    inconnu_centimes: int
    total_centimes: int
    sources: tuple[SourceLine, ...] = ()


def unnamed_payers(depart: Depart) -> PartInconnue:
    """Subsidies, sponsorship and foundations whose payer the accounts do not name: no card can take them one by one."""
    given = [flux for flux in depart.flux if flux.famille in VERSEES]
    unnamed = [flux for flux in given if not flux.payeur]
    unknown, total = _amount(unnamed), _amount(given)
    return PartInconnue(
        part=calcule(Fraction(unknown, total)) if total > 0 else non_calculable(SANS_VERSEMENT),
        inconnu_centimes=unknown,
        total_centimes=total,
        sources=tuple(source for flux in unnamed for source in flux.sources),
    )


def unknown_balance(depart: Depart) -> PartInconnue:
    """What stands on the line « non connus » of the balance sheet at the closing, against the total of one side."""
    unknown = abs(depart.bilan[Position.AUTRES_ELEMENTS])
    total = sum(max(amount, 0) for amount in depart.bilan.values())
    reason = depart.sans_tresorerie or ("" if total else SANS_BILAN)
    return PartInconnue(
        part=non_calculable(reason)
        if reason
        else calcule(Fraction(unknown, total), reserve=SOLDE if unknown else ""),
        inconnu_centimes=unknown,
        total_centimes=total,
    )


def _amount(lines: list[Flux]) -> int:
    return sum(flux.montant_centimes for flux in lines)
