"""The examples: their filters, their timeline, one of them, and the list to take away."""

import csv
import io
import re

import pytest
from django.test import Client

from trajectoires.content.presenters.examples import example_line, present_frieze, span_of
from trajectoires.content.selectors.examples import examples

from .library_cases import EXAMPLES, add_example, build_site

pytestmark = pytest.mark.django_db
STEPS = ((2001, None, "Un premier accueil ouvre."), (2007, 2012, "D’autres accueils ouvrent."))


@pytest.fixture
def site():
    return build_site()


@pytest.fixture
def told(site):
    add_example(
        site,
        "momartre",
        name="Môm’artre",
        title="Accueillir après l’école",
        steps=STEPS,
        territories=["11"],
        links=[site.models[6], site.lever_sheet],
        reusable=["Un tarif selon les revenus."],
    )
    add_example(
        site,
        "charrues",
        name="Vieilles Charrues",
        title="Un festival sans subvention",
        sector="culture",
        size="10-49",
        steps=((1992, None, "Première édition."),),
        territories=["53"],
        place="Carhaix",
    )
    add_example(site, "emile", name="Émile", title="Une épicerie", size="sans-salarie", steps=())
    return site


def read(address="", words=None):
    response = Client().get(f"{EXAMPLES}{address}")
    assert response.status_code == 200
    return words(response) if words else response.content.decode()


def titles(address=""):
    return re.findall(r'<h3><a href="/exemples/[\w-]+/">([^<]+)</a>', read(address))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["Une épicerie", "Accueillir après l’école", "Un festival sans subvention"]),
        ("?modele=6", ["Accueillir après l’école"]),
        ("?levier=financiers", ["Accueillir après l’école"]),
        ("?secteur=culture", ["Un festival sans subvention"]),
        ("?taille=sans-salarie&taille=10-49", ["Une épicerie", "Un festival sans subvention"]),
        ("?territoire=53", ["Une épicerie", "Un festival sans subvention"]),
        ("?q=charrues", ["Un festival sans subvention"]),
    ],
)
def test_a_filter_keeps_what_it_says(told, address, expected):
    assert titles(address) == expected


def test_each_trajectory_is_drawn_and_told(told, words):
    page = read()
    assert page.count('class="frieze-life"') == 2  # nothing dated, nothing drawn
    assert page.count('cy="14" r="6"') == 3
    assert page.count('class="frieze-period"') == 1
    text = read(words=words)
    assert "Môm’artre 2001–2012" in text
    assert "2007–2012 D’autres accueils ouvrent." in text
    assert "L’étape connue de Vieilles Charrues" in text


def test_places_are_on_one_scale(told):
    frieze = present_frieze(examples([page.pk for page in told.examples.get_children()]))
    assert [tick["year"] for tick in frieze.ticks] == [1990, 2000, 2010, 2020]
    assert [tick["x"] for tick in frieze.ticks] == ["0.0", "33.3", "66.7", "100.0"]
    row = next(row for row in frieze.rows if row["label"] == "Môm’artre")
    assert [(mark["x"], mark["until"]) for mark in row["marks"]] == [("36.7", ""), ("56.7", "73.3")]
    assert (row["x1"], row["x2"]) == ("36.7", "73.3")


@pytest.mark.parametrize(
    ("years", "ticks"),
    [
        ((2001,), [2000, 2010]),
        ((2010,), [2010, 2020]),
        ((1850, 2026), [1850, 1880, 1910, 1940, 1970, 2000, 2030]),
    ],
)
def test_a_scale_has_few_ticks_and_holds_every_year(site, years, ticks):
    page = add_example(site, "une", name="Une", steps=tuple((year, None, "Un fait.") for year in years))
    frieze = present_frieze([page])
    assert [tick["year"] for tick in frieze.ticks] == ticks
    assert all(0 <= float(mark["x"]) <= 100 for mark in frieze.rows[0]["marks"])


def test_an_example_tells_its_steps_in_order_of_time(site, words):
    add_example(site, "une", name="Une", steps=((2012, None, "Ensuite."), (1990, 1995, "D’abord.")))
    assert "1990–1995 D’abord. 2012 Ensuite." in words(Client().get(f"{EXAMPLES}une/"))


def test_an_example_says_what_moved_and_what_to_take_up(told, words):
    page = words(Client().get(f"{EXAMPLES}momartre/"))
    assert (
        "Secteur Action sociale, humanitaire, santé Taille De 1 à 9 salariés Territoire Île-de-France" in page
    )
    assert "Modèles Modele-6 Leviers Dons" in page
    assert "Ce qui peut être repris Un tarif selon les revenus." in page
    summary = Client().get(f"{EXAMPLES}momartre/").content.decode()
    assert all(f'href="#{anchor}"' in summary for anchor in ("etapes", "reprendre", "liens"))


def test_an_error_is_told_to_whoever_runs_the_site(told, settings, words):
    settings.PUBLISHER = {**settings.PUBLISHER, "email": "redaction@exemple.org"}
    page = Client().get(f"{EXAMPLES}charrues/").content.decode()
    assert "mailto:redaction@exemple.org?subject=Erreur%20dans" in page
    settings.PUBLISHER = {**settings.PUBLISHER, "email": ""}
    assert "n’a pas déclaré d’adresse" in words(Client().get(f"{EXAMPLES}charrues/"))


def test_the_view_is_exported(told):
    response = Client().get(f"{EXAMPLES}exporter/csv/?modele=6")
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert (row["Organisation"], row["Première étape"], row["Dernière étape"]) == (
        "Môm’artre",
        "2001",
        "2012",
    )
    assert row["Étapes"] == "2001 : Un premier accueil ouvre.\n2007–2012 : D’autres accueils ouvrent."
    assert (row["Modèles"], row["Leviers"]) == ("6. Modele-6", "Leviers financiers")
    assert Client().get(f"{EXAMPLES}exporter/ods/").status_code == 200


def test_a_line_says_the_years_that_its_steps_go_through(told):
    [page] = [page for page in examples(told.examples.get_children().values_list("pk", flat=True))
              if page.organisation.name == "Môm’artre"]  # fmt: skip
    assert example_line(page, [])["kind"] == "2001–2012"
    assert span_of([]) == ""
    assert span_of([{"year": 2001, "until": None}]) == "2001"
