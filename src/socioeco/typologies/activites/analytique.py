"""A distribution read in the accounts themselves, when they are kept by activity."""

from collections.abc import Iterable, Iterator, Mapping

from socioeco.indicators import Postes, SourceLine
from socioeco.readers import Balance
from socioeco.typologies.activites.partage import Cle, Montants
from socioeco.typologies.activites.repartition import Regle, Repartition


def repartition_of_axis(
    postes: Postes,
    balances: Mapping[str, Balance],
    *,
    indirectes: tuple[str, ...] = (),
    cle_indirecte: Cle | None = None,
) -> Repartition:
    """The distribution that an analytic axis makes: one balance of classes 6 and 7 by activity.

    Labels and families are those of the whole exercice. What no activity holds stays « Non réparti »; charges of
    `indirectes` are shared by the key, whatever the axis says of them.
    """
    return Repartition(
        activites=tuple(balances),
        regles=tuple(_rules(_lines(postes, indirectes), postes, balances)),
        indirectes=indirectes,
        cle_indirecte=cle_indirecte,
    )


def soldes_of_axis(balances: Mapping[str, Balance]) -> dict[str, dict[str, int]]:
    """What is enough to share an exercice by its axis: credits minus debits by value and account, classes 6 and 7."""
    return {
        nom: {
            line.compte: line.solde_crediteur_centimes
            for line in balance.lines
            if line.compte[:1] in {"6", "7"} and line.solde_crediteur_centimes
        }
        for nom, balance in balances.items()
    }


def soldes_by_activity(
    soldes: Mapping[str, Mapping[str, int]], activite_of: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """The values of an axis gathered into activities; those that `activite_of` does not name are left out."""
    found: dict[str, dict[str, int]] = {}
    for value, held in soldes.items():
        if nom := activite_of.get(value, ""):
            mine = found.setdefault(nom, {})
            for compte, centimes in held.items():
                mine[compte] = mine.get(compte, 0) + centimes
    return found


def _rules(lines: Iterable[SourceLine], postes: Postes, balances: Mapping[str, Balance]) -> Iterator[Regle]:
    families = {
        line.compte: famille.key for famille in postes.ressources.familles for line in famille.sources
    }
    for line in lines:
        sign = -1 if line.compte.startswith("6") else 1
        held = {nom: sign * _balance_of(balance, line.compte) for nom, balance in balances.items()}
        yield Regle(famille=families.get(line.compte), ligne=line.compte, partage=Montants(centimes=held))


def _lines(postes: Postes, indirectes: Iterable[str]) -> tuple[SourceLine, ...]:
    """A rule for an indirect charge would find nothing to share, and would say so."""
    shared = tuple(filter(None, indirectes))
    direct = (line for line in postes.charges.sources if not line.compte.startswith(shared))
    return (*postes.produits.sources, *direct)


def _balance_of(balance: Balance, compte: str) -> int:
    return sum(line.solde_crediteur_centimes for line in balance.lines if line.compte == compte)
