"""The method as pages: nothing is said that the engine does not compute, and every link leads somewhere."""

import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from socioeco.anomalies.catalogue import kinds
from socioeco.benchmarks import CLES
from socioeco.comptes import REGIME_CODES, Traitement, regime_named
from socioeco.formats import typographie
from socioeco.indicators import KEYS, definition_of
from socioeco.indicators.etats.definitions import etats_definition
from socioeco.indicators.exemples import expected_of
from socioeco.indicators.leviers.definitions import leviers_definition, methodes_definition
from socioeco.indicators.retraitement_definitions import BREAKS, passage_to
from socioeco.report.document import Document, Opening
from socioeco.report.methode import page, pages, pages_by_group, write_pages
from socioeco.report.methode.indicateurs import computed
from socioeco.report.methode.plans import TRAITEMENTS
from socioeco.report.text import write_text
from socioeco.scenarios import cartes


@pytest.fixture(scope="module")
def written():
    return write_pages()


def test_every_definition_has_its_page():
    slugs = [each.slug for each in pages()]
    assert len(set(slugs)) == len(slugs)
    expected = {
        *(f"indicateur-{cle.replace('_', '-')}" for cle in KEYS),
        *(f"plan-{code}" for code in REGIME_CODES),
        *(f"repere-{cle}" for cle in CLES),
        *(f"etats-{code}" for code in REGIME_CODES),
        *(f"retraitement-{code}" for code in BREAKS),
        "sept-modeles", "trois-leviers", "temps-donne", "scenarios", "secret-statistique", "anomalies", "financeurs",
        "resultat-json",
    }  # fmt: skip
    assert set(slugs) == expected
    assert {each.slug for group in pages_by_group().values() for each in group} == expected


def test_a_page_is_found_by_its_address():
    assert page("anomalies").title == "Les anomalies"
    with pytest.raises(KeyError):
        page("ailleurs")


def test_links_lead_to_pages_and_places_that_exist(written):
    trees = {name: lxml_html.document_fromstring(text) for name, text in written.items()}
    for name, tree in trees.items():
        identifiers = Counter(tree.xpath("//@id"))
        assert not [each for each, number in identifiers.items() if number > 1], name
        for link in tree.xpath("//a/@href"):
            target, _, anchor = link.partition("#")
            assert not target or target in written, (name, link)
            assert not anchor or anchor in identifiers, (name, link)
    reached = {link for link in trees["index.html"].xpath("//a/@href") if not link.startswith("#")}
    assert reached == written.keys() - {"index.html"}


def test_pages_need_nothing_else(written):
    for text in written.values():
        tree = lxml_html.document_fromstring(text)
        assert not tree.xpath("//script | //link | //img | //@style | //@src")
        assert tree.get("lang") == "fr"
        assert all(table.xpath("./caption") for table in tree.xpath("//table"))


@pytest.mark.parametrize("cle", KEYS)
def test_worked_examples_give_what_they_announce(cle):
    definition = definition_of(cle)
    for exemple in definition.exemples:
        value = computed(exemple, cle).value
        found = (
            ()
            if value.number is None
            else tuple(each for each in (value.number, value.haut) if each is not None)
        )
        assert found == expected_of(exemple, definition.unite), exemple.titre


@pytest.mark.parametrize("code", sorted(kinds()))
def test_every_anomaly_is_told_without_a_hole(code, written):
    tree = lxml_html.document_fromstring(written["anomalies.html"])
    (opening,) = tree.xpath(f"//*[@id='{code.lower()}']")
    text = opening.text_content()
    assert kinds()[code].severite.value in text
    assert not re.search(r"\{\w*\}", text)


def test_every_account_of_a_chart_is_told(written):
    assert set(TRAITEMENTS) == set(Traitement)
    for code in REGIME_CODES:
        tree = lxml_html.document_fromstring(written[f"plan-{code}.html"])
        told = {each.text for each in tree.xpath("//tbody//th[@scope='row']")}
        assert told == {rule.prefixe for rule in regime_named(code).comptes}


@pytest.mark.parametrize("code", REGIME_CODES)
def test_every_account_of_a_layout_is_told(code):
    definition = etats_definition(code)
    sections = {section.anchor: section.blocks[0].rows for section in page(f"etats-{code}").sections[1:]}
    for anchor, places in (
        ("resultat", definition.places_of_resultat),
        ("en-nature", definition.places_in_kind),
        ("actif", definition.places_of_actif),
        ("passif", definition.places_of_passif),
    ):
        told = [prefixe for _, comptes, _ in sections[anchor] for prefixe in re.findall(r"\d+", comptes)]
        assert set(places) <= set(told)


@pytest.mark.parametrize("code", BREAKS)
def test_every_rule_of_a_passage_is_told(code):
    (table,) = page(f"retraitement-{code}").sections[1].blocks
    passage = passage_to(code)
    assert len(table.rows) == len(passage.regles)
    for (accounts, targets, said, limits), rule in zip(table.rows, passage.regles, strict=True):
        assert accounts == ", ".join(rule.de)
        assert rule.vers in targets
        assert typographie(rule.regle) in said
        assert typographie(rule.raison) in limits
        assert all(each.vers in said and each.mots[0] in said for each in rule.selon_libelle)


def test_every_measure_and_every_method_of_the_levers_is_told():
    levers, hours = page("trois-leviers"), page("temps-donne")
    measures = [
        block.title for section in levers.sections for block in section.blocks if isinstance(block, Opening)
    ]
    assert measures == [each.titre for lever in leviers_definition().leviers for each in lever.mesures]
    assert [each.title for each in hours.sections[1:]] == [
        each.titre for each in methodes_definition().methodes
    ]


def test_every_card_is_told_with_its_questions():
    told = {
        section.anchor: write_text(one_section(section), width=100) for section in page("scenarios").sections
    }
    for carte in cartes():
        text = told[f"carte-{carte.cle.replace('_', '-')}"]
        assert carte.titre in text
        assert all(f"  {question.cle}\u00a0: " in text for question in carte.questions)


def one_section(section):
    return Document(title="", lede="", sections=(section,))


def test_the_rules_of_disclosure_are_those_of_the_engine():
    (_, facts) = page("secret-statistique").sections[0].blocks
    assert [said for _, said in facts.pairs] == ["3", "1", "85\u00a0%", "1\u00a0€"]


def test_french_typography_everywhere(written):
    for name, text in written.items():
        shown = lxml_html.document_fromstring(text.partition("</head>")[2]).text_content()
        wrong = re.findall(r".{20}[\wé] [;!?»](?:\s.{10}|$)", shown)
        assert not wrong, (name, wrong[:3])
