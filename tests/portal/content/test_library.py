"""The catalogue: what is found, counted, ordered, taken off, exported."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from odfdo import Document as Workbook

from trajectoires.content.models import Relation, ResourcePage
from trajectoires.content.presenters.library import present_library

from .library_cases import LIBRARY, add_document, add_resource, build_site

pytestmark = pytest.mark.django_db
ALL = {
    "Un plan de trésorerie", "Être aidé en Bretagne", "Être aidé en Corse", "Compter les bénévoles", "Ten funding models",
}  # fmt: skip


@pytest.fixture
def site():
    return build_site()


@pytest.fixture
def shelf(site):
    """Five resources, each unlike the others."""
    add_resource(
        site,
        "tresorerie",
        title="Un plan de trésorerie",
        medoc="outils",
        format="modele",
        published="2026-03",
        duration="une-heure",
        audience=["dirigeantes"],
        links=[site.lever_sheet],
    )
    add_resource(
        site,
        "benevoles",
        title="Compter les bénévoles",
        published="2020",
        audience=["dirigeantes", "salaries"],
        links=[site.lever],
    )
    add_resource(
        site,
        "bretagne",
        title="Être aidé en Bretagne",
        medoc="competences",
        format="site",
        published="2025-11-02",
        territories=["53"],
        links=[site.models[4]],
    )
    add_resource(
        site, "corse", title="Être aidé en Corse", medoc="competences", format="site", territories=["94"]
    )
    nonprofit = add_resource(
        site,
        "models",
        title="Ten funding models",
        language="en",
        medoc="donnees",
        format="rapport",
        published="2009",
        duration="plus",
        licence=site.licence,
    )
    Relation.objects.create(source=site.models[6], target=nonprofit, kind="ressource")
    return site


def found(address="", **options):
    response = Client().get(f"{LIBRARY}{address}", **options)
    assert response.status_code == 200
    text = response.content.decode()
    return [
        line.split('">')[1].split("</a>")[0]
        for line in text.split("<h3>")[1:]
        if '<a href="/ressources/bibliotheque/' in line
    ]


def read(address=""):
    return Client().get(f"{LIBRARY}{address}").content.decode()


def test_the_most_recent_come_first_then_by_title_when_asked(shelf):
    assert found() == [
        "Un plan de trésorerie",
        "Être aidé en Bretagne",
        "Être aidé en Corse",
        "Compter les bénévoles",
        "Ten funding models",
    ]
    assert found("?tri=titre") == [
        "Compter les bénévoles",
        "Être aidé en Bretagne",
        "Être aidé en Corse",
        "Ten funding models",
        "Un plan de trésorerie",
    ]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("?usage=outils", {"Un plan de trésorerie"}),
        ("?usage=outils&usage=donnees", {"Un plan de trésorerie", "Ten funding models"}),
        ("?levier=humaines", {"Compter les bénévoles"}),
        ("?levier=financiers", {"Un plan de trésorerie"}),
        ("?modele=4", {"Être aidé en Bretagne"}),
        ("?modele=6", {"Ten funding models"}),
        ("?public=salaries", {"Compter les bénévoles"}),
        ("?format=site&territoire=53", {"Être aidé en Bretagne"}),
        ("?duree=une-heure", {"Un plan de trésorerie"}),
        ("?usage=inconnu&modele=99&page=abc&tri=hasard", ALL),
        ("?q=tresorerie", {"Un plan de trésorerie"}),
        ("?q=BENEVOLE", {"Compter les bénévoles"}),
        ("?q=l'aid", {"Être aidé en Bretagne", "Être aidé en Corse"}),
        ("?q=aidé+corse", {"Être aidé en Corse"}),
        ("?q=%3A%27%26%28", set()),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_says(shelf, address, titles):
    assert set(found(address)) == titles


def test_what_names_no_region_counts_in_each(shelf):
    assert set(found("?territoire=53")) == {
        "Un plan de trésorerie",
        "Compter les bénévoles",
        "Être aidé en Bretagne",
        "Ten funding models",
    }
    assert 'value="53"' in read()
    assert 'value="11"' not in read()  # no resource names it


def test_a_link_that_is_not_published_filters_nothing(shelf):
    shelf.models[4].unpublish()
    assert found("?modele=4") == []


def test_a_draft_and_a_private_resource_are_not_there(shelf):
    ResourcePage.objects.get(slug="corse").unpublish()
    private = ResourcePage.objects.get(slug="bretagne")
    private.view_restrictions.create(restriction_type="login")
    assert {"Être aidé en Corse", "Être aidé en Bretagne"}.isdisjoint(found())


def test_counts_say_what_a_tick_would_give_with_the_other_filters(shelf, words):
    page = words(read("?public=dirigeantes"))
    assert "Méthodes 1 résultat" in page
    assert "Outils 1 résultat" in page
    assert "Compétences" not in page.split("Appliquer")[0]  # nothing for them
    assert "Équipes salariées 1 résultat" in page  # its own facet is counted without itself


def test_filters_are_taken_off_one_by_one(shelf):
    page = read("?usage=outils&usage=methodes&q=plan&tri=titre")
    assert "1 ressource</h2>" in page
    assert f'href="{LIBRARY}?usage=methodes&amp;q=plan&amp;tri=titre"' in page
    assert f'href="{LIBRARY}?usage=methodes&amp;usage=outils&amp;tri=titre"' in page
    assert '<input type="hidden" name="tri" value="titre">' in page


def test_the_number_is_in_the_title_and_in_the_heading(shelf, words):
    assert "<title>Bibliothèque" in read()
    assert "5 ressources" in read().split("</title>")[0]
    assert "Aucune ressource" in read("?q=rien").split("</title>")[0]


def test_an_empty_list_says_which_filter_to_take_off(shelf, words):
    page = words(read("?usage=outils&format=rapport&q=bretagne"))
    assert "Un seul de moins suffit" not in page  # two are in the way
    assert "Aucun filtre retiré seul ne suffit" in page
    page = words(read("?usage=competences&format=site&q=trésorerie"))
    assert "Retirer les mots « trésorerie » : 2 ressources" in page
    page = words(read("?usage=outils&format=site"))
    assert "Retirer le filtre « Usage » : 2 ressources" in page
    assert "Retirer le filtre « Format » : 1 ressource" in page


def test_an_empty_library_says_so(site, words):
    assert "Rien n’est encore publié ici." in words(read())


def test_a_line_says_what_the_reader_gets(shelf, words):
    shelf.library.add_child(instance=ResourcePage(
        title="Un modèle", slug="un-modele", lede="Une phrase.", medoc="outils", format="modele",
        publisher=shelf.publisher, published="2026-01-01", file=add_document("plan.ods", b"x" * 2048),
    ))  # fmt: skip
    page = words(read())
    assert "Avise, mars 2026 Document à remplir Moins d’une heure Lien externe Leviers financiers" in page
    assert "En anglais Licence : Licence ouverte 2.0 Lien externe" in page
    assert "Avise, 1er janvier 2026 Document à remplir ODS, 2 Ko" in page


def test_words_answer_first_by_default(site):
    add_resource(site, "a", title="Un guide", lede="Il parle de mécénat.", published="2026")
    add_resource(site, "b", title="Le mécénat", published="2001")
    assert found("?q=mécénat") == ["Le mécénat", "Un guide"]
    assert found("?q=mécénat&tri=recentes") == ["Un guide", "Le mécénat"]


def test_pages_of_the_list_keep_its_filters(site):
    for number in range(45):
        add_resource(site, f"r-{number}", title=f"Ressource {number:02}")
    assert len(found()) == 20
    assert found("?tri=titre&usage=methodes&page=3") == [f"Ressource {number}" for number in range(40, 45)]
    assert "?usage=methodes&amp;page=2" in read("?usage=methodes").replace("page=2&amp;usage=methodes", "")


def test_three_pages_of_resources_take_no_more_queries_than_three_resources(site):
    def queries(ask):
        ask()  # content types, terms and texts are remembered by the process
        with CaptureQueriesContext(connection) as caught:
            ask()
        return len(caught)

    def catalogue(address):
        return lambda: present_library(QueryDict(address), address=LIBRARY)

    for number in range(3):
        add_resource(site, f"r-{number}", links=[site.models[4], site.lever])
    page = queries(lambda: read("?levier=humaines"))
    for number in range(3, 45):
        add_resource(site, f"r-{number}", links=[site.models[4], site.lever])
    assert queries(lambda: read("?levier=humaines")) == page
    assert queries(catalogue("levier=humaines&modele=4")) == 4
    assert queries(catalogue("levier=humaines&q=r&page=2")) == 5


# --- to take away -----------------------------------------------------------------------------------------------------


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_view_is_exported_as_it_is_seen(shelf):
    response = Client().get(f"{LIBRARY}exporter/csv/?usage=outils")
    assert response.headers["Content-Disposition"] == 'attachment; filename="ressources.csv"'
    (row,) = rows_of(response)
    assert row["Titre"] == "Un plan de trésorerie"
    assert (row["Usage"], row["Format"], row["Durée"]) == (
        "Outils",
        "Document à remplir",
        "Moins d’une heure",
    )
    assert (row["Parution"], row["Année"], row["Leviers"]) == ("2026-03", "2026", "Leviers financiers")
    assert row["Territoires"] == "Toute la France"
    assert row["Fiche sur ce site"].endswith("/ressources/bibliotheque/tresorerie/")


def test_all_pages_of_the_list_are_exported(site):
    for number in range(30):
        add_resource(site, f"r-{number}")
    assert len(rows_of(Client().get(f"{LIBRARY}exporter/csv/"))) == 30


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", " +33", "-2", "＝1"])
def test_no_cell_is_run_as_a_formula(site, title):
    add_resource(site, "piege", title=title, lede=title)
    (row,) = rows_of(Client().get(f"{LIBRARY}exporter/csv/"))
    assert row["Titre"] == f"'{title.strip()}" or row["Titre"] == f"'{title}"
    sheet = workbook(Client().get(f"{LIBRARY}exporter/ods/"))
    cell = sheet.get_cell((0, 1))
    assert (cell.type, cell.formula) == ("string", None)


def workbook(response):
    assert response.headers["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    return Workbook(io.BytesIO(response.content)).body.get_table(0)


def test_a_workbook_has_true_dates_and_numbers(shelf):
    ResourcePage.objects.update(link_checked_on=dt.date(2026, 11, 20))
    response = Client().get(f"{LIBRARY}exporter/ods/?usage=outils")
    styles = Workbook(io.BytesIO(response.content)).content.serialize().decode()
    assert 'style:data-style-name="jour-mois-annee"' in styles
    assert "20/11/2026" in styles
    sheet = workbook(response)
    header = [cell.value for cell in sheet.get_row(0).get_cells()]
    row = dict(zip(header, [cell.value for cell in sheet.get_row(1).get_cells()], strict=True))
    assert row["Année"] == 2026
    assert row["Adresse vérifiée le"] == dt.date(2026, 11, 20)


def test_another_kind_of_file_does_not_exist(site):
    assert Client().get(f"{LIBRARY}exporter/pdf/").status_code == 404
