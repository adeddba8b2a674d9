"""What components need computed before they are drawn. No request, no database."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.forms import NON_FIELD_ERRORS

from socioeco.formats import NBSP, format_nombre

_KILO = 1000


@dataclass(frozen=True, kw_only=True)
class Crumb:
    label: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldError:
    message: str
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class PageLink:
    number: int
    href: str
    is_current: bool = False
    follows_gap: bool = False


def build_crumbs(crumbs: Iterable[tuple[str, str | None]]) -> list[Crumb]:
    """Return the crumbs with the home page first."""
    return [
        Crumb(label="Accueil", href="/"),
        *(Crumb(label=label, href=href or "") for label, href in crumbs),
    ]


def collect_errors(forms: Iterable[BaseForm | BaseFormSet]) -> list[FieldError]:
    """Return every error of every form, in the order of the fields, each with the id of its field."""
    return list(chain.from_iterable(_errors_of(form) for form in forms if form is not None))


def _errors_of(form: BaseForm | BaseFormSet) -> Iterator[FieldError]:
    if isinstance(form, BaseFormSet):
        yield from (FieldError(message=str(message)) for message in form.non_form_errors())
        yield from collect_errors(form.forms)
        return
    yield from (FieldError(message=str(message)) for message in form.errors.get(NON_FIELD_ERRORS, []))
    for bound in form:
        yield from _field_errors(bound)


def _field_errors(bound: BoundField) -> list[FieldError]:
    target = field_target(bound)
    return [FieldError(message=_named(bound, str(message)), target=target) for message in bound.errors]


def _named(bound: BoundField, message: str) -> str:
    """Say which question a message answers: far from its field, "required" alone helps nobody."""
    label = str(bound.label).strip()
    if label.endswith("?"):
        return f"{label} {message}"
    return f"{label} : {message[:1].lower()}{message[1:]}"


def field_target(bound: BoundField) -> str:
    """Return the id of the first control of a field: where a link to it must land."""
    if is_group(bound):
        return f"{bound.auto_id}_0"
    return bound.id_for_label


def is_group(bound: BoundField) -> bool:
    """Tell whether the field is a set of radio buttons or check boxes, drawn in a fieldset."""
    return getattr(bound.field.widget, "input_type", "") in {"radio", "checkbox"} and hasattr(
        bound.field.widget, "choices"
    )


def described_by(bound: BoundField, *, extra: bool = False) -> str:
    """Return the ids that describe a control: hint, limits, errors, in reading order."""
    parts = [
        f"{bound.auto_id}_aide" if bound.help_text else "",
        f"{bound.auto_id}_limites" if extra else "",
        f"{bound.auto_id}_erreurs" if bound.errors else "",
    ]
    return " ".join(filter(None, parts))


def page_links(page: Page, base: str) -> list[PageLink]:
    """Return the first page, the last one and the neighbours of the current one."""
    last = page.paginator.num_pages
    kept = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    return [
        PageLink(
            number=number,
            href=f"{base}{number}",
            is_current=number == page.number,
            follows_gap=index > 0 and number - kept[index - 1] > 1,
        )
        for index, number in enumerate(kept)
    ]


def write_octets(size: int) -> str:
    """Return a file size in words people read: `245 Ko`, `1,2 Mo`."""
    if size < _KILO:
        return f"{size}{NBSP}octets"
    if size < _KILO**2:
        return f"{round(size / _KILO)}{NBSP}Ko"
    return f"{format_nombre(size / _KILO**2, decimals=1).removesuffix(',0')}{NBSP}Mo"


_SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def write_short_month(day: date) -> str:
    """Return `juil. 2026`: three letters would not part June from July."""
    return f"{_SHORT_MONTHS[day.month - 1]} {day.year}"


_SEVERITIES = {
    "bloquante": ("point bloquant", "points bloquants"),
    "avertissement": ("point à vérifier", "points à vérifier"),
    "information": ("information", "informations"),
}


def count_in_words(severities: Iterable[str]) -> str:
    """Return `2 points bloquants, 1 point à vérifier.`, the gravest first."""
    counts = Counter(severities)
    parts = [
        f"{counts[severity]} {words[counts[severity] > 1]}"
        for severity, words in _SEVERITIES.items()
        if counts[severity]
    ]
    return ", ".join(parts) + "."
