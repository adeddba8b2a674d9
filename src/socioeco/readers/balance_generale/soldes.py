"""Which columns give the balance of an account, and its sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from socioeco.readers.balance_generale.colonnes import Colonnes, Cote, Groupe
from socioeco.readers.balance_generale.lignes import Ligne


@dataclass(frozen=True, slots=True)
class Soldes:
    """`groupes` are added up. `sign` is -1 when a single column counts what is owed as positive."""

    groupes: tuple[Groupe, ...]
    has_opening: bool
    sign: int = 1

    @property
    def is_of_movements(self) -> bool:
        return self.groupes == (Groupe.MOUVEMENT,)

    def solde(self, ligne: Ligne) -> int:
        """Debit minus credit at the closing."""
        return self.sign * sum(ligne.net(groupe) for groupe in self.groupes)

    def ouverture(self, ligne: Ligne) -> int:
        return self.sign * ligne.net(Groupe.OUVERTURE)


def choose_soldes(colonnes: Colonnes, lignes: Sequence[Ligne]) -> Soldes:
    """Balance columns first, then cumulated ones, then opening and movements."""
    groupes = _groupes(colonnes)
    return Soldes(groupes, colonnes.has(Groupe.OUVERTURE), _sign(colonnes, groupes, lignes))


def _groupes(colonnes: Colonnes) -> tuple[Groupe, ...]:
    movements = Groupe.MOUVEMENT if colonnes.has(Groupe.MOUVEMENT) else Groupe.SANS
    if colonnes.has(Groupe.CLOTURE):
        return (Groupe.CLOTURE,)
    if colonnes.has(Groupe.CUMUL):
        return (Groupe.CUMUL,)
    if colonnes.has(Groupe.OUVERTURE):
        return (Groupe.OUVERTURE, movements)
    return (Groupe.SANS,) if colonnes.has(Groupe.SANS) else (movements,)


def _sign(colonnes: Colonnes, groupes: tuple[Groupe, ...], lignes: Sequence[Ligne]) -> int:
    """Charges are in debit and produits in credit: a single column that says the contrary is turned over."""
    if any((groupe, Cote.DEBIT) in colonnes.amounts for groupe in groupes):
        return 1
    charges, produits = (_total(groupes, lignes, classe) for classe in "67")
    return -1 if charges < 0 < produits else 1


def _total(groupes: tuple[Groupe, ...], lignes: Sequence[Ligne], classe: str) -> int:
    return sum(ligne.net(groupe) for ligne in lignes if ligne.compte.startswith(classe) for groupe in groupes)


def check_movements(colonnes: Colonnes, lignes: Sequence[Ligne]) -> list[int]:
    """Numbers of the rows where the opening and the movements do not make the closing, when all three are there."""
    movements = Groupe.MOUVEMENT if colonnes.has(Groupe.MOUVEMENT) else Groupe.SANS
    if not all(map(colonnes.has, (Groupe.OUVERTURE, movements, Groupe.CLOTURE))):
        return []
    return [
        ligne.number
        for ligne in lignes
        if ligne.net(Groupe.OUVERTURE) + ligne.net(movements) != ligne.net(Groupe.CLOTURE)
    ]
