"""Everything that is wrong, in every file, at once: where, why, what to do. And nothing is loaded."""

import pytest

from trajectoires.content.models import BasePage

from .conftest import SOURCES

pytestmark = pytest.mark.django_db
PATH = "pages/comprendre/essai.md"


def reasons(report) -> list[str]:
    return [f"{problem.line} {problem.reason}" for problem in report.problems if problem.path == PATH]


def test_all_problems_of_all_files_are_told_at_once_and_nothing_is_loaded(corpus):
    corpus.write(
        PATH, genre="fiche", more="public:\n- tout-le-monde\n", body="::: encadré\nx\n:::\n\nUn **gras."
    )
    corpus.write("pages/comprendre/autre.md", genre="fiche", title="''")
    report = corpus.load()
    assert [(problem.path, problem.line) for problem in report.problems] == [
        ("pages/comprendre/autre.md", 2), (PATH, 9), (PATH, 12), (PATH, 16),
    ]  # fmt: skip
    assert str(report).startswith("4 problème(s) : rien n’a été chargé.")
    assert not BasePage.objects.exists()


def test_a_problem_says_where_why_and_what_to_do(corpus):
    corpus.write(PATH, genre="fiche", body="::: encadre\nsorte: rouge\n---\nUn texte.\n:::")
    assert str(corpus.load().problems[0]) == (
        "pages/comprendre/essai.md, ligne 13 : La sorte d’encadré « rouge » n’existe pas. "
        "Choisissez : a-retenir, attention, exemple, source, marge."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sans en-tête", "1 Le fichier commence par un en-tête entre deux lignes « --- »."),
        ("---\ngenre: roman\n---\n", "2 Le genre « roman » n’existe pas."),
        ("---\ntitre: Sans genre\n---\n", "2 La clé « genre » manque."),
        ("---\n- une\n- liste\n---\n", "2 L’en-tête est vide ou n’est pas une suite de « cle: valeur »."),
    ],
)
def test_a_front_matter_that_cannot_be_read(corpus, text, expected):
    corpus.write_text(PATH, text)
    assert reasons(corpus.load()) == [expected]


def test_an_unquoted_colon_is_explained(corpus):
    corpus.write(PATH, genre="fiche", title="Le calendrier : attention")
    problem = corpus.load().problems[0]
    assert problem.line == 3
    assert "guillemets" in problem.remedy


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("numero: 4\n", "8 La clé « numero » n’existe pas ici."),
        ("auteur: Encore\n", "8 La clé « auteur » est écrite deux fois."),
        ("relu_le: hier\n", "8 « hier » n’est pas une date."),
        ("public: dirigeantes\n", "8 « public » attend une liste."),
        ("relations:\n  ami:\n  - /\n", "9 La clé « ami » n’existe pas ici."),
        ("relations:\n  voisin:\n  - /absente/\n", "8 Aucune page à l’adresse « /absente/ »."),
        ("relations:\n  voisin:\n  - /comprendre/essai/\n", "8 Une page ne se lie pas à elle-même."),
        ("relations:\n  voisin:\n  - /\n  - /\n", "8 « / » est lié deux fois."),
        ("sources:\n- reference: R\n  adresse: javascript:x\n", "10 « javascript:x » n’est pas une adresse."),
        ("sources:\n- adresse: https://exemple.org/\n", "9 La clé « reference » manque."),
    ],
)
def test_a_key_that_is_wrong(corpus, more, expected):
    corpus.write(PATH, genre="fiche", more=more)
    assert reasons(corpus.load()) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: en-bref\n1. Une ligne.", "10 Ce cadre ne se ferme pas."),
        ("::: en-bref\nSans numéro.\n:::", "11 « Sans numéro. » n’a pas la forme attendue."),
        ("::: en-bref\n1. Du **gras**.\n:::", "11 Ici le texte est simple : ni gras ni lien."),
        ("::: en-bref\n" + "1. Une ligne.\n" * 6 + ":::", "11 « En bref » tient en 5 lignes au plus."),
        (
            "::: definition\nUne réponse.\n:::",
            "11 Ce cadre commence par des clés, et leur fin n’est pas marquée.",
        ),
        ("::: definition\nquestion:\n---\nOui.\n:::", "11 La clé « question » manque."),
        ("::: definition\nquestion: Oui ?\n---\n:::", "13 Ce cadre est vide."),
        ("::: definition\nquestion: Oui ?\n---\n### Non\n:::", "13 Un cadre ne contient pas de sous-titre."),
        (
            "::: tableau\nlegende: x\n---\n| a | b |\n|---|---|\n| c |\n:::",
            "15 Cette ligne a 1 cases, la première 2.",
        ),
        (
            "::: tableau\nlegende: x\n---\n| a | b |\n| c | d |\n:::",
            "14 Sous les titres de colonnes, on attend « |---|---| ».",
        ),
        ("::: reperes\n- seuil-imaginaire : rien.\n:::", "11 Le seuil « seuil-imaginaire » n’existe pas."),
        ("::: forces-fragilites\n* une\n:::", "11 « * une » n’a pas la forme attendue."),
        ("#### Trop bas", "10 « #### » en début de ligne n’a pas de sens ici."),
        ("Un [lien](javascript:x).", "10 « javascript:x » n’est pas une adresse."),
        ("* une puce", "10 « * » en début de ligne n’a pas de sens ici."),
        ("- un\n    - mal aligné", "11 Ce point de liste n’est aligné avec aucun autre."),
    ],
)
def test_a_body_that_is_wrong(corpus, body, expected):
    corpus.write(PATH, genre="fiche", body=body)
    assert expected in reasons(corpus.load())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Famille | 2005 |\n|---|---|\n| impots | 12 |", "« impots » n’est pas une famille"),
        ("| Famille | 2005 |\n|---|---|\n| dons | beaucoup |", "« beaucoup » n’est pas un pourcentage"),
        ("| Famille | autrefois |\n|---|---|\n| dons | 12 |", "« autrefois » n’est pas une année"),
    ],
)
def test_a_figure_that_is_wrong(corpus, rows, expected):
    keys = "titre: T\nresume: R\nunite: U\nsource: S\n---\n"
    corpus.write(PATH, genre="fiche", body=f"::: figure\n{keys}{rows}\n:::")
    assert expected in reasons(corpus.load())[0]


