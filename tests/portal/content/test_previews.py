"""Every type of page, of every room, is seen in its real look before it is saved, even hardly begun."""

import pytest
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from trajectoires.content.models import BasePage
from trajectoires.content.services import PUBLISHERS

pytestmark = pytest.mark.django_db
TYPES = [model for model in get_page_models() if issubclass(model, BasePage) and model is not BasePage]
ALSO = {  # what `clean` asks for
    "ResourcePage": {"link": "https://exemple.org/"},
    "DoorPage": {"slug": "agir"},
    "EventPage": {"place": "Lyon"},
    "RulePage": {"actions": ["Faire le point."]},
    "Organisation": {"slug": "essai"},
    "DocumentTemplate": {
        "source": "---\ngenre: modele-de-texte\ntitre: Lettre\nmis_a_jour_le: 2026-11-26\n---\n\nBonjour."
    },
    "SignalPage": {"link": "https://exemple.org/"},
}
BEGUN = {"title": "Un titre qui se voit", "slug": "essai", "lede": "Une phrase."}
RECORDS = {"ExamplePage": {"organisation"}}  # what `clean` asks for, of another table
names = pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)


@pytest.fixture
def home(corpus, page_at):
    corpus.load()
    return page_at("/")


def parent_of(model: type[BasePage], home: BasePage) -> Page:
    """Where a page of this type may be created; made for the test when nothing is there yet."""
    allowed = model.allowed_parent_page_models()
    for page in home.get_descendants(inclusive=True).specific():
        if type(page) in allowed and model.can_create_at(page):
            return page
    kind = next(each for each in allowed if each is not model and issubclass(each, BasePage))
    above = parent_of(kind, home)
    page = kind(
        title=kind._meta.verbose_name, slug=slugify(kind.__name__), lede="Une phrase.", **required(kind)
    )
    return above.add_child(instance=page)


def required(model: type[models.Model], *, of_a_draft: bool = False) -> dict[str, object]:
    """A value for each field of its own that must have one; a draft does without those that may be empty text."""
    own = [field for field in model._meta.local_fields if field.name != "basepage_ptr"]
    asked = RECORDS.get(model._meta.object_name, set())
    needed = [
        field
        for field in own
        if field.name in asked or not (field.blank or field.null or field.has_default())
    ]
    if of_a_draft:
        needed = [field for field in needed if not isinstance(field, models.CharField | models.TextField)]
    return {field.name: value_of(field) for field in needed} | ALSO.get(model._meta.object_name, {})


def value_of(field: models.Field) -> object:
    if field.is_relation:
        related = field.related_model
        return related.objects.first() or related.objects.create(**required(related))
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.IntegerField):
        return 1
    if isinstance(field, models.DateTimeField):
        return "2026-12-01T10:00:00Z"
    if isinstance(field, models.DateField):
        return "2026-12-01"
    return [] if isinstance(field, StreamField) else "essai"


def test_there_are_types_of_several_rooms():
    assert len({model._meta.app_label for model in TYPES}) >= 2
    assert len(TYPES) >= 12


@names
def test_a_page_hardly_begun_is_previewed_in_its_real_look(desks, home, model):
    desk = desks[PUBLISHERS]
    existing = model.objects.first() if model.max_count else None
    if existing:
        address = reverse("wagtailadmin_pages:edit", args=[existing.pk])
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[existing.pk])
    else:
        arguments = [*model._meta.label_lower.split("."), parent_of(model, home).pk]
        address = reverse("wagtailadmin_pages:add", args=arguments)
        preview = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    data = desk.form(address)
    data["title"] = "Un titre qui se voit"
    for name, value in required(model, of_a_draft=True).items() if not existing else ():
        data[name] = "\n".join(value) if isinstance(value, list) else getattr(value, "pk", value)
    assert desk.client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    response = desk.client.get(preview, {"in_preview_panel": "true"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Un titre qui se voit" in html or model._meta.model_name == "homepage"
    assert 'class="masthead' in html  # the frame of the public pages
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


@names
def test_a_page_that_has_all_it_needs_is_previewed(desks, home, model):
    page = model.objects.first() if model.max_count else None
    if not page:
        page = model(**BEGUN | required(model))
        parent_of(model, home).add_child(instance=page)
    data = desks[PUBLISHERS].form(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert desks[PUBLISHERS].client.post(preview, data).json()["is_available"]
    html = desks[PUBLISHERS].client.get(preview).content.decode()
    assert 'class="masthead' in html
    assert "Une phrase." in html
