"""A library and a list of examples made of objects, small or large, for the tests of both."""

from types import SimpleNamespace

from wagtail.documents.models import Document
from wagtail.models import Page, Site

from trajectoires.content.models import (
    DoorPage,
    ExamplePage,
    ExamplesPage,
    IndexPage,
    LeverPage,
    LeverSheetPage,
    LibraryPage,
    Licence,
    ModelPage,
    Relation,
    ResourcePage,
    SheetPage,
)
from trajectoires.organisations.models import Organisation

LIBRARY, EXAMPLES = "/ressources/bibliotheque/", "/exemples/"


def build_site() -> SimpleNamespace:
    """The first page, the library, the examples, two models, a lever and a lever sheet; no resource yet."""
    root = Page.objects.get(depth=1)
    home = _child(root, SheetPage, "accueil-d-essai")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    door = _child(home, DoorPage, "ressources", question="Qui y a réfléchi ?")
    models = _child(home, IndexPage, "modeles")
    compared = {
        f"compared_{name}": "Une phrase."
        for name in ("definition", "money", "decider", "strength", "caution", "accounts")
    }
    points = dict.fromkeys(("decider", "delay", "effort", "risk", "accounts"), "Une phrase.")
    return SimpleNamespace(
        home=home,
        library=_child(door, LibraryPage, "bibliotheque", title="Bibliothèque"),
        examples=_child(home, ExamplesPage, "exemples", title="Exemples"),
        models={
            number: _child(models, ModelPage, f"modele-{number}", number=number, **compared)
            for number in (4, 6)
        },
        lever=_child(models, LeverPage, "richesses-humaines", lever="humaines"),
        lever_sheet=_child(models, LeverSheetPage, "dons", lever="financiers", **points),
        publisher=Organisation.objects.create(slug="avise", name="Avise", website="https://www.avise.org/"),
        licence=Licence.objects.create(slug="lo", name="Licence ouverte 2.0", allows="Reprendre en citant."),
    )


def _child(parent, kind, slug, **fields):
    values = {"title": slug.capitalize(), "slug": slug, "lede": "Une phrase.", **fields}
    return parent.add_child(instance=kind(**values))


def add_resource(site, slug, *, links=(), **fields):
    """A published resource; `links` are the pages that it is linked to."""
    values = {
        "medoc": "methodes", "format": "guide", "publisher": site.publisher, "published": "2024",
        "link": f"https://exemple.org/{slug}",
    }  # fmt: skip
    page = _child(site.library, ResourcePage, slug, **{**values, **fields})
    Relation.objects.bulk_create(
        Relation(source=page, target=other, kind=other.relation_kind) for other in links
    )
    return page


def add_example(site, slug, *, name, steps=((2001, None, "Elle naît."),), links=(), **fields):
    organisation = Organisation.objects.create(slug=slug, name=name)
    told = [("step", {"year": year, "until": until, "fact": fact}) for year, until, fact in steps]
    values = {"organisation": organisation, "sector": "social", "size": "1-9", "steps": told}
    page = _child(site.examples, ExamplePage, slug, **{**values, **fields})
    Relation.objects.bulk_create(
        Relation(source=page, target=other, kind=other.relation_kind) for other in links
    )
    return page


def add_document(name: str, data: bytes) -> Document:
    from django.core.files.base import ContentFile

    return Document.objects.create(title=name, file=ContentFile(data, name=name))
