"""A budget beside the actual year: line by line, what was planned, what was, and what has nothing in front.

A budget follows the form, accounts follow the chart: where one of them cannot tell two families apart, they stand
together. Σ planned of each side is the total of the budget, Σ actual that of the year, to the centime.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from socioeco.comptes import NATURES, RESSOURCES, NatureCharge, Ressource, nature_by_number, place_of
from socioeco.indicators import Origine, Postes, SourceLine
from socioeco.indicators.budget_postes import postes_of_budget
from socioeco.indicators.financement import is_commande_told
from socioeco.indicators.sources import total
from socioeco.readers.budget import Budget, BudgetLine, Cote
from socioeco.trajectories.result import other_produits

AUTRES_PRODUITS = "Produits qui ne sont pas des ressources de l’année"
AUTRES_CHARGES = "Autres charges que le personnel"
INDIRECTES = "Charges indirectes du projet"
SANS_NATURE = "Autres charges"
EN_NATURE = "Contributions en nature"
UNKNOWN = "Les comptes de l’exercice ne disent pas ce montant."
PREVU_SEUL = "Prévu, sans rien en face dans les comptes de l’exercice."
REALISE_SEUL = "Rien de prévu en face dans le budget."
# Where a family is when one side does not tell it apart.
IN_BUDGET: Mapping[Ressource, Ressource] = MappingProxyType(
    {
        Ressource.MECENAT: Ressource.DONS,
        Ressource.LEGS: Ressource.AUTRES,
        Ressource.COMMANDE: Ressource.VENTES,
        Ressource.COTISATIONS: Ressource.AUTRES,
        Ressource.DONS: Ressource.AUTRES,
        Ressource.FONDATIONS: Ressource.SUBVENTIONS,
    }
)
IN_LINES: Mapping[Ressource, Ressource] = MappingProxyType(
    {
        Ressource.FONDATIONS: Ressource.MECENAT,
        Ressource.LEGS: Ressource.AUTRES,
        Ressource.PRODUITS: Ressource.AUTRES,
        Ressource.COMMANDE: Ressource.VENTES,
    }
)
IN_ACCOUNTS: Mapping[Ressource, Ressource] = MappingProxyType({Ressource.COMMANDE: Ressource.VENTES})
NOTHING: Mapping[Ressource, Ressource] = MappingProxyType({})
HIDDEN = MappingProxyType({Origine.SAISIE: IN_LINES, Origine.POSTES: NOTHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneComparee:
    """One family or nature. Charges are positive. `realise_centimes` is None for what the year does not tell."""

    libelle: str
    prevu_centimes: int
    realise_centimes: int | None
    sources_prevu: tuple[SourceLine, ...] = ()
    sources_realise: tuple[SourceLine, ...] = ()

    @property
    def ecart_centimes(self) -> int | None:
        """Actual minus planned."""
        return None if self.realise_centimes is None else self.realise_centimes - self.prevu_centimes

    @property
    def remarque(self) -> str:
        """What has nothing in front, and on which side."""
        if self.realise_centimes is None:
            return UNKNOWN
        if self.prevu_centimes and not self.realise_centimes:
            return PREVU_SEUL
        return REALISE_SEUL if self.realise_centimes and not self.prevu_centimes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCompare:
    """`equilibre` are the lines that only balance the form: own resources, a loss to come."""

    produits: tuple[LigneComparee, ...]
    charges: tuple[LigneComparee, ...]
    total_produits: LigneComparee
    total_charges: LigneComparee
    en_nature: LigneComparee | None
    equilibre: tuple[BudgetLine, ...]

    @property
    def resultat(self) -> tuple[int, int]:
        """Planned and actual: produits less charges."""
        sides = ((self.total_produits.prevu_centimes, self.total_charges.prevu_centimes),
                 (self.total_produits.realise_centimes or 0, self.total_charges.realise_centimes or 0))  # fmt: skip
        planned, actual = (produits - charges for produits, charges in sides)
        return planned, actual


def compare_budget(budget: Budget, postes: Postes) -> BudgetCompare:
    """The budget of a year beside its accounts. Lines nil on both sides are left out."""
    planned = postes_of_budget(budget)
    produits = (*_resources(planned, postes), _others(budget, postes))
    return BudgetCompare(
        produits=_shown(produits),
        charges=_shown(_charges(budget, postes)),
        total_produits=_whole("Total des produits", planned.produits.sources, postes.produits.sources),
        total_charges=_whole("Total des charges", planned.charges.sources, postes.charges.sources),
        en_nature=_in_kind(planned, postes),
        equilibre=tuple(line for line in budget.lignes if line.is_equilibre),
    )


def _shown(lines: Iterable[LigneComparee]) -> tuple[LigneComparee, ...]:
    return tuple(line for line in lines if line.prevu_centimes or line.realise_centimes != 0)


def _line(libelle: str, planned: Sequence[SourceLine], actual: Sequence[SourceLine]) -> LigneComparee:
    return LigneComparee(
        libelle=libelle,
        prevu_centimes=total(planned),
        realise_centimes=total(actual),
        sources_prevu=tuple(planned),
        sources_realise=tuple(actual),
    )


_whole = _line


# --- produits ---------------------------------------------------------------------------------------------


def _resources(planned: Postes, actual: Postes) -> Iterable[LigneComparee]:
    for keys in _groups(planned, actual):
        told = [key for key in keys if actual.ressources[key].value.is_computed]
        line = _line(
            ", ".join([RESSOURCES[keys[0]], *(RESSOURCES[key].lower() for key in keys[1:])]),
            _lines(planned, keys),
            _lines(actual, keys),
        )
        yield line if told else _unknown(line)


def _unknown(line: LigneComparee) -> LigneComparee:
    return LigneComparee(
        libelle=line.libelle,
        prevu_centimes=line.prevu_centimes,
        realise_centimes=None if line.prevu_centimes else 0,
        sources_prevu=line.sources_prevu,
    )


def _lines(postes: Postes, keys: Iterable[Ressource]) -> list[SourceLine]:
    return [line for key in keys for line in postes.ressources[key].sources]


def _groups(planned: Postes, actual: Postes) -> list[list[Ressource]]:
    """Families that both sides tell stand alone, the others with those that hold them; in the usual order."""
    first = {key: key for key in Ressource}
    for key, holder in (
        *_joined(planned, IN_BUDGET),
        *_joined(actual, HIDDEN.get(actual.origine, IN_ACCOUNTS)),
    ):
        one, other = first[key], first[holder]
        first = {each: one if found is other else found for each, found in first.items()}
    groups: dict[Ressource, list[Ressource]] = {}
    for key in Ressource:
        groups.setdefault(first[key], []).append(key)
    return list(groups.values())


def _joined(postes: Postes, holders: Mapping[Ressource, Ressource]) -> Iterable[tuple[Ressource, Ressource]]:
    """Purchases may be among the sales as long as nobody told them, whatever account 73 says."""
    for key, holder in holders.items():
        if key is Ressource.COMMANDE:
            is_settled = is_commande_told(postes) or not postes.ressources[Ressource.VENTES].sources
        else:
            is_settled = postes.ressources[key].value.is_computed
        if not is_settled:
            yield key, holder


def _others(budget: Budget, actual: Postes) -> LigneComparee:
    planned = [_source(line) for line in budget.of(Cote.PRODUIT) if not line.ressource]
    amount, lines = other_produits(actual)
    return LigneComparee(
        libelle=AUTRES_PRODUITS,
        prevu_centimes=total(planned),
        realise_centimes=amount,
        sources_prevu=tuple(planned),
        sources_realise=lines,
    )


# --- charges ----------------------------------------------------------------------------------------------


def _charges(budget: Budget, actual: Postes) -> Iterable[LigneComparee]:
    """By nature; ten lines only tell staff from the rest."""
    planned = _by_nature((line.nature, _source(line)) for line in budget.of(Cote.CHARGE))
    done = _by_nature((nature_of(line, actual), line) for line in actual.charges.sources)
    if actual.origine is Origine.SAISIE:
        staff = NatureCharge.PERSONNEL.value
        yield _line(NATURES[NatureCharge.PERSONNEL], planned.pop(staff, []), done.pop(staff, []))
        yield _line(AUTRES_CHARGES, _all(planned), _all(done))
        return
    labels = {**{key.value: NATURES[key] for key in NatureCharge}, "indirectes": INDIRECTES, "": SANS_NATURE}
    for key, label in labels.items():
        yield _line(label, planned.get(key, []), done.get(key, []))


def nature_of(line: SourceLine, postes: Postes) -> str:
    """The nature of a charge: the person's word, else the number; by its label where a line has no account."""
    if postes.regime is not None:
        told = postes.regime.told(line.compte)
        return place_of(told, line.compte) if told else (nature_by_number(line.compte) or "")
    if any(line == each for each in postes.personnel.sources):
        return NatureCharge.PERSONNEL.value
    return next((key.value for key, label in NATURES.items() if label == line.libelle), "")


def _by_nature(lines: Iterable[tuple[str, SourceLine]]) -> dict[str, list[SourceLine]]:
    grouped: dict[str, list[SourceLine]] = {}
    for nature, line in lines:
        grouped.setdefault(nature, []).append(line)
    return grouped


def _all(grouped: Mapping[str, list[SourceLine]]) -> list[SourceLine]:
    return [line for lines in grouped.values() for line in lines]


def _in_kind(planned: Postes, actual: Postes) -> LigneComparee | None:
    line = _line(EN_NATURE, planned.en_nature.sources, actual.en_nature.sources)
    if not actual.en_nature.value.is_computed:
        line = _unknown(line)
    return line if line.prevu_centimes or line.realise_centimes else None


def _source(line: BudgetLine) -> SourceLine:
    return SourceLine(compte="", libelle=line.libelle, montant_centimes=line.montant_centimes)
