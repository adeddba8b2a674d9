"""A budget, line by line, in the order of form CERFA 12156."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField

from socioeco.formats import format_euros
from socioeco.readers.budget import Cote, LigneBudget, chapters_of_form, details_beyond
from trajectoires.trajectories.fields import AmountField
from trajectoires.trajectories.forms.periods import PeriodForm, initial_of

NEGATIVE = "Écrivez ce montant sans signe moins."
WHOLE = "Le total du chapitre. Si vous avez le détail, remplissez plutôt les lignes dessous."


@dataclass(frozen=True)
class ChapterFields:
    """A chapter and its lines. `is_open`: something is written, or wrong, in its lines."""

    head: BoundField
    lines: list[BoundField]

    @property
    def is_open(self) -> bool:
        return any(line.errors or line.value() not in {None, ""} for line in self.lines)


class BudgetForm(PeriodForm):
    """Every line may be blank; one amount at least on each side, in money."""

    furthest = 2

    def __init__(
        self,
        data: Any = None,
        *,
        amounts: Mapping[str, int],
        opened_on: date,
        closed_on: date,
        today: date,
    ) -> None:
        super().__init__(data, today=today, initial={**initial_of(opened_on, closed_on), **amounts})
        for head, lines in chapters_of_form():
            self.fields[head.cle] = _field(head, WHOLE if lines else "")
            for line in lines:
                self.fields[line.cle] = _field(line, "")

    @property
    def charges(self) -> list[ChapterFields]:
        return list(self._chapters(Cote.CHARGE))

    @property
    def produits(self) -> list[ChapterFields]:
        return list(self._chapters(Cote.PRODUIT))

    @property
    def nature(self) -> list[ChapterFields]:
        return list(self._chapters(None))

    def clean(self) -> dict[str, Any]:
        super().clean()
        for cote, words in ((Cote.CHARGE, "les charges"), (Cote.PRODUIT, "les produits")):
            self._check_some(cote, words)
        for cle, beyond in details_beyond(self.amounts()).items():
            message = (
                f"Le détail de ce chapitre dépasse de {format_euros(beyond)} le total écrit ici. "
                "Corrigez l’un des deux, ou laissez le total vide."
            )
            self.add_error(cle, message)
        return self.cleaned_data

    def amounts(self) -> dict[str, int]:
        """Centimes by key of the form; a blank is not written."""
        keys = [line.cle for head, lines in chapters_of_form() for line in (head, *lines)]
        return {cle: self.cleaned_data[cle] for cle in keys if self.cleaned_data.get(cle)}

    def _chapters(self, cote: Cote | None) -> Iterator[ChapterFields]:
        """Those of one side in money; with None, those in kind."""
        for head, lines in chapters_of_form():
            if head.is_nature if cote is None else (head.cote is cote and not head.is_nature):
                yield ChapterFields(self[head.cle], [self[line.cle] for line in lines])

    def _check_some(self, cote: Cote, words: str) -> None:
        keys = [
            line.cle
            for head, lines in chapters_of_form()
            if head.cote is cote and not (head.is_nature or head.is_equilibre)
            for line in (head, *lines)
        ]
        if not any(self.cleaned_data.get(cle) or self.has_error(cle) for cle in keys):
            self.add_error(keys[0], f"Écrivez un montant au moins parmi {words}.")


def _field(line: LigneBudget, help_text: str) -> AmountField:
    return AmountField(label=line.libelle, help_text=help_text, negative=NEGATIVE)
