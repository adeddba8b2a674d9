"""The list of examples, its timeline, one example, and the list to take away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from trajectoires.content.enums import RelationKind
from trajectoires.content.models import ExamplePage
from trajectoires.content.presenters.catalogue import Catalogue, Frame, present_catalogue, read_wanted
from trajectoires.content.presenters.library import regions_in_words
from trajectoires.content.presenters.sheets import Sheet
from trajectoires.content.selectors.examples import example_ranks, example_stock, examples
from trajectoires.content.selectors.facets import Stock
from trajectoires.content.services.exports import Listing
from trajectoires.ui.enums import Lever

SORTS = {
    "pertinence": "Les plus proches des mots",
    "titre": "Par organisation",
    "recentes": "Les plus récents",
}
COLUMNS = (
    "Organisation", "Titre", "Résumé", "Lieu", "Secteur", "Taille", "Modèles", "Leviers", "Territoires", "Première étape",
    "Dernière étape", "Étapes", "Ce qui peut être repris", "Fiche sur ce site", "Fiche mise à jour le",
)  # fmt: skip
DECADE, MOST_TICKS = 10, 8
TOLD = "Racontée par l’association elle-même"


def frame(address: str) -> Frame:
    exports = reverse("content:examples_export", args=["csv"]).removesuffix("csv/")
    return Frame(address=address, export_address=exports, nouns=("exemple", "exemples"), sorts=SORTS)


@dataclass(frozen=True)
class Examples:
    catalogue: Catalogue
    lines: list[dict[str, Any]]
    frieze: "Frieze"


def present_examples(query: QueryDict, *, address: str) -> Examples:
    """Return the list as the address asks for it, the lines of one page of it, and their steps on one scale."""
    catalogue, stock = _narrowed(query, address)
    pages = examples(list(catalogue.page.object_list))
    lines = [example_line(page, stock.entries[page.pk].values["levier"]) for page in pages]
    return Examples(catalogue, lines, present_frieze(pages))


def _narrowed(query: QueryDict, address: str) -> tuple[Catalogue, Stock]:
    here, stock = frame(address), example_stock()
    wanted = read_wanted(query, frame=here, facets=stock.facets)
    ranks = example_ranks(wanted.words)
    page = query.get("page", "")
    return present_catalogue(stock, frame=here, wanted=wanted, ranks=ranks, page=page), stock


def example_line(page: ExamplePage, levers: Iterable[str]) -> dict[str, Any]:
    """What `result_line` of the components shows of an example."""
    told = TOLD if page.is_told else ""
    meta = [told, page.place, page.get_sector_display(), page.get_size_display()]
    return {
        "kind": span_of(steps_of(page)),
        "title": page.title,
        "href": page.address,
        "summary": page.lede,
        "meta": [text for text in meta if text],
        "file": None,
        "levers": [lever for lever in Lever.values if lever in set(levers)],
    }


# --- dated steps ----------------------------------------------------------------------------------------------


def steps_of(page: ExamplePage) -> list[dict[str, Any]]:
    """The steps in order of time, as `timeline` of the components expects them."""
    values = [block.value for block in page.steps]
    return [
        {"when": _when(value), "text": value["fact"], "year": value["year"], "until": value["until"]}
        for value in sorted(values, key=lambda value: value["year"])
    ]


def span_of(steps: list[dict[str, Any]]) -> str:
    """The years that the steps go through; empty when none is dated."""
    years = [year for step in steps for year in (step["year"], step["until"]) if year]
    return _between(min(years), max(years)) if years else ""


def _between(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def _when(value: Any) -> str:
    return f"{value['year']}–{value['until']}" if value["until"] else str(value["year"])


@dataclass(frozen=True)
class Frieze:
    """Several trajectories on one scale of years; places are percentages of the width."""

    ticks: list[dict[str, Any]]
    rows: list[dict[str, Any]]


def present_frieze(pages: Sequence[ExamplePage]) -> Frieze:
    """Return what `frieze` of the components draws; whoever has no dated step is left out."""
    told = [(page, steps) for page in pages if (steps := steps_of(page))]
    years = [step["until"] or step["year"] for _, steps in told for step in steps]
    years += [step["year"] for _, steps in told for step in steps]
    if not years:
        return Frieze([], [])
    first, last = _whole_decades(years)

    def place(year: int) -> str:
        return f"{100 * (year - first) / (last - first):.1f}"

    rows = [_frieze_row(page, steps, place) for page, steps in told]
    return Frieze([{"year": year, "x": place(year)} for year in _ticks(first, last)], rows)


def _whole_decades(years: Sequence[int]) -> tuple[int, int]:
    first = min(years) // DECADE * DECADE
    return first, max(-(-max(years) // DECADE) * DECADE, first + DECADE)


def _ticks(first: int, last: int) -> list[int]:
    """A tick a decade, or fewer when centuries are told."""
    decades = (last - first) // DECADE
    step = DECADE * -(-decades // MOST_TICKS)
    return list(range(first, last + 1, step))


def _frieze_row(
    page: ExamplePage, steps: list[dict[str, Any]], place: Callable[[int], str]
) -> dict[str, Any]:
    marks = [
        {"x": place(step["year"]), "until": place(step["until"]) if step["until"] else ""} for step in steps
    ]
    ends = [step["until"] or step["year"] for step in steps]
    return {
        "label": page.teller,
        "href": page.address,
        "steps": steps,
        "marks": marks,
        "x1": marks[0]["x"],
        "x2": place(max(ends)),
        "span": span_of(steps),
    }


# --- one example ----------------------------------------------------------------------------------------------

FIXED = ("liens", "sources")


def example_toc(page: ExamplePage, sheet: Sheet) -> list[dict[str, str]]:
    """The summary of the page, with the parts that its own fields make."""
    own = [{"id": "etapes", "label": "Les étapes"}] if len(page.steps) else []
    reused = [{"id": "reprendre", "label": "Ce qui peut être repris"}] if page.reusable else []
    figures = [{"id": "chiffres", "label": "Les chiffres choisis"}] if page.figures else []
    body = [entry for entry in sheet.toc if entry["id"] not in FIXED]
    return own + body + figures + reused + [entry for entry in sheet.toc if entry["id"] in FIXED]


def example_facts(page: ExamplePage) -> list[tuple[str, str]]:
    regions = regions_in_words(page.territories)
    facts = [
        ("Lieu", page.place),
        ("Secteur", page.get_sector_display()),
        ("Taille", page.get_size_display()),
        ("Territoire", regions if regions != page.place else ""),
    ]
    return [(term, value) for term, value in facts if value]


def moved(sheet: Sheet) -> list[dict[str, Any]]:
    """The models and the levers that the links of the page name."""
    wanted = {str(RelationKind.MODELE.label), str(RelationKind.LEVIER.label)}
    return [column for column in sheet.relations if column["title"] in wanted]


# --- to take away ---------------------------------------------------------------------------------------------


def examples_listing(query: QueryDict, *, site: str) -> Listing:
    """Return all that the address asks for, with words for every code; `site` leads the addresses of the pages."""
    catalogue, stock = _narrowed(query, "")
    rows = [
        _row(page, stock.said(page.pk, "modele"), stock.said(page.pk, "levier"), site)
        for page in examples(catalogue.keys)
    ]
    return Listing(name="exemples", title="Exemples", columns=COLUMNS, rows=rows)


def _row(page: ExamplePage, models: str, levers: str, site: str) -> list[Any]:
    steps = steps_of(page)
    return [
        page.teller,
        page.title,
        page.lede,
        page.place,
        page.get_sector_display(),
        page.get_size_display(),
        models,
        levers,
        regions_in_words(page.territories),
        steps[0]["year"] if steps else None,
        max(step["until"] or step["year"] for step in steps) if steps else None,
        "\n".join(f"{step['when']} : {step['text']}" for step in steps),
        "\n".join(page.reusable),
        f"{site}{page.address}",
        page.updated_on,
    ]
