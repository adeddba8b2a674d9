"""The method as pages: nothing is said that the engine does not compute, and every link leads somewhere."""

import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from socioeco.anomalies.catalogue import CATALOGUE
from socioeco.benchmarks import CLES
from socioeco.comptes import REGIME_CODES, Traitement, regime_named
from socioeco.indicators import KEYS, definition_of
from socioeco.indicators.exemples import expected_of
from socioeco.report.methode import page, pages, pages_by_group, write_pages
from socioeco.report.methode.indicateurs import computed
from socioeco.report.methode.plans import TRAITEMENTS


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
        "sept-modeles", "anomalies", "financeurs", "resultat-json",
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


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_anomaly_is_told_without_a_hole(code, written):
    tree = lxml_html.document_fromstring(written["anomalies.html"])
    (opening,) = tree.xpath(f"//*[@id='{code.lower()}']")
    text = opening.text_content()
    assert CATALOGUE[code].severite.value in text
    assert not re.search(r"\{\w*\}", text)


def test_every_account_of_a_chart_is_told(written):
    assert set(TRAITEMENTS) == set(Traitement)
    for code in REGIME_CODES:
        tree = lxml_html.document_fromstring(written[f"plan-{code}.html"])
        told = {each.text for each in tree.xpath("//tbody//th[@scope='row']")}
        assert told == {rule.prefixe for rule in regime_named(code).comptes}


def test_french_typography_everywhere(written):
    for name, text in written.items():
        shown = lxml_html.document_fromstring(text.partition("</head>")[2]).text_content()
        wrong = re.findall(r".{20}[\wé] [;!?»](?:\s.{10}|$)", shown)
        assert not wrong, (name, wrong[:3])
