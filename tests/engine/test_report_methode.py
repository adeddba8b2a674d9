"""The method as pages: nothing is said that the engine does not compute, and every link leads somewhere."""

import re
from collections import Counter
from datetime import date

import pytest
from lxml import html as lxml_html

from socioeco.anomalies.catalogue import kinds
from socioeco.benchmarks import CLES, repere_named
from socioeco.comptes import REGIME_CODES, Traitement, regime_named
from socioeco.formats import format_date, typographie
from socioeco.indicators import KEYS, definition_of
from socioeco.indicators.etats.definitions import etats_definition, lignes_of, longest_prefix
from socioeco.indicators.leviers.definitions import leviers_definition, methodes_definition
from socioeco.indicators.retraitement_definitions import BREAKS, passage_to
from socioeco.report.document import Document, Grid, Opening
from socioeco.report.methode import indicateurs, page, pages, pages_by_group, write_pages
from socioeco.report.methode.benchmarks import RULES
from socioeco.report.methode.indicateurs import computed
from socioeco.report.methode.places import BY_NUMBER, OUTSIDE, place_of
from socioeco.report.methode.plans import TRAITEMENTS
from socioeco.report.reliability import RELIABILITY
from socioeco.report.text import write_text
from socioeco.scenarios import cartes

from .exemples_cases import expected_of

BY_NUMBER_IN_CREDIT = (
    "Au débit, créances clients, usagers et comptes rattachés\u202f; au crédit, selon la suite du numéro"
)


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
        "sept-modeles", "trois-leviers", "alliances-detaillees", "temps-donne", "scenarios",
        "secret-statistique", "anomalies", "financeurs",
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


@pytest.mark.parametrize("cle", KEYS)
def test_an_indicator_says_its_version_and_begins_as_a_sentence(cle):
    definition, sections = definition_of(cle), sections_of(f"indicateur-{cle.replace('_', '-')}")
    text, facts = sections["formule"].blocks
    (version,) = definition.version
    assert ("Version", f"{version.version}, depuis le {format_date(version.depuis)}") in facts.pairs
    assert text.text[1:] == typographie(definition.formule)[1:]
    assert not text.text[0].islower()
    captions = [
        block.caption for section in sections.values() for block in section.blocks if isinstance(block, Grid)
    ]
    assert len(set(captions)) == len(captions) == len(definition.exemples)


def test_every_version_of_a_formula_is_told_the_newest_first(monkeypatch):
    definition = definition_of("part_publique")
    (first,) = definition.version
    second = first.model_copy(
        update={"version": "2", "depuis": date(2027, 2, 3), "formule": "produits ÷ charges"}
    )
    changed = definition.model_copy(update={"version": (first, second)})
    monkeypatch.setattr(indicateurs, "definition_of", {changed.cle: changed}.__getitem__)
    monkeypatch.setattr(indicateurs, "KEYS", (changed.cle,))
    (found,) = indicateurs.pages()
    text, facts, grid = found.sections[1].blocks
    assert text.text == "Produits ÷ charges"
    assert "Version" not in dict(facts.pairs)
    assert [row[:3] for row in grid.rows] == [
        ("2", "3 février 2027", "Produits ÷ charges"),
        ("1", format_date(first.depuis), typographie(first.formule)),
    ]


def test_the_contents_tell_essential_indicators_from_the_others():
    groups = {"essentiel": "Indicateurs essentiels", "approfondi": "Indicateurs pour aller plus loin"}
    assert [(each.group, each.slug) for each in pages() if each.slug.startswith("indicateur-")] == [
        (groups[definition_of(cle).niveau], f"indicateur-{cle.replace('_', '-')}") for cle in KEYS
    ]


