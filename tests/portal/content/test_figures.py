"""A figure that several pages show: one place for its data, one way to draw it, its numbers to take away."""

import pytest
from django.test import Client

from trajectoires.content.models import SharedFigure
from trajectoires.content.presenters import present_sheet
from trajectoires.content.presenters.structured import describe_page
from trajectoires.content.services import export_content

from .conftest import NOW, files_of

pytestmark = pytest.mark.django_db
FIGURE = "figures/ressources.md"
BLOCK = """::: figure
titre: La commande publique est passée devant
resume: En 2005, les subventions pesaient plus.
unite: en % du budget
source: une enquête ; la nôtre
---
| Famille | 2005 | 2020 |
|---|---|---|
| subventions | 60 | 40,5 |
| commande | 40 | 59,5 |
| legs |  |  |
:::"""
SHARED = "::: figure\nreprise: ressources\n:::"
SHEETS = ("pages/comprendre/une.md", "pages/comprendre/deux.md")


@pytest.fixture
def reader():
    return Client(headers={"host": "localhost"})


@pytest.fixture
def figured(corpus):
    corpus.write_text(FIGURE, f"---\ngenre: figure\n---\n\n{BLOCK}\n")
    for path in SHEETS:
        corpus.write(path, genre="fiche", body=SHARED)
    return corpus


def test_several_pages_show_it_and_one_change_reaches_them_all(figured, reader, words):
    assert figured.load().problems == []
    for address in ("/comprendre/une/", "/comprendre/deux/"):
        assert "La commande publique est passée devant" in words(reader.get(address))
    figured.write_text(FIGURE, figured.read(FIGURE).replace("est passée devant", "a doublé"))
    assert figured.load().updated == [FIGURE]
    assert "La commande publique a doublé" in words(reader.get("/comprendre/deux/"))


def test_it_is_drawn_as_a_figure_of_the_page_itself(figured, reader):
    figured.write("pages/comprendre/propre.md", genre="fiche", body=BLOCK)
    figured.load()
    shared, own = (reader.get(f"/comprendre/{slug}/").content.decode() for slug in ("une", "propre"))
    start, end = '<figure class="figure"', "</figure>"
    drawn = [page[page.index(start) : page.index(end)] for page in (shared, own)]
    assert drawn[0] == drawn[1]
    assert "/figures/ressources.csv" in shared
    assert ".csv" not in own


def test_its_numbers_are_a_file_that_a_french_spreadsheet_opens(figured, reader):
    figured.load()
    answer = reader.get("/figures/ressources.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode() == (
        "\ufeffRessource;2005;2020;Unité;Source\r\n"
        'Subventions;60;40,5;en % du budget;"une enquête ; la nôtre"\r\n'
        'Commande publique;40;59,5;en % du budget;"une enquête ; la nôtre"\r\n'
        'Legs;;;en % du budget;"une enquête ; la nôtre"\r\n'
    )
    assert reader.get("/figures/autre.csv").status_code == 404


def test_it_goes_back_to_its_file(figured, tmp_path_factory):
    figured.load()
    elsewhere = tmp_path_factory.mktemp("export")
    export_content(folder=elsewhere)
    assert files_of(elsewhere) == files_of(figured.folder)


def test_a_figure_that_does_not_exist_is_said_with_its_line(figured):
    figured.write(SHEETS[0], genre="fiche", body="Un texte.\n\n" + SHARED.replace("ressources", "ressource"))
    problem = figured.load().problems[0]
    assert (problem.path, problem.line) == (SHEETS[0], 12)
    assert "Vouliez-vous dire : ressources ?" in problem.remedy


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Un texte.", "contient un cadre « ::: figure » avec ses données, et rien d’autre"),
        (SHARED, "contient un cadre « ::: figure » avec ses données, et rien d’autre"),
        (f"{BLOCK}\n\n{BLOCK}", "contient un cadre « ::: figure » avec ses données, et rien d’autre"),
        (BLOCK.replace("commande", "impots"), "« impots » n’est pas une famille"),
    ],
)
def test_the_file_of_a_figure_holds_one_figure(figured, body, reason):
    figured.write_text(FIGURE, f"---\ngenre: figure\n---\n\n{body}\n")
    assert reason in str(figured.load())


def test_an_editors_change_wins(figured):
    figured.load()
    figure = SharedFigure.objects.get()
    figure.body[0].value["title"] = "Le titre de la rédactrice"
    figure.save()
    figured.write_text(FIGURE, figured.read(FIGURE).replace("40,5", "41,5").replace("59,5", "58,5"))
    assert figured.load().kept == [FIGURE]
    assert SharedFigure.objects.get().title == "Le titre de la rédactrice"


def test_a_deleted_figure_is_no_longer_shown(figured, reader):
    figured.load()
    SharedFigure.objects.get().delete()
    assert reader.get("/comprendre/une/").status_code == 200


def test_machines_are_told_of_its_data_and_of_the_file_that_holds_them(figured, page_at, settings):
    settings.SITE_URL = "https://exemple.org"
    figured.load()
    page = page_at("/comprendre/une/")
    [told] = describe_page(page, present_sheet(page, today=NOW.date()))["hasPart"]
    assert (told["@type"], told["name"]) == ("Dataset", "La commande publique est passée devant")
    assert told["temporalCoverage"] == "2005/2020"
    assert told["distribution"] == {
        "@type": "DataDownload",
        "contentUrl": "https://exemple.org/figures/ressources.csv",
        "encodingFormat": "text/csv",
    }
