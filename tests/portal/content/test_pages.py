"""What a reader receives."""

import pytest
from django.test import Client

from .conftest import SOURCES

pytestmark = pytest.mark.django_db
SHEET = "/comprendre/essai/"
BODY = """::: en-bref
1. Une première ligne.
2. Une seconde ligne.
:::

## D'où vient l'argent ?

Voir [les modèles](/comprendre/modeles/), et **les autres**.

::: encadre
sorte: marge
---
Une note en marge.
:::

::: encadre
sorte: attention
titre: Le calendrier
---
On dépense avant de recevoir.
:::

::: definition
question: Que veut dire « reliquat » ?
---
Ce qui reste.
:::

::: tableau
legende: Qui décide
source: Une enquête
---
| Décision | Qui |
|---|---|
| Le budget | l'assemblée |
:::

::: figure
titre: La commande passe devant
resume: En deux ans.
unite: en % du budget
source: une enquête
---
| Famille | 2005 | 2020 |
|---|---|---|
| subventions | 60 | 40,5 |
| commande | 40 | 59,5 |
:::

## Deux

::: reperes
- subvention-convention-seuil : Au-delà, une convention.
:::

::: forces-fragilites
+ L'initiative.
- Le calendrier.
:::"""


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def read(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    html = response.content.decode().replace("&nbsp;", " ")
    return html.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def sheet(corpus, reader) -> str:
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un essai", more=SOURCES, body=BODY)
    report = corpus.load()
    assert report.problems == []
    return read(reader, SHEET)


SHOWN = [
    "<h1>Un essai</h1>",
    "<li>Une première ligne.</li>",
    '<a href="#d-ou-vient-l-argent">D’où vient l’argent ?</a>',
    '<h2 id="d-ou-vient-l-argent">D’où vient l’argent ?</h2>',
    'Voir <a href="/comprendre/modeles/">les modèles</a>, et <b>les autres</b>.',
    '<aside class="note" aria-label="Note 1"><p>Une note en marge.</p></aside>',
    '<p class="callout-title">Le calendrier</p>',
    "<summary>Que veut dire « reliquat » ?</summary>",
    '<th scope="row">Le budget</th><td>l’assemblée</td>',
    "Source : Une enquête.",
    "La commande passe devant",
    "40,5",
    "<strong>23 000 €</strong>",
    "Au-delà, une convention.",
    "<li>L’initiative.</li>",
    '<a href="https://exemple.org/enquete">Une enquête, 2020</a>',
    "<dd>1 minute</dd>",
    "25 novembre 2026",
    'aria-current="page"><span itemprop="name">Un essai</span>',
]


def test_a_sheet_shows_each_block(sheet):
    assert [expected for expected in SHOWN if expected not in sheet] == []


def test_a_figure_that_does_not_make_a_whole_is_a_table_that_says_so(corpus, reader):
    body = "::: figure\ntitre: T\nresume: R\nunite: U\nsource: S\n---\n| Famille | 2005 |\n|---|---|\n| dons | 12 |\n:::"
    corpus.write("pages/comprendre/essai.md", genre="fiche", body=body)
    corpus.load()
    html = read(reader, SHEET)
    assert "ne font pas un tout" in html
    assert '<th scope="row">Dons</th><td>12</td>' in html


def test_a_heading_said_twice_has_two_anchors(corpus, reader):
    corpus.write("pages/comprendre/essai.md", genre="fiche", body="## Sources\n\nUn.\n\n## Sources\n\nDeux.")
    corpus.load()
    html = read(reader, SHEET)
    assert 'id="sources-2"' in html
    assert 'id="sources-3"' in html


def test_a_link_to_an_unpublished_page_leaves_its_words(corpus, reader, page_at):
    corpus.write("pages/comprendre/essai.md", genre="fiche", body="Voir [les modèles](/comprendre/modeles/).")
    corpus.load()
    page_at("/comprendre/modeles/").unpublish()
    assert "Voir <a>les modèles</a>." in read(reader, SHEET)


def test_a_passed_review_date_is_said(corpus, reader):
    corpus.write("pages/comprendre/essai.md", genre="fiche")
    text = corpus.read("pages/comprendre/essai.md")
    text = text.replace("2026-11-25", "2020-01-01").replace("2027-11-25", "2021-01-01")
    corpus.write_text("pages/comprendre/essai.md", text)
    corpus.load()
    assert "1er janvier 2021" in read(reader, SHEET)


def test_a_model_says_its_number_and_that_its_title_is_ours(corpus, reader):
    corpus.write_model(7, slug="mutualise")
    path = "pages/comprendre/modeles/mutualise.md"
    corpus.write_text(path, corpus.read(path).replace("titre_reconstitue: false", "titre_reconstitue: true"))
    corpus.load()
    html = read(reader, "/comprendre/modeles/mutualise/")
    assert "Modèle de référence, 7 sur 7" in html
    assert "notre reconstitution" in html


def test_a_list_opens_on_its_pages(corpus, reader):
    corpus.write_model(4, slug="subventions")
    corpus.load()
    assert '<a href="/comprendre/modeles/subventions/">' in read(reader, "/comprendre/modeles/")


def test_a_door_opens_on_its_lists_and_on_their_pages(corpus, reader):
    corpus.write_model(4, slug="subventions")
    corpus.load()
    html = read(reader, "/comprendre/")
    assert '<a href="/comprendre/modeles/">Les sept modèles</a>' in html
    assert '<a href="/comprendre/modeles/subventions/">' in html
    assert "aria-current" in html


# --- comparison ---------------------------------------------------------------------------------------------


@pytest.fixture
def comparison(corpus, reader):
    for number in (1, 2, 3, 4, 5):
        corpus.write_model(number, slug=f"modele-{number}")
    corpus.write("pages/comprendre/comparer.md", genre="comparaison", title="Comparer")
    corpus.load()
    return lambda query="": read(reader, f"/comprendre/comparer/{query}")


def test_nothing_chosen_is_a_choice_without_reproach(comparison):
    html = comparison()
    assert html.count('type="checkbox"') == 5
    assert "Choisissez" not in html
    assert "<table" not in html


def test_one_model_is_a_beginning(comparison):
    html = comparison("?modele=4")
    assert html.count(" checked") == 1
    assert "Choisissez" not in html
    assert "Un modèle est déjà coché." in html


def test_two_models_stand_side_by_side_in_the_order_of_their_numbers(comparison):
    html = comparison("?modele=5&modele=4")
    table = html[html.index("<table") : html.index("</table>")]
    assert table.index("4. Modele-4") < table.index("5. Modele-5")
    assert "Qui décide" in table
    assert html.count(" checked") == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?modele=1&modele=2&modele=3&modele=4&modele=5", "Choisissez quatre modèles au plus"),
        ("?modele=1&modele=1", "Choisissez au moins deux modèles."),
        ("?modele=1&modele=9", "Le modèle 9 n’existe pas"),
        ("?modele=1&modele=<b>", "Le modèle &lt;b&gt; n’existe pas"),
    ],
)
def test_a_wrong_choice_is_explained(comparison, query, expected):
    html = comparison(query)
    assert expected in html
    assert "<table" not in html


def test_the_comparison_leaves_as_a_table(comparison, reader):
    html = comparison("?modele=5&modele=4")
    address = "/comprendre/comparer/exporter/csv/?modele=4&amp;modele=5"
    assert f'<a href="{address}" download>Exporter ce tableau</a>' in html
    response = reader.get(address.replace("&amp;", "&"))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Disposition"] == 'attachment; filename="comparaison-des-modeles.csv"'
    assert lines[0] == "Critère;4. Modele-4;5. Modele-5"
    assert "Qui décide;Une phrase.;Une phrase." in lines


@pytest.mark.parametrize(
    "query", ["csv/", "csv/?modele=4", "csv/?modele=4&modele=9", "pdf/?modele=4&modele=5"]
)
def test_no_table_without_a_good_choice(comparison, reader, query):
    assert reader.get(f"/comprendre/comparer/exporter/{query}").status_code == 404
