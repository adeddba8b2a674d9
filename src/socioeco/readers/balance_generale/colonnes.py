"""What each column of a balance holds, told by the words of its header."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from socioeco.readers.header import LEGAL
from socioeco.readers.header import fold as fold_column
from socioeco.readers.tableau import mots

FEWEST_FEC_COLUMNS = 6


class Groupe(StrEnum):
    OUVERTURE = "ouverture"
    MOUVEMENT = "mouvement"
    CUMUL = "cumul"
    CLOTURE = "cloture"
    SANS = ""


class Cote(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"
    SOLDE = "solde"


Role = tuple[Groupe, Cote]
_COMPTE = {"compte", "comptes", "cpte", "cpt", "numero", "code", "no", "num", "n"}
_LIBELLE = {
    "libelle",
    "libelles",
    "intitule",
    "intitules",
    "designation",
    "nom",
    "denomination",
    "description",
}
_DEBIT = {"debit", "debits", "debiteur", "debiteurs", "debitrice"}
_CREDIT = {"credit", "credits", "crediteur", "crediteurs", "creditrice"}
_OUVERTURE = {
    "ouverture", "initial", "initiaux", "initiale", "anouveau", "anouveaux", "nouveau", "nouveaux", "report",
    "reports", "an", "ran", "debut",
}  # fmt: skip
_CLOTURE = {"solde", "soldes", "cloture", "final", "finaux", "finale", "fin"}
_MOUVEMENT = {"mouvement", "mouvements", "mvt", "mvts", "mouv", "periode", "operations", "exercice"}
_CUMUL = {"cumul", "cumuls", "cumule", "cumules", "total", "totaux"}
_MONTANT = {"montant", "montants"}
_OTHER_YEAR = re.compile(r"\bn 1\b|\bprecedente?\b|\banterieure?s?\b|\becarts?\b|\bvariations?\b|\bbudget\b")
_NOT_THE_ACCOUNT = {"auxiliaire", "auxiliaires", "tiers", "aux", "type", "nature"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Colonnes:
    """Places of the columns, from 0. `ignored` counts columns of amounts set aside: another year, a double."""

    compte: int | None = None
    libelle: int | None = None
    sens: int | None = None
    amounts: dict[Role, int] = field(default_factory=dict)
    width: int = 0
    ignored: int = 0

    @property
    def is_usable(self) -> bool:
        return self.compte is not None and bool(self.amounts)

    def has(self, groupe: Groupe) -> bool:
        return any(known is groupe for known, _cote in self.amounts)


def read_colonnes(headers: Sequence[str]) -> Colonnes:
    """The columns that these headers, one text by column, announce."""
    colonnes = Colonnes(width=len(headers))
    candidates: dict[Role, list[int]] = {}
    for place, text in enumerate(headers):
        words = mots(text)
        role = _amount_role(words)
        if role:
            candidates.setdefault(role, []).append(place)
        else:
            _set_place(colonnes, place, words)
    for role, places in candidates.items():
        kept = [place for place in places if not _OTHER_YEAR.search(" ".join(mots(headers[place])))]
        colonnes.ignored += len(places) - min(len(kept), 1)
        if kept:
            colonnes.amounts[role] = max(kept, key=lambda place: (_year(headers[place]), -place))
    _drop_third_column(colonnes)
    return colonnes


def _drop_third_column(colonnes: Colonnes) -> None:
    """« Solde » beside « Solde débiteur » and « Solde créditeur » would count twice."""
    for groupe in Groupe:
        if {(groupe, Cote.DEBIT), (groupe, Cote.CREDIT)} <= colonnes.amounts.keys():
            colonnes.amounts.pop((groupe, Cote.SOLDE), None)


def _set_place(colonnes: Colonnes, place: int, words: list[str]) -> None:
    known = set(words)
    if known & _LIBELLE:
        colonnes.libelle = place if colonnes.libelle is None else colonnes.libelle
    elif known & _COMPTE and not known & _NOT_THE_ACCOUNT:
        colonnes.compte = place if colonnes.compte is None else colonnes.compte
    elif known & {"sens"}:
        colonnes.sens = place


def _amount_role(words: list[str]) -> Role | None:
    known = set(words)
    if known & (_LIBELLE | {"sens"}):
        return None
    groupe = _groupe(known)
    if known & _DEBIT and not known & _CREDIT:
        return groupe, Cote.DEBIT
    if known & _CREDIT and not known & _DEBIT:
        return groupe, Cote.CREDIT
    is_amount = known & _MONTANT or groupe in (Groupe.OUVERTURE, Groupe.CLOTURE)
    return (groupe, Cote.SOLDE) if is_amount or known & _DEBIT else None


def _groupe(known: set[str]) -> Groupe:
    for words, groupe in (
        (_OUVERTURE, Groupe.OUVERTURE),
        (_CLOTURE, Groupe.CLOTURE),
        (_MOUVEMENT, Groupe.MOUVEMENT),
        (_CUMUL, Groupe.CUMUL),
    ):
        if known & words:
            return groupe
    return Groupe.SANS


def _year(text: str) -> int:
    return max((int(year) for year in _YEAR.findall(text)), default=0)


def looks_like_fec(headers: Iterable[str]) -> bool:
    """Whether these cells are the header of a FEC: entries, not accounts."""
    known = {fold_column(name) for name in LEGAL}
    found = {fold_column(text) for text in headers} & known
    return len(found) >= FEWEST_FEC_COLUMNS and {"ecrituredate", "comptenum"} <= found
