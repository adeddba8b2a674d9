"""Which line of an exercice goes to which activity, as the person says it, and the lines that this makes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from socioeco.comptes import Ressource
from socioeco.indicators import SourceLine
from socioeco.typologies.activites.partage import (
    NON_REPARTI,
    Cle,
    Montants,
    Partage,
    RepartitionError,
    share_out,
)

SANS_ACTIVITE = "Nommez au moins une activité."
NOM_REPETE = "Chaque activité a un nom, différent des autres et de « Non réparti »."
ACTIVITE_INCONNUE = "Cette activité n’est pas dans la liste\u00a0: {nom}."
REGLE_VIDE = "Dites ce que la règle partage\u00a0: une famille de ressources, ou un compte."


@dataclass(frozen=True, slots=True, kw_only=True)
class Regle:
    """How some lines are shared: those of a family of resources, of an account and all below it, or of a typed line.

    `ligne` is the beginning of an account, or the whole label of a line without account. Without `famille`, the
    rule speaks of charges and of produits that are not resources. The rule that says most of a line wins.
    `cle_du_reste` shares what `partage` leaves: of a charge, that part is indirect.
    """

    partage: Partage
    famille: Ressource | None = None
    ligne: str = ""
    cle_du_reste: Cle | None = None

    def __post_init__(self) -> None:
        if self.famille is None and not self.ligne:
            raise RepartitionError(REGLE_VIDE)

    @property
    def activites(self) -> frozenset[str]:
        rest = self.cle_du_reste.activites if self.cle_du_reste else frozenset[str]()
        return self.partage.activites | rest

    @property
    def nom(self) -> str:
        return " ".join(filter(None, (self.famille.value if self.famille else "", self.ligne)))

    def precision(self, line: SourceLine) -> int | None:
        """How much the rule says of this line; None when it is not about it."""
        return _precision(self.ligne, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repartition:
    """The person's own distribution. Nothing is shared that she did not share: the rest stays « Non réparti ».

    `indirectes` are the charges, written like `Regle.ligne`, that serve every activity: `cle_indirecte` shares them.
    `achats_publics` are the centimes of sales paid by public buyers, by activity, where they are known.
    `equilibre_centimes` is the result that she still holds for balanced, on both sides of zero.
    Raises RepartitionError when a name is missing, repeated or unknown.
    """

    activites: tuple[str, ...]
    regles: tuple[Regle, ...] = ()
    indirectes: tuple[str, ...] = ()
    cle_indirecte: Cle | None = None
    achats_publics: Mapping[str, int] = field(default_factory=dict)
    equilibre_centimes: int = 0

    def __post_init__(self) -> None:
        if not self.activites:
            raise RepartitionError(SANS_ACTIVITE)
        names = {*self.activites, NON_REPARTI}
        if "" in names or len(names) != len(self.activites) + 1:
            raise RepartitionError(NOM_REPETE)
        for nom in sorted(self._named() - set(self.activites)):
            raise RepartitionError(ACTIVITE_INCONNUE.format(nom=nom))

    def _named(self) -> frozenset[str]:
        shared: list[Regle | Cle] = [*self.regles]
        if self.cle_indirecte:
            shared.append(self.cle_indirecte)
        return frozenset(self.achats_publics).union(*(each.activites for each in shared))

    def is_indirecte(self, line: SourceLine) -> bool:
        return any(_precision(cible, line) for cible in self.indirectes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morceau:
    """A line of one activity, or of what is left, and the lines of the exercice that it is taken from."""

    line: SourceLine
    origines: tuple[SourceLine, ...]


Morceaux = Mapping[str, tuple[Morceau, ...]]


def distribute(lines: Iterable[SourceLine], regles: Sequence[Regle]) -> Morceaux:
    """The pieces by activity, and under NON_REPARTI what no rule shares. They add up to the lines, to the centime."""
    return joined(*distribute_apart(lines, regles))


def distribute_apart(lines: Iterable[SourceLine], regles: Sequence[Regle]) -> tuple[Morceaux, Morceaux]:
    """The same in two: what rules share first, then what a key shares of the rest."""
    grouped: dict[int | None, list[SourceLine]] = {}
    for line in lines:
        grouped.setdefault(_rule_of(line, regles), []).append(line)
    first: dict[str, list[Morceau]] = {}
    after: dict[str, list[Morceau]] = {}
    for rank, group in grouped.items():
        regle = None if rank is None else regles[rank]
        cle = regle.cle_du_reste if regle else None
        for name, morceau in _shared(group, regle.partage if regle else None):
            if name == NON_REPARTI and cle:
                for other, piece in _pieces(morceau.line, morceau.origines, cle):
                    after.setdefault(other, []).append(piece)
            else:
                first.setdefault(name, []).append(morceau)
    return _frozen(first), _frozen(after)


def joined(*parts: Morceaux) -> Morceaux:
    """Several distributions as one, in their order."""
    found: dict[str, list[Morceau]] = {}
    for part in parts:
        for name, morceaux in part.items():
            found.setdefault(name, []).extend(morceaux)
    return _frozen(found)


def _frozen(found: Mapping[str, Iterable[Morceau]]) -> Morceaux:
    return {name: tuple(morceaux) for name, morceaux in found.items()}


def held_by(regle: Regle, lines: Iterable[SourceLine], regles: Sequence[Regle]) -> list[SourceLine]:
    """The lines that this rule shares, among the rules that speak of them."""
    return [line for line in lines if _rule_of(line, regles) == regles.index(regle)]


def is_overdrawn(amount: int, partage: Partage) -> bool:
    """Whether the rule gives activities more than there is."""
    left = share_out(amount, partage)[NON_REPARTI]
    return left * amount < 0 or (not amount and left != 0)


def _rule_of(line: SourceLine, regles: Sequence[Regle]) -> int | None:
    """The place of the rule that says most of the line, the first one when two say as much."""
    said = [(each, -rank) for rank, regle in enumerate(regles) if (each := regle.precision(line)) is not None]
    return -max(said)[1] if said else None


def _precision(cible: str, line: SourceLine) -> int | None:
    if not cible:
        return 0
    matches = line.compte.startswith(cible) if line.compte else line.libelle == cible
    return len(cible) if matches else None


def _shared(group: Sequence[SourceLine], partage: Partage | None) -> Iterable[tuple[str, Morceau]]:
    if partage is None:
        return [(NON_REPARTI, Morceau(line=line, origines=(line,))) for line in group]
    if isinstance(partage, Montants) and partage.centimes and len(group) > 1:
        return _pieces(_pooled(group), tuple(group), partage)
    return [piece for line in group for piece in _pieces(line, (line,), partage)]


def _pooled(group: Sequence[SourceLine]) -> SourceLine:
    """Amounts given for several lines do not say which of them: they are shared as one, under all their names."""
    amount = sum(line.montant_centimes for line in group)
    return replace(group[0], libelle=", ".join(line.libelle for line in group), montant_centimes=amount)


def _pieces(
    line: SourceLine, origines: tuple[SourceLine, ...], partage: Partage
) -> list[tuple[str, Morceau]]:
    return [
        (name, Morceau(line=replace(line, montant_centimes=centimes), origines=origines))
        for name, centimes in share_out(line.montant_centimes, partage).items()
        if centimes
    ]
