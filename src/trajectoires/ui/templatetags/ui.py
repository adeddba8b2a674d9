"""Filters and tags of the components. Built into every template: see /composants/ for each one, drawn."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.text import slugify

from socioeco import formats
from socioeco.charts import Chart, patterns_defs
from trajectoires.ui import presenters
from trajectoires.ui.enums import FOOTER_LINKS, CalloutKind, Door, Lever

register = template.Library()
_BLOCK = re.compile(r"<(?:p|ul|ol|dl|div|table|figure|blockquote|section|details|h[2-6])\b")


# --- filters ----------------------------------------------------------------------------------------------


@register.filter
def typo(value: object) -> str:
    """Put French spaces, quotes and apostrophes; HTML stays HTML, plain text stays to be escaped."""
    if value is None:
        return ""
    if isinstance(value, SafeData):
        return mark_safe(formats.typographie_html(str(value)))  # noqa: S308 the input was safe already
    return formats.typographie(str(value))


@register.filter
def euros(centimes: int | None, decimals: int = 0) -> str:
    """Write whole centimes in euros, rounded to the euro unless decimals are asked for."""
    return "" if centimes is None else formats.format_euros(centimes, decimals=decimals)


@register.filter
def nombre(value: formats.Number | None, decimals: int | None = None) -> str:
    """Write a number with its own decimals, or with those asked for."""
    return "" if value is None else formats.format_nombre(value, decimals=decimals)


@register.filter
def pourcent(part: formats.Number | None, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage."""
    return "" if part is None else formats.format_pourcent(part, decimals=decimals)


@register.filter
def date_fr(value: dt.date | dt.datetime | None) -> str:
    """Write a date in words: 3 mars 2026; a moment is first brought to the time of Paris."""
    return "" if value is None else formats.format_date(_day(value))


@register.filter
def mois_fr(value: dt.date | dt.datetime | None) -> str:
    """Write the month and the year alone: novembre 2027."""
    return "" if value is None else formats.format_mois_annee(_day(value))


@register.filter
def mois_court(value: dt.date | dt.datetime) -> str:
    return presenters.write_short_month(_day(value))


@register.filter
def octets(size: int | None) -> str:
    return "" if size is None else presenters.write_octets(size)


@register.filter
def paragraphs(value: str) -> SafeString:
    """Give its paragraph to a text that has none, so that a body may be a sentence or a piece of HTML."""
    text = conditional_escape(value).strip()
    return mark_safe(text if not text or _BLOCK.match(text) else f"<p>{text}</p>")  # noqa: S308 escaped above


@register.filter
def drawn(mark: object) -> SafeString:
    """Let through a drawing or a legend of our own engine, which escapes every label it writes."""
    return mark_safe(str(mark))  # noqa: S308


@register.filter
def zip_with(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip(first, second, strict=True))


def _day(value: dt.date | dt.datetime) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


# --- page frame -------------------------------------------------------------------------------------------


