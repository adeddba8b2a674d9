"""What a page says of itself to machines, in the vocabulary of schema.org.

Plain dictionaries, as JSON-LD writes them; they go out as microdata, since the policy of the site lets no script stand
in a page, not even one that is data.
"""

from typing import Any

from django.urls import reverse

from trajectoires.content.blocks import rows_of
from trajectoires.content.models import BasePage, SharedFigure
from trajectoires.content.presenters.furniture import WRITTEN_HERE, absolute
from trajectoires.content.presenters.sheets import Sheet
from trajectoires.content.selectors.publisher import LICENCE, publisher_described

Thing = dict[str, Any]


def describe_page(page: BasePage, sheet: Sheet) -> Thing:
    """Return what the page is; a page that speaks of another's work, or of an event, claims nothing as its own."""
    thing: Thing = {
        "@type": page.schema_type,
        "name": page.title,
        "description": page.meta_description,
        "url": absolute(page.address),
    }
    if page.schema_type in WRITTEN_HERE:
        thing |= _authorship(page, sheet)
    thing["hasPart"] = _datasets(page)
    return _without_blanks(thing | page.schema_properties)


def _authorship(page: BasePage, sheet: Sheet) -> Thing:
    first = page.first_published_at
    return {
        "headline": page.title,
        "inLanguage": "fr",
        "datePublished": first.date().isoformat() if first else "",
        "dateModified": page.updated_on.isoformat(),
        "author": [{"@type": "Organization", "name": page.author}, *map(_person, sheet.signatories)],
        "publisher": publisher_described(),
        "license": LICENCE,
        "isAccessibleForFree": "true",
        "citation": [str(source["label"]) for source in sheet.sources],
    }


def _person(signatory: Any) -> Thing:
    person = {"name": signatory.name, "jobTitle": signatory.role, "url": signatory.website}
    return {"@type": "Person", **person}


def _datasets(page: BasePage) -> list[Thing]:
    """The figures of the page: numbers with their years, their unit and their source."""
    own = [_dataset(page, block.value) for block in page.body if block.block_type == "figure"]
    shared = [block.value for block in page.body if block.block_type == "shared_figure" and block.value]
    return own + [_shared_dataset(page, figure) for figure in shared]


def _shared_dataset(page: BasePage, figure: SharedFigure) -> Thing:
    file = absolute(reverse("content:figure_data", args=[figure.slug]))
    download = {"@type": "DataDownload", "contentUrl": file, "encodingFormat": "text/csv"}
    return {**_dataset(page, figure.body[0].value), "distribution": download}


def _dataset(page: BasePage, figure: Any) -> Thing:
    years = (rows_of(figure["grid"]) or [[]])[0][1:]
    return {
        "@type": "Dataset",
        "name": figure["title"],
        "description": figure["summary"],
        "variableMeasured": figure["unit"],
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "citation": figure["source"],
        "url": absolute(page.address),
        "isAccessibleForFree": "true",
    }


def _without_blanks(thing: Thing) -> Thing:
    kept = {name: _filled(value) for name, value in thing.items()}
    return {name: value for name, value in kept.items() if value not in ("", None, [], {})}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return _without_blanks(value)
    return [_filled(each) for each in value] if isinstance(value, list) else value
