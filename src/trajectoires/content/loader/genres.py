"""The kinds of files: those that page types declare, in whatever room they live, and the records."""

from functools import cache

from django.apps import apps

from trajectoires.content.loader.documents import PAGE_KEYS, Genre
from trajectoires.content.loader.records import record_kinds
from trajectoires.content.models import BasePage


@cache
def page_types() -> dict[str, type[BasePage]]:
    """Return the page type of each genre. An upper room adds one by extending BasePage."""
    return {model.genre: model for model in apps.get_models() if issubclass(model, BasePage) and model.genre}


@cache
def genres() -> dict[str, Genre]:
    pages = {
        name: Genre(name, (*PAGE_KEYS, *model.own_keys), model.requires_sources)
        for name, model in page_types().items()
    }
    return {**pages, **{kind.genre.name: kind.genre for kind in record_kinds()}}
