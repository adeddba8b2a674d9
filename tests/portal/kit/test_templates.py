"""Sources of documents: what they may say, and everything that is wrong in one, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.kit.models.templates import TextTemplate, Workbook, faults_of, read_template
from trajectoires.kit.models.templates.inline import Blank, Words, split_cells
from trajectoires.kit.models.templates.keys import known_keys
from trajectoires.kit.models.templates.text import Explanation, Grid, HandLines, Heading, Items, PageBreak

from .tools_cases import TEXT, WORKBOOK


def said(source):
    return [str(fault) for fault in faults_of(source)]


def test_a_text_holds_everything_that_the_format_says():
    template = read_template(TEXT)
    assert isinstance(template, TextTemplate)
    assert template.title == "Lettre d’essai"
    kinds = [type(node) for node in template.nodes]
    assert {Heading, Explanation, Items, Grid, HandLines, PageBreak} <= set(kinds)
    assert [node.look for node in template.nodes if isinstance(node, Items)] == ["numeros", "cases", "puces"]
    assert template.keys == [
        "organisation.nom", "produits", "exercice", "premier_financeur", "part.premier_financeur", "aujourdhui",
    ]  # fmt: skip
    paragraph = next(node for node in template.nodes if type(node).__name__ == "Paragraph")
    assert paragraph.runs[0] == Blank("organisation.nom", "nom de l’association", is_bold=True)
    assert any(isinstance(run, Words) and "12156*06 & <rien>" in run.text for run in paragraph.runs)


def test_a_workbook_holds_everything_that_the_format_says():
    workbook = read_template(WORKBOOK)
    assert isinstance(workbook, Workbook)
    assert [sheet.tab for sheet in workbook.sheets] == ["Le plan", "Lecture"]
    assert workbook.repeats == ["financeurs"]
    assert workbook.keys == ["organisation.nom", "tresorerie", "aujourdhui", "famille.subventions"]


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("mis_a_jour_le: 2026-11-26", "mis_a_jour_le: hier", 6, "n’est pas une date"),
        ("titre: Lettre d'essai", "titr: Lettre", 3, "« titr » n’existe pas"),
        ("genre: modele-de-texte", "genre: modele-de-tableur", 2, "Le genre est"),
        ("[[produits|montant]]", "[[produit|montant]]", 13, "La clé « produit » n’existe pas"),
        ("[[produits|montant]]", "[[produits]]", 13, "ne dit pas ce qu’on y met"),
        ("[[produits|montant]]", "[[produits|montant", 13, "n’est pas écrit comme il faut"),
        ("*vrai*", "*vrai", 18, "ne se ferme pas"),
        ("### Nos demandes", "#### Nos demandes", 15, "« ## » ou « ### »"),
        ("::: saut", "::: cadre", 30, "n’existe pas ici"),
        ("[[…3]]", "[[…99]]", 28, "De 1 à 30 lignes"),
        ("|  |  |", "|  |  |  |", 26, "Cette ligne a 3 cases"),
        ("| Quoi | Combien |", "| Quoi |  |", 23, "a un en-tête"),
        ("- Sans case", "  - Sans case", 21, "ne commence pas par une espace"),
    ],
)  # fmt: skip
def test_a_fault_of_a_text_is_said_with_its_line(before, after, line, words):
    assert before in TEXT
    faults = faults_of(TEXT.replace(before, after, 1))
    assert [fault.line for fault in faults if words in fault.reason] == [line], faults


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("genre: choix, choix: [oui, non]", "genre: choix", "va avec une liste"),
        ("largeur: 6", "largeur: 60", "Une largeur est un nombre de centimètres"),
        ("titre: Mois 1, genre: montant", "titre: Mois 1, genre: euros", "Le genre « euros » n’existe pas"),
        ("{m1: famille.subventions}", "{m1: organisation.nom}", "est de genre texte, et la case de genre montant"),
        ("{m1: famille.subventions}", "{m9: famille.subventions}", "« m9 » n’existe pas"),
        ("famille.subventions", "famille.argent", "« famille.argent » n’existe pas"),
        ("repete: financeurs", "repete: amis", "« amis » ne se répète pas"),
        ("{poste: nom, m2: montant}", "{poste: nom, m2: genre}", "cette colonne est d’un autre genre"),
        ("m1: 100", "m1: cent", "n’est pas une valeur de genre montant"),
        ("sur: oui, m1", "sur: peut-être, m1", "n’est pas une valeur de genre choix"),
        ("SOMME(m1:m2)", "SOMMES(m1:m2)", "La fonction « SOMMES » n’existe pas"),
        ("SOMME(m1:m2)", "SOMME(m1:m2", "La formule s’arrête trop tôt"),
        ("SOMME(m1:m2)", "SOMME(m2:m1)", "ne va pas du premier au dernier"),
        ("SOMME(m1:m2)", "SOMME(m1:m2) + poste", "compte avec une case de texte"),
        ("SOMME(m1:m2)", "m1 + total", "tourne en rond"),
        ("total / entrees.total", "total / recettes.total", "le nom « recettes.total » ne désigne rien"),
        ("PRECEDENT(solde)", "PRECEDENT(poste)", "n’est pas une ligne"),
        ("vides: 2, colonnes", "vides: 999, colonnes", "un nombre de lignes"),
        ("total: oui}\n  - {partie: Ce qui sort}", "total: jamais}\n  - {partie: Ce qui sort}", "attend oui ou non"),
        ("cle: lecture", "cle: plan", "« plan » est là deux fois"),
        ("titre: Lecture", "titre: Un onglet dont le nom ne finit vraiment jamais", "31 signes au plus"),
        ("page: paysage", "page: carrée", "portrait ou paysage"),
        ("consigne:", "consignes:", "« consignes » n’existe pas"),
        ("notes:\n  - Une", "notes: &a\n  - *a\n  - Une", "n’a pas sa place ici"),
    ],
)  # fmt: skip
def test_a_fault_of_a_workbook_is_said(before, after, words):
    assert before in WORKBOOK
    assert any(words in fault for fault in said(WORKBOOK.replace(before, after, 1)))


def test_all_the_faults_are_said_at_once():
    source = (
        WORKBOOK.replace("largeur: 6", "largeur: 60")
        .replace("m1: 100", "m1: cent")
        .replace("page: paysage", "page: x")
    )
    assert len(said(source)) == 3


def test_a_short_source_never_becomes_a_long_one():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    assert "renvoi" in said(bomb)[0]
    assert said("[" * 5000)
    assert "dépasse" in said("genre: " + "x" * 300_000)[0]
    deep = WORKBOOK.replace("SOMME(m1:m2)", "(" * 200 + "m1" + ")" * 200)
    assert any("trop d’étages" in fault for fault in said(deep))


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_or_refused(text):
    """No source raises: it is valid, or its faults are said."""
    for source in (text, f"---\n{text}\n---\n{text}", f"{TEXT}\n{text}"):
        assert faults_of(source) or read_template(source)


@given(st.lists(st.sampled_from(["a", "[[|x|y]]", "\\|", "", "[[exercice|é]]"]), min_size=1, max_size=5))
def test_a_bar_inside_a_blank_splits_nothing(cells):
    assert split_cells("| " + " | ".join(cells) + " |") == cells


def test_keys_have_titles_and_kinds():
    assert all(key.title and key.kind for key in known_keys().values())
    assert "famille.financiers" in known_keys()
    assert "cerfa.locations" in known_keys()