@pytest.mark.parametrize("cle", CLES)
def test_a_benchmark_is_told_once_with_what_makes_it_sure(cle):
    repere, found = repere_named(cle), page(f"repere-{cle}")
    assert found.lede.startswith(f"{repere.enquete}\u00a0: ")
    assert (found.lede.count("\u00a0:"), found.lede.count(".")) == (1, 1)
    grid, rule, facts = found.sections[0].blocks
    assert ("Définition", repere.definition) in facts.pairs
    assert all(grid.header)
    assert all(
        name.count(str(colonne.annee)) == 1
        for colonne, name in zip(repere.colonnes, grid.header[1:], strict=True)
    )
    levels = [
        (ligne.cellules[colonne.cle].fiabilite, text)
        for ligne, row in zip(repere.lignes, grid.rows, strict=True)
        for colonne, text in zip(repere.colonnes, row[1:], strict=True)
        if colonne.cle in ligne.cellules
    ]
    for level, text in levels:
        said = [
            f"({RELIABILITY[level]})" in text,
            f"chiffre {RULES[level]}" in rule.text,
            "Notre calcul" in text,
        ]
        assert said.count(True) == 1, (level, text)
    assert ("Sauf mention" in rule.text) == (len({level for level, _ in levels}) > 1)


def test_what_is_said_of_a_column_or_of_a_line_stands_beside_its_name():
    _, facts = sections_of("repere-structure-des-ressources")["prudence"].blocks
    assert [term for term, _ in facts.pairs] == ["2011", "2020", "Commandes publiques", "Dons et mécénat"]
    assert len(sections_of("repere-associations-culturelles")["prudence"].blocks) == 1


def sections_of(slug):
    return {section.anchor: section for section in page(slug).sections}


@pytest.mark.parametrize("code", sorted(kinds()))
def test_every_anomaly_is_told_without_a_hole(code, written):
    tree = lxml_html.document_fromstring(written["anomalies.html"])
    (opening,) = tree.xpath(f"//*[@id='{code.lower()}']")
    text = opening.text_content()
    assert kinds()[code].severite.value in text
    assert not re.search(r"\{\w*\}", text)
    assert tree.xpath(f"//*[@id='{code.lower()}']/summary")[0].text_content().startswith(f"{code}\u00a0: ")


def test_every_account_of_a_chart_is_told(written):
    assert set(TRAITEMENTS) == set(Traitement)
    for code in REGIME_CODES:
        tree = lxml_html.document_fromstring(written[f"plan-{code}.html"])
        told = {each.text for each in tree.xpath("//tbody//th[@scope='row']")}
        assert told == {rule.prefixe for rule in regime_named(code).comptes}


@pytest.mark.parametrize(
    ("prefixe", "place"),
    [
        ("102", "Fonds propres sans droit de reprise"),
        ("115", "Activités sociales et médico-sociales sous contrôle de tiers financeurs"),
        ("12", "Résultat antérieur en attente d’affectation"),
        ("19", BY_NUMBER),
        ("28", BY_NUMBER),
        ("3", "Stocks et en-cours"),
        ("41", BY_NUMBER_IN_CREDIT),
        ("42", "Au débit, autres créances\u202f; au crédit, dettes fiscales et sociales"),
        ("47", BY_NUMBER),
        ("52", "Instruments de trésorerie"),
        ("7073", "Ventes de dons en nature"),
        ("747", "Quote-part des subventions d’investissement"),
        ("875", "Bénévolat"),
        ("88", OUTSIDE),
    ],
)
def test_where_an_account_stands_in_the_statements(prefixe, place):
    assert place_of("2025", prefixe) == place


@pytest.mark.parametrize("code", REGIME_CODES)
def test_the_line_of_an_account_is_the_one_that_its_statements_name(code):
    """The definitions say the same as the engine, wherever they place every account of a rule on one line."""
    layout, told = etats_definition(code), 0
    labels = {
        ligne.cle: ligne.libelle.removeprefix("dont ").lower()
        for rubriques in (layout.compte_de_resultat, layout.contributions_volontaires)
        for ligne in lignes_of(rubriques)
    }
    for rule in regime_named(code).comptes:
        places = layout.places_in_kind if rule.prefixe[0] == "8" else layout.places_of_resultat
        place = place_of(code, rule.prefixe)
        if rule.prefixe[0] in "678" and place not in {BY_NUMBER, OUTSIDE}:
            assert place.lower() == labels[places[longest_prefix(places, rule.prefixe)]]
            told += 1
    assert told > 40


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
