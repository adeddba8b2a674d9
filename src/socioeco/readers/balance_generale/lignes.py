"""Rows of the table to amounts by account: what is read, what is left out and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.accounts import LONGEST_LABEL, mask_for
from socioeco.readers.balance_generale.colonnes import Colonnes, Cote, Groupe, Role
from socioeco.readers.balance_generale.comptes import account_of, has_third_party, split_account
from socioeco.readers.balance_generale.entete import Entete
from socioeco.readers.tableau import Cell, Montant, centimes_of, mots, text_of
from socioeco.readers.tableau.cellules import is_blank

NAMES = {Cote.DEBIT: "débit", Cote.CREDIT: "crédit", Cote.SOLDE: "solde"}


@dataclass(slots=True)
class Ligne:
    """One row: `written` as it stands, `compte` to keep, amounts by role in centimes."""

    number: int
    written: str
    compte: str
    libelle: str
    amounts: dict[Role, int] = field(default_factory=dict)

    def net(self, groupe: Groupe) -> int:
        """Debit minus credit of a group of columns."""
        get = self.amounts.get
        return get((groupe, Cote.DEBIT), 0) - get((groupe, Cote.CREDIT), 0) + get((groupe, Cote.SOLDE), 0)


def read_lignes(
    rows: Sequence[Sequence[Cell]], entete: Entete, anomalies: AnomalyCollector, *, is_text: bool
) -> list[Ligne]:
    """The rows that bear an account; the others are counted by reason."""
    lignes: list[Ligne] = []
    for number, row in enumerate(rows[entete.first :], start=entete.first + 1):
        if all(map(is_blank, row)):
            continue
        if is_text and any(not is_blank(cell) for cell in row[entete.colonnes.width :]):
            anomalies.add("B3-largeur", ligne=number)
        ligne = _ligne(number, row, entete.colonnes, anomalies)
        if ligne:
            lignes.append(ligne)
    return lignes


def _ligne(number: int, row: Sequence[Cell], colonnes: Colonnes, anomalies: AnomalyCollector) -> Ligne | None:
    written, stuck = split_account(_cell(row, colonnes.compte))
    libelle = text_of(_cell(row, colonnes.libelle)) or stuck
    compte = account_of(written)
    if _is_total(libelle) or (not compte and _is_subtotal(written, libelle)):
        anomalies.add("B5-sous-totaux", ligne=number)
        return None
    if not compte:
        anomalies.add("B5-lignes-ecartees", ligne=number)
        return None
    if compte[0] not in "12345678":
        anomalies.add("B5-hors-classes", ligne=number)
        return None
    ligne = Ligne(number, written, compte, _label(compte, written, libelle))
    ligne.amounts.update(_amounts(number, row, colonnes, anomalies))
    return ligne


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else ""


def _label(compte: str, written: str, libelle: str) -> str:
    return mask_for(compte, auxiliary=has_third_party(written)) or libelle[:LONGEST_LABEL].rstrip()


def _is_total(libelle: str) -> bool:
    """« Total classe 6 », « Sous-total », « À reporter »; never « Report à nouveau », which is an account."""
    words = mots(libelle)
    is_carried = words[:2] in (["a", "reporter"], ["sous", "total"], ["report", "page"])
    return words[:1] in (["total"], ["totaux"], ["soustotal"]) or is_carried


def _is_subtotal(written: str, libelle: str) -> bool:
    is_class = written.isdigit() and len(written) < 3
    return (
        is_class or _is_total(written) or mots(libelle)[:1] == ["classe"] or mots(written)[:1] == ["classe"]
    )


def _amounts(
    number: int, row: Sequence[Cell], colonnes: Colonnes, anomalies: AnomalyCollector
) -> Iterator[tuple[Role, int]]:
    side = _side(text_of(_cell(row, colonnes.sens)))
    for role, place in colonnes.amounts.items():
        montant = centimes_of(_cell(row, place))
        if montant is None:
            anomalies.add("B4-montant", ligne=number, colonne=NAMES[role[1]])
            continue
        if montant.is_rounded:
            anomalies.add("B4-arrondi", ligne=number)
        yield role, _signed(montant, role, side)


def _signed(montant: Montant, role: Role, side: int) -> int:
    """A single column may say its side by a letter, or in the column beside; else by its sign."""
    told = (montant.sens or side) if role[1] is Cote.SOLDE else 0
    return montant.centimes * (told or 1)


def _side(text: str) -> int:
    first = mots(text)[:1]
    if not first or first[0][0] not in "dc":
        return 0
    return 1 if first[0][0] == "d" else -1
