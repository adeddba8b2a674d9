"""The kinds of results, as readers are told of them."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps

from trajectoires.content.models import BasePage
from trajectoires.search.selectors.actions import ACTION, METHOD

_OF_THE_SITE = ("pages", "Page du site", "Pages du site")
_LISTS = {
    "liste",
    "porte",
    "liste-exemples",
    "bibliotheque",
    "comparaison",
    "parcours",
    "liste-actualites",
    "agenda",
    "veille",
}
_FOOTER = {"accueil", "plan", "statistiques", "installation"}
_FIXED = {
    ACTION: ("Sur ce site", "À faire sur ce site", 1.0),
    METHOD: ("Méthode de calcul", "Méthode de calcul", 0.85),
    "glossary.term": ("Glossaire", "Glossaire", 1.05),
}
OF_A_LIST, OF_THE_FOOTER, OF_A_RESOURCE = 0.95, 0.7, 0.75


@dataclass(frozen=True)
class Kind:
    """`genre` stands in addresses; `worth` is the advantage of this kind when two texts say a thing as well."""

    genre: str
    name: str
    plural: str
    worth: float = 1.0
    is_news: bool = False


@cache
def kind_of(code: str) -> Kind:
    """From what the index calls it: the model of a page or of a term, or the genre of a fixed document."""
    if code in _FIXED:
        name, plural, worth = _FIXED[code]
        return Kind(code.rpartition(".")[2].replace("term", "glossaire"), name, plural, worth)
    model = apps.get_model(code)
    genre = model.genre if issubclass(model, BasePage) else ""
    if genre in _LISTS | _FOOTER | {""}:
        return Kind(*_OF_THE_SITE, worth=OF_A_LIST if genre in _LISTS else OF_THE_FOOTER)
    return Kind(
        genre,
        _capitalised(model._meta.verbose_name),
        _capitalised(model._meta.verbose_name_plural),
        worth=OF_A_RESOURCE if genre == "ressource" else 1.0,
        is_news=model._meta.app_label == "news",
    )


def _capitalised(text: object) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]