@register.simple_block_tag(name="typo")
def typo_block(content: str) -> SafeString:
    return mark_safe(formats.typographie_html(content))  # noqa: S308 rendered by this same engine


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what a block renders in a variable, so that a page title serves twice."""
    return mark_safe(content.strip())  # noqa: S308 rendered by this same engine


@register.inclusion_tag("ui/components/doors.html")
def doors(current: str = "") -> dict[str, Any]:
    return {"doors": list(Door), "current": current.strip()}


@register.simple_tag
def footer_links() -> tuple[tuple[str, str], ...]:
    return FOOTER_LINKS


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(crumbs: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    return {"crumbs": presenters.build_crumbs(crumbs)}


@register.simple_tag
def chart_patterns() -> SafeString:
    """The patterns of the ten families, needed once in a page that may hold a chart."""
    return mark_safe(patterns_defs())  # noqa: S308 drawn by our own engine, no input


# --- text components --------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def lever_tag(context: Context, lever: str, href: str = "") -> SafeString:
    """Nothing for a page that is being written and has not chosen."""
    return _draw(context, "lever_tag", lever=Lever(lever), href=href) if lever else SafeString()


@register.simple_block_tag(takes_context=True)
def callout(context: Context, content: str, kind: str, title: str = "") -> SafeString:
    return _draw(context, "callout", body=content, kind=kind, title=title)


@register.simple_tag
def callout_name(kind: str) -> str:
    return CalloutKind(kind).label


@register.simple_block_tag(takes_context=True)
def margin_note(context: Context, content: str, label: str) -> SafeString:
    return _draw(context, "margin_note", body=content, label=label)


@register.simple_tag(takes_context=True)
def definition(  # noqa: PLR0913 the parameters of a template tag are its vocabulary
    context: Context,
    *,
    term: str,
    text: str,
    href: str = "",
    label: str = "",
    id: str = "",  # noqa: A002 as in HTML
) -> SafeString:
    """A word that opens its own definition; `label` is the word as the sentence has it.

    One definition of a term in a page: a second one in the same page needs its own `id`.
    """
    first_words, _, last_word = formats.typographie(label or term).rpartition(" ")
    return _draw(
        context,
        "definition",
        id=id or f"def-{slugify(term)}",
        term=term,
        text=text,
        href=href,
        first_words=first_words,
        last_word=last_word,
    )


def _draw(context: Context, name: str, **values: object) -> SafeString:
    """Draw a component without the blank lines around it, which would open a space in a sentence."""
    drawn = context.template.engine.get_template(f"ui/components/{name}.html").render(Context(values))
    return mark_safe(drawn.strip())  # noqa: S308 rendered by this same engine


@register.inclusion_tag("ui/components/figure.html")
def figure(chart: Chart, id: str = "", open_table: bool = False, level: int = 3) -> dict[str, Any]:  # noqa: A002
    return {"chart": chart, "id": id, "open_table": open_table, "level": level}


@register.inclusion_tag("ui/components/review_notice.html")
def review_notice(review_on: dt.date | None, today: dt.date | None = None) -> dict[str, Any]:
    is_due = review_on is not None and review_on < (today or timezone.localdate())
    return {"is_due": is_due, "review_on": review_on}


@register.inclusion_tag("ui/components/anomalies.html")
def anomalies(items: Sequence[Any], method: str = "") -> dict[str, Any]:
    """`method` is the address of a page that tells of each code, under an anchor of its name in lower case."""
    summary = presenters.count_in_words(str(item.severite) for item in items)
    return {"anomalies": items, "summary": summary, "method": method}


@register.inclusion_tag("ui/components/stepper.html")
def stepper(steps: Sequence[str], current: int) -> dict[str, Any]:
    return {
        "current": current,
        "total": len(steps),
        "name": steps[current - 1],
        "next_name": steps[current] if current < len(steps) else "",
        "steps": steps,
    }


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, label: str = "Pages de résultats") -> dict[str, Any]:
    """Links between the pages of a list; the other parameters of the address are kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    base = f"?{query.urlencode()}&page=" if query else "?page="
    return {"page": page, "links": presenters.page_links(page, base), "base": base, "label": label}


# --- forms ------------------------------------------------------------------------------------------------

_FIELD_TEMPLATES = {"file": "file_field", "checkbox": "checkbox"}


@register.simple_tag
def field(
    bound: BoundField,
    *,
    unit: str = "",
    formats: str = "",
    limit: str = "",
    hide_label: bool = False,
) -> SafeString:
    """Draw a form field of any kind, its label, hint, limits and errors tied to it."""
    has_limits = bool(formats or limit)
    values = {
        "bound": bound,
        "control": _control(bound, has_limits=has_limits),
        "unit": unit,
        "formats": formats,
        "limit": limit,
        "hide_label": hide_label,
        "described_by": presenters.described_by(bound),
    }
    return template.loader.render_to_string(f"ui/components/{_field_template(bound)}.html", values)


def _field_template(bound: BoundField) -> str:
    if presenters.is_group(bound):
        return "choice_group"
    return _FIELD_TEMPLATES.get(getattr(bound.field.widget, "input_type", ""), "text_field")


def _control(bound: BoundField, *, has_limits: bool) -> SafeString:
    attributes = {"class": f"{bound.field.widget.attrs.get('class', '')} field".strip()}
    described_by = presenters.described_by(bound, extra=has_limits)
    if described_by:
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet, filters: bool = False) -> dict[str, Any]:
    """`filters` when the form filters a list: nothing was answered, and nothing is lost."""
    has_files = any(form.is_multipart() for form in forms)
    return {"errors": presenters.collect_errors(forms), "has_files": has_files, "filters": filters}