def test_a_model_without_source_is_refused(corpus):
    corpus.write_model(4, slug="avec")
    text = corpus.read("pages/comprendre/modeles/avec.md").replace(SOURCES, "")
    corpus.write_text("pages/comprendre/modeles/avec.md", text)
    assert "a au moins une source" in str(corpus.load())


def test_two_models_of_one_number_are_refused_and_nothing_is_loaded(corpus):
    corpus.write_model(4, slug="un")
    corpus.write_model(4, slug="deux")
    assert "Numéro existe déjà" in str(corpus.load())
    assert not BasePage.objects.exists()


def test_a_page_needs_a_page_above_and_one_that_may_hold_it(corpus):
    corpus.write("pages/ailleurs/essai.md", genre="fiche")
    corpus.write("pages/comprendre/modeles/porte.md", genre="comparaison")
    corpus.write("pages/comprendre/fiche.md", genre="fiche")
    corpus.write("pages/comprendre/fiche/comparaison.md", genre="comparaison")
    text = str(corpus.load())
    assert "Le dossier « /ailleurs/ » n’a pas de page." in text
    assert "Une page « comparaison » ne se range pas sous une page « fiche »." in text


def test_a_name_that_makes_no_address_and_a_term_out_of_place(corpus):
    corpus.write("pages/comprendre/Été.md", genre="fiche")
    corpus.write("pages/comprendre/terme.md", genre="terme", more=SOURCES)
    text = str(corpus.load())
    assert "« Été » n’est pas un nom d’adresse." in text
    assert "Un fichier « terme » n’a pas sa place ici." in text


def test_the_genre_of_a_page_does_not_change(corpus):
    corpus.write(PATH, genre="fiche")
    corpus.load()
    corpus.write(PATH, genre="liste")
    assert reasons(corpus.load()) == ["2 La page existe déjà avec le genre « fiche » : il ne change plus."]


def test_a_door_has_one_of_the_six_addresses(corpus):
    more = "question: Où ?\nentrees:\n- titre: Ici\n  vers: /\n"
    corpus.write("pages/une-septieme.md", genre="porte", more=more)
    assert "Une porte a l’une de ces six adresses" in str(corpus.load())
