"""What pages say of themselves to machines: plain dictionaries, then microdata in the page."""

import pytest
from django.template import engines
from django.test import Client

from trajectoires.content.presenters import present_sheet
from trajectoires.content.presenters.structured import describe_page

from .conftest import NOW, SOURCES

pytestmark = pytest.mark.django_db
FIGURE = """::: figure
titre: La commande passe devant
resume: En deux ans.
unite: en % du budget
source: une enquête
---
| Famille | 2005 | 2020 |
|---|---|---|
| subventions | 60 | 40 |
| commande | 40 | 60 |
:::"""


def describe(page):
    return describe_page(page, present_sheet(page, today=NOW.date()))


@pytest.fixture
def article(corpus, page_at, settings):
    settings.SITE_URL = "https://exemple.org"
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un <essai>", more=SOURCES, body=FIGURE)
    assert corpus.load().problems == []
    return page_at("/comprendre/essai/")


def test_a_sheet_is_an_article_with_its_dates_its_author_and_its_sources(article):
    thing = describe(article)
    assert thing["@type"] == "Article"
    assert thing["headline"] == thing["name"] == "Un <essai>"
    assert thing["url"] == "https://exemple.org/comprendre/essai/"
    assert thing["dateModified"] == "2026-11-25"
    assert thing["author"] == [{"@type": "Organization", "name": "La rédaction"}]
    assert thing["citation"] == ["Une enquête, 2020"]
    assert thing["license"].startswith("https://creativecommons.org/licenses/by-sa/4.0/")


def test_a_figure_is_a_dataset_with_its_years_its_unit_and_its_source(article):
    [dataset] = describe(article)["hasPart"]
    assert dataset["@type"] == "Dataset"
    assert dataset["name"] == "La commande passe devant"
    assert dataset["temporalCoverage"] == "2005/2020"
    assert dataset["variableMeasured"] == "en % du budget"
    assert dataset["citation"] == "une enquête"


def test_nobody_publishes_until_somebody_declares_it(article, settings):
    settings.PUBLISHER = dict.fromkeys(settings.PUBLISHER, "")
    assert "publisher" not in describe(article)
    settings.PUBLISHER = {**settings.PUBLISHER, "name": "Une association", "email": "a@exemple.org"}
    assert describe(article)["publisher"] == {
        "@type": "Organization",
        "name": "Une association",
        "url": "https://exemple.org/",
        "email": "a@exemple.org",
    }


def test_a_list_claims_no_authorship(article, page_at):
    thing = describe(page_at("/comprendre/modeles/"))
    assert thing["@type"] == "CollectionPage"
    assert not {"author", "license", "headline"} & set(thing)


def test_a_page_holds_it_as_microdata_without_a_script(article):
    html = Client(headers={"host": "localhost"}).get("/comprendre/essai/").content.decode()
    assert '<div hidden itemscope itemtype="https://schema.org/Article">' in html
    assert '<meta itemprop="headline" content="Un &lt;essai&gt;">' in html
    assert '<div itemprop="hasPart" itemscope itemtype="https://schema.org/Dataset">' in html
    assert '<link itemprop="url" href="https://exemple.org/comprendre/essai/">' in html
    assert 'itemtype="https://schema.org/BreadcrumbList"' in html
    assert "application/ld+json" not in html


def test_microdata_escapes_repeats_and_nests():
    thing = {
        "@type": "Thing",
        "name": ["A", "<b>"],
        "url": 'https://exemple.org/"',
        "part": {"@type": "Thing", "name": "C"},
    }
    html = engines["django"].from_string("{% load frame %}{% microdata thing %}").render({"thing": thing})
    assert html == (
        '<div hidden itemscope itemtype="https://schema.org/Thing"><meta itemprop="name" content="A">'
        '<meta itemprop="name" content="&lt;b&gt;"><link itemprop="url" href="https://exemple.org/&quot;">'
        '<div itemprop="part" itemscope itemtype="https://schema.org/Thing"><meta itemprop="name" content="C"></div></div>'
    )
    assert engines["django"].from_string("{% load frame %}{% microdata thing %}").render({"thing": {}}) == ""
