"""Cases of the grid to lines of the budget: matched, placed under their chapter, counted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_euros
from socioeco.readers.answers import GenreFinanceur
from socioeco.readers.budget.definition import Cote, LigneBudget, budget_definition, folded
from socioeco.readers.budget.grille import CHARGES, PRODUITS, Case
from socioeco.readers.tableau import mots

WITHOUT_DETAIL = ", sans détail"
# Answers of the person on lines that were not recognised, by line of the file and side: the key of a line of the form.
Reponses = Mapping[tuple[int, Cote], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One amount of the budget. `cle` is that of the form, empty when the label was not recognised.

    `libelle` is the word of the form; only a payer of subsidies keeps the label of the file. `ligne` is its place in
    the file, 0 for what a chapter holds beyond its details.
    """

    cle: str
    cote: Cote
    libelle: str
    montant_centimes: int
    ligne: int
    nature: str = ""
    ressource: str = ""
    genre: GenreFinanceur | None = None
    is_nature: bool = False
    is_equilibre: bool = False
    is_projet: bool = False

    @property
    def is_recognised(self) -> bool:
        return bool(self.cle)

    def to_json(self) -> dict[str, Any]:
        return {
            "cle": self.cle,
            "cote": self.cote.value,
            "libelle": self.libelle,
            "montant_centimes": self.montant_centimes,
            "ligne": self.ligne,
            "nature": self.nature,
            "ressource": self.ressource,
            "genre": self.genre.value if self.genre else None,
            "en_nature": self.is_nature,
            "equilibre": self.is_equilibre,
            "projet": self.is_projet,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "BudgetLine":
        return cls(
            cle=data["cle"],
            cote=Cote(data["cote"]),
            libelle=data["libelle"],
            montant_centimes=data["montant_centimes"],
            ligne=data["ligne"],
            nature=data["nature"],
            ressource=data["ressource"],
            genre=GenreFinanceur(data["genre"]) if data["genre"] else None,
            is_nature=data["en_nature"],
            is_equilibre=data["equilibre"],
            is_projet=data["projet"],
        )


@dataclass(slots=True)
class Chapter:
    """A chapter being read. `details` holds its lines in order, with the amounts of those not recognised."""

    ligne: LigneBudget | None
    cote: Cote
    number: int = 0
    amount: int = 0
    details: list[BudgetLine] = field(default_factory=list)


@dataclass(slots=True)
class Grouping:
    """What reading the cases gives: chapters in order, totals written by side, places without a side."""

    chapters: list[Chapter] = field(default_factory=list)
    totals: dict[Cote, int] = field(default_factory=dict)
    sideless: list[int] = field(default_factory=list)


def group_cases(cases: Iterable[Case], reponses: Reponses, anomalies: AnomalyCollector) -> Grouping:
    grouping = Grouping()
    reader = _CaseReader(grouping, reponses)
    for case in cases:
        if case.is_unreadable:
            anomalies.add("G4-montant", ligne=case.number)
        elif case.montant and case.montant.is_rounded:
            anomalies.add("G4-arrondi", ligne=case.number)
        reader.read(case)
    return grouping


class _CaseReader:
    def __init__(self, grouping: Grouping, reponses: Reponses) -> None:
        self._grouping = grouping
        self._reponses = reponses
        self._chapter: Chapter | None = None
        self._previous: BudgetLine | None = None

    def read(self, case: Case) -> None:
        amount = case.montant.centimes if case.montant else 0
        if mots(case.label)[:1] in (["total"], ["totaux"]):
            self._read_total(case, amount)
            return
        ligne = self._match(case)
        cote = ligne.cote if ligne else case.cote
        if cote is None:
            if amount:
                self._grouping.sideless.append(case.number)
            return
        if ligne and ligne.is_chapitre and folded(case.label) in ligne.names:
            self._open(Chapter(ligne, cote, case.number, amount))
        elif ligne or amount:
            self._add(case, ligne, cote, amount)

    def _match(self, case: Case) -> LigneBudget | None:
        definition = budget_definition()
        told = self._reponses.get((case.number, case.cote)) if case.cote else None
        if told:
            return definition.by_key[told]
        found = definition.match(case.label, case.cote, self._key(case.cote))
        return found or (definition.named(case.label) if case.is_in_list else None)

    def _key(self, cote: Cote | None) -> str:
        """The chapter being read, when it is on this side."""
        chapter = self._chapter
        return chapter.ligne.cle if chapter and chapter.ligne and cote in (None, chapter.cote) else ""

    def _open(self, chapter: Chapter) -> None:
        self._chapter, self._previous = chapter, None
        self._grouping.chapters.append(chapter)

    def _read_total(self, case: Case, amount: int) -> None:
        """« Total 60 Achats » is the amount of its chapter; « Total des charges » is a control."""
        rest = " ".join(mots(case.label)[1:])
        ligne = budget_definition().match(rest, case.cote) if rest else None
        chapter = next((each for each in self._grouping.chapters if ligne and each.ligne is ligne), None)
        if ligne and chapter and folded(rest) in ligne.names:
            chapter.amount = chapter.amount or amount
            return
        words = set(mots(case.label))
        cote = Cote.CHARGE if words & CHARGES else Cote.PRODUIT if words & PRODUITS else case.cote
        if cote and amount:
            self._grouping.totals.setdefault(cote, amount)

    def _add(self, case: Case, ligne: LigneBudget | None, cote: Cote, amount: int) -> None:
        chapter = self._place(ligne, cote)
        line = _line(case, ligne, chapter, cote, amount, self._previous)
        if ligne:
            self._previous = line
        chapter.details.append(line)

    def _place(self, ligne: LigneBudget | None, cote: Cote) -> Chapter:
        """The chapter of the line: its own, or the present one when it is written in the file for an unknown label."""
        present = self._chapter
        if ligne is None and present and present.number and present.cote is cote:
            return present
        wanted = budget_definition().by_key.get(ligne.chapitre or ligne.cle) if ligne else None
        known = next(
            (
                each
                for each in reversed(self._grouping.chapters)
                if each.ligne is wanted and each.cote is cote
            ),
            None,
        )
        chapter = known or Chapter(wanted, cote)
        if known is None:
            self._grouping.chapters.append(chapter)
        if wanted:
            self._chapter = chapter
        return chapter


def _line(  # noqa: PLR0913, PLR0917 - a label, what it was matched with, and what stands around it
    case: Case,
    ligne: LigneBudget | None,
    chapter: Chapter,
    cote: Cote,
    amount: int,
    previous: BudgetLine | None,
) -> BudgetLine:
    model = ligne or chapter.ligne
    if model is None:
        return _unknown(cote, amount, case.number)
    line = line_of_form(model, amount, case.number)
    is_payer = model.ressource and model.genre is not None
    if is_payer:
        line = replace(line, libelle=case.label.strip(" -–•:.…"))
    if ligne is None:
        is_titled = is_payer and previous and not previous.montant_centimes
        genre = previous.genre if is_titled and previous else line.genre
        libelle = line.libelle if is_payer else f"Autre ligne du chapitre «\u00a0{model.libelle}\u00a0»"
        line = replace(line, cle="", genre=genre, libelle=libelle)
    return line


def _unknown(cote: Cote, amount: int, number: int) -> BudgetLine:
    if cote is Cote.CHARGE:
        label, nature, ressource = "Autre charge du budget", "autres", ""
    else:
        label, nature, ressource = "Autre produit du budget", "", "autres"
    return BudgetLine(
        cle="",
        cote=cote,
        libelle=label,
        montant_centimes=amount,
        ligne=number,
        nature=nature,
        ressource=ressource,
    )


def line_of_form(model: LigneBudget, amount: int, number: int) -> BudgetLine:
    return BudgetLine(
        cle=model.cle,
        cote=model.cote,
        libelle=model.libelle,
        montant_centimes=amount,
        ligne=number,
        nature=model.nature,
        ressource=model.ressource,
        genre=model.genre,
        is_nature=model.is_nature,
        is_equilibre=model.is_equilibre,
        is_projet=model.is_projet,
    )


def count_once(chapters: Iterable[Chapter], anomalies: AnomalyCollector) -> tuple[BudgetLine, ...]:
    """A chapter counts by its details when it has some, by its own amount otherwise; what differs is said.

    Unknown lines alone that do not make the amount of a chapter stand beside it, not below: the list has no chapters.
    """
    return tuple(
        line for chapter in chapters for line in _counted(chapter, anomalies) if line.montant_centimes
    )


def _counted(chapter: Chapter, anomalies: AnomalyCollector) -> list[BudgetLine]:
    details = _without_parts(chapter)
    if chapter.ligne is None or not chapter.amount:
        return details
    rest = chapter.amount - sum(line.montant_centimes for line in details)
    if rest and chapter.ligne.genre is None and not any(line.is_recognised for line in details):
        whole = line_of_form(chapter.ligne, chapter.amount, chapter.number)
        return [whole, *(_unknown(line.cote, line.montant_centimes, line.ligne) for line in details)]
    if not any(line.montant_centimes for line in details):
        return [line_of_form(chapter.ligne, chapter.amount, chapter.number)]
    if rest:
        anomalies.add("G4-chapitre", ligne=chapter.number, ecart=format_euros(abs(rest)))
    if rest <= 0:
        return details
    beyond = line_of_form(chapter.ligne, rest, 0)
    return [*details, replace(beyond, libelle=chapter.ligne.libelle + WITHOUT_DETAIL)]


def _without_parts(chapter: Chapter) -> list[BudgetLine]:
    """The details, without lines not recognised that only part another: the sum of the others says so."""
    known = [line for line in chapter.details if line.is_recognised]
    if chapter.amount and sum(line.montant_centimes for line in known) == chapter.amount:
        return known
    kept: list[BudgetLine] = []
    run: list[BudgetLine] = []
    for line in chapter.details:
        if line.is_recognised:
            kept += _run_of(kept, run)
            run = []
            kept.append(line)
        else:
            run.append(line)
    return [*kept, *_run_of(kept, run)]


def _run_of(kept: list[BudgetLine], run: list[BudgetLine]) -> list[BudgetLine]:
    """Lines after a recognised one: they replace it when they add up to it, name by name."""
    if kept and run and sum(line.montant_centimes for line in run) == kept[-1].montant_centimes:
        whole = kept.pop()
        return [replace(line, genre=whole.genre) for line in run]
    return run
