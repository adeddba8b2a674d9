"""What chapters say so that a treasurer is not misled: nothing rounded away, nothing hidden, nothing said five times."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from socioeco.benchmarks import Cellule, Fiabilite, repere_named, reperes
from socioeco.indicators.leviers import methodes_definition
from socioeco.readers import Answers, Opinion
from socioeco.report.analysis import analyse
from socioeco.report.chapters import chapters_of
from socioeco.report.chapters.benchmarks import decimals_of, published
from socioeco.report.chapters.triangle import triangle
from socioeco.report.data import to_data
from socioeco.report.document import Facts, Grid, Items, Lines, Opening, Text
from socioeco.report.html import write_html
from socioeco.report.report import report_of
from socioeco.report.tables import tables_of
from socioeco.report.text import write_text
from socioeco.report.wording import write_number, write_value
from socioeco.typologies import Side
from socioeco.typologies.lectures import LECTURES
from socioeco.values import calcule, calcule_entre

from . import report_cases as cases
from .report_cases import TODAY, page_of


@pytest.fixture
def whole():
    return cases.analysis_of("whole")


@pytest.fixture(scope="module")
def entries():
    """Entries only: the last exercice has statements, and no answer."""
    return analyse(cases.readings()[:4])


def section_of(analysis, anchor):
    return next(each for each in chapters_of(analysis) if each.anchor == anchor)


def texts_of(blocks):
    return [each.text for each in blocks if isinstance(each, Text)]


# --- shares -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "decimals", "said"),
    [
        (Fraction(2091, 1_000_000), 0, "moins de 1 %"),
        (Fraction(998, 1000), 0, "plus de 99 %"),
        (Fraction(2, 10_000), 1, "moins de 0,1 %"),
        (Fraction(9999, 10_000), 1, "plus de 99,9 %"),
        (0, 0, "0 %"),
        (1, 0, "100 %"),
        (Fraction(5, 1000), 0, "1 %"),
        (Fraction(1004, 1000), 0, "100 %"),
        (Fraction(-1, 1000), 0, "0 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_nor_to_the_whole(part, decimals, said):
    assert write_number(part, "part", decimals=decimals).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (Fraction(1, 1000), Fraction(3, 100), "au plus 3 %"),
        (0, Fraction(1, 1000), "moins de 1 %"),
        (Fraction(1, 1000), Fraction(2, 1000), "moins de 1 %"),
        (Fraction(-1, 10), Fraction(1, 1000), "entre −10 % et moins de 1 %"),
        (Fraction(997, 1000), 1, "plus de 99 %"),
        (Fraction(1, 3), Fraction(998, 1000), "entre 33 % et plus de 99 %"),
        (Fraction(330, 1000), Fraction(331, 1000), "environ 33 %"),
        (0, Fraction(1, 2), "au plus 50 %"),
    ],
)
def test_a_range_of_shares_reads_as_a_sentence(low, high, said):
    assert write_value(calcule_entre(low, high), "part").replace("\u00a0", " ") == said


def test_what_cannot_be_computed_says_why_under_the_first_table(entries):
    (reasons,) = (each for each in section_of(entries, "ressources").blocks if isinstance(each, Items))
    assert len(reasons.items) == 1
    assert "706 ne dit pas qui paie" in reasons.items[0]


# --- benchmarks -------------------------------------------------------------------------------------------


def tables_of_benchmarks(analysis):
    """Those that are about such an organisation, then those that may be."""
    openings = [each for each in section_of(analysis, "reperes").blocks if isinstance(each, Opening)]
    maybe = (inner for each in openings if each.anchor == "reperes-a-dire" for inner in each.blocks)
    tables = (each for each in (*openings, *maybe) if each.anchor.startswith("repere-"))
    return {each.anchor: each.blocks for each in tables}


def test_a_published_figure_keeps_its_decimals_and_so_does_the_one_beside_it(entries):
    blocks = tables_of_benchmarks(entries)["repere-financeurs-publics"]
    grid = next(each for each in blocks if isinstance(each, Grid))
    row = next(each for each in grid.rows if each[0] == "Communes")
    assert [text.replace("\u00a0", " ") for text in row[2:]] == ["14 %", "11,5 %", "12,4 %"]
    assert "," in row[1].text
    (opening,) = (each for each in blocks if isinstance(each, Opening) and each.title == "Communes")
    assert opening.value == row[1].text
    classes = tables_of_benchmarks(entries)["repere-classes-de-budget"]
    told = {cell for each in classes if isinstance(each, Grid) for row in each.rows for cell in row[2:]}
    assert {"1,3\u00a0%", "13,1\u00a0%"} <= told


def test_what_is_not_comparable_says_why(entries):
    blocks = section_of(entries, "reperes").blocks
    (apart,) = (each for each in blocks if isinstance(each, Opening) and each.anchor == "reperes-a-part")
    shown = tables_of_benchmarks(entries)
    titles = {each.titre for each in reperes() if f"repere-{each.cle}" not in shown}
    (items,) = apart.blocks
    assert len(items.items) == len(titles) > 0
    for titre in titles:
        (said,) = (each for each in items.items if each.startswith(f"{titre}. "))
        assert len(said) > len(titre) + 10
    lines = [row for table in tables_of_benchmarks(entries).values() for grid in table if isinstance(grid, Grid)
             for row in grid.rows if row[1].text == "non comparable"]  # fmt: skip
    assert lines, "a line without a measure is shown, and said not to compare"


# --- the triangle -----------------------------------------------------------------------------------------


def test_each_place_of_the_triangle_opens_on_what_makes_it(entries):
    section = triangle(entries)
    (grid,) = (each for each in section.blocks if isinstance(each, Grid))
    places = {each.anchor: each for each in section.blocks if isinstance(each, Opening)}
    differ = entries.trajectory.chemin.points != entries.trajectory.chemin.autre_convention
    assert len(grid.rows) == (7 if differ else 4), "three poles by convention, and what stands outside"
    assert {cell.anchor for row in grid.rows for cell in row[1:]} == set(places)
    for place in places.values():
        (values,) = (each for each in place.blocks if isinstance(each, Grid))
        assert [row[0] for row in values.rows] == [
            "Subventions",
            "Membres et générosité",
            "Ventes et commandes",
        ]
        (facts,) = (each for each in place.blocks if isinstance(each, Facts))
        said = dict(facts.pairs)
        assert "÷" in said["Formule"]
        assert "version 1, depuis le 25" in said["Règle"]
        inner = [each for each in place.blocks if isinstance(each, Opening)]
        assert inner
        assert all(isinstance(each.blocks[0], Lines) for each in inner)


def test_no_year_no_triangle():
    assert triangle(analyse([])) is None


# --- figures of the tables --------------------------------------------------------------------------------


def test_a_cell_says_what_its_file_writes():
    cellule = Cellule(bas=Decimal("12.0"), haut=Decimal("12.50"), fiabilite=Fiabilite.UNE_SOURCE)
    repere = repere_named("financeurs-publics")
    assert decimals_of(cellule) == 2
    written = published(cellule, repere).replace("\u00a0", " ")
    assert written == "entre 12,00 % et 12,50 %"


def test_every_column_says_how_sure_it_is_and_where_and_when_it_was_read(entries):
    page = write_html(report_of(entries, today=TODAY))
    assert "Source officielle, ou deux sources qui concordent. " in page
    for anchor, blocks in tables_of_benchmarks(entries).items():
        (inner,) = (
            each for each in blocks if isinstance(each, Opening) and each.title.startswith("Prudence")
        )
        (facts,) = (each for each in inner.blocks if hasattr(each, "pairs"))
        repere = repere_named(anchor.removeprefix("repere-"))
        assert all("lu le " in said and "http" in said for _, said in facts.pairs)
        for colonne in repere.colonnes:
            assert any(name.startswith(colonne.libelle) for name, _ in facts.pairs)


def test_lines_of_a_column_with_another_source_are_named(entries):
    names = [
        name
        for blocks in tables_of_benchmarks(entries).values()
        for inner in blocks
        if isinstance(inner, Opening) and inner.title.startswith("Prudence")
        for facts in inner.blocks
        if hasattr(facts, "pairs")
        for name, _ in facts.pairs
    ]
    mixed = [
        colonne
        for repere in reperes()
        for colonne in repere.colonnes
        if len(
            {
                (cell.fiabilite, repere.sources_of(colonne, cell))
                for ligne in repere.lignes
                for cle, cell in ligne.cellules.items()
                if cle == colonne.cle
            }
        )
        > 1
    ]
    assert mixed
    assert any("\u00a0: " in name for name in names)


def test_a_terminal_shows_the_tables_and_whom_they_are_about(entries):
    text = write_text(report_of(entries, today=TODAY))
    part = text[text.index("Des repères, pour 2025") : text.index("Lire avec prudence")]
    assert "Population" in part
    assert "Vous (2025)" in part
    assert "11,5\u00a0%" in part
    assert "https://" not in part


# --- other readings ---------------------------------------------------------------------------------------


def test_other_readings_follow_the_seven_models(whole):
    anchors = [each.anchor for each in chapters_of(whole)]
    assert anchors.index("autres-lectures") == anchors.index("position") + 1
    section = section_of(whole, "autres-lectures")
    titles = [each.title for each in section.blocks if isinstance(each, Opening)]
    last = whole.exercices[-1]
    assert titles == [each.definition.titre for each in last.lectures]
    assert len(titles) == len(LECTURES)
    text = write_text(report_of(whole, today=TODAY))
    assert all(title in text.replace("\n  ", " ") for title in titles)


def test_other_readings_are_in_the_json_and_the_tables(whole):
    data = to_data(whole, today=TODAY)
    for year, told in zip(whole.exercices, data["exercices"], strict=True):
        assert [each["cle"] for each in told["autres_lectures"]] == list(LECTURES)
        for lecture, written in zip(year.lectures, told["autres_lectures"], strict=True):
            assert written["conclusion"]["texte"] == lecture.conclusion.texte
            sides = [each.side.value if each.side else None for each in lecture.categories]
            assert [each["sens"] for each in written["categories"]] == sides
    assert all(each["autres_lectures"] == [] for each in data["budgets"])
    (table,) = (each for each in tables_of(whole, today=TODAY) if each.key == "autres-lectures")
    conclusions = [row for row in table.rows if row[2] == "Conclusion"]
    assert len(conclusions) == len(LECTURES) * len(whole.exercices)


def test_a_category_says_how_it_is_read(entries):
    lectures = entries.exercices[-1].lectures
    openings = [each for each in section_of(entries, "autres-lectures").blocks if isinstance(each, Opening)]
    words = {Side.POUR: "oui", Side.CONTRE: "non", Side.INCONNU: "on ne sait pas", None: ""}
    for lecture, opening in zip(lectures, openings, strict=True):
        inner = {each.title: each.value for each in opening.blocks if isinstance(each, Opening)}
        assert {
            each.definition.titre: words[each.side] for each in lecture.categories
        }.items() <= inner.items()


# --- levers, position, statements, reading ----------------------------------------------------------------


def test_every_public_method_is_listed_with_what_it_lacks(entries):
    blocks = section_of(entries, "leviers").blocks
    grid = next(each for each in blocks if isinstance(each, Grid) and "méthode publique" in each.caption)
    methods = [each.titre for each in methodes_definition().methodes]
    assert [row[0] for row in grid.rows] == methods
    reasons = next(each for each in blocks if isinstance(each, Items))
    missing = [row[0] for row in grid.rows if row[1].text == "non calculable"]
    assert missing
    assert all(any(name in said for said in reasons.items) for name in missing)
    assert all(said.endswith(".") for said in reasons.items)


def test_nothing_lacks_when_every_method_gives_a_value(entries):
    year = entries.exercices[-1]
    found = tuple(replace(each, value=calcule(100)) for each in year.leviers.valorisations)
    told = replace(entries, exercices=(replace(year, leviers=replace(year.leviers, valorisations=found)),))
    assert "Ce qui manque aux autres méthodes\u00a0:" not in texts_of(section_of(told, "leviers").blocks)


def test_answers_that_change_no_conclusion_are_told_once(entries):
    blocks = section_of(entries, "position").blocks
    variations = entries.exercices[-1].variations
    idle = [each.titre for each in variations if not each.changes_conclusion]
    (said,) = (each for each in blocks if isinstance(each, Items) and each.items == tuple(idle))
    assert len(said.items) > 1
    moving = [each for each in blocks if isinstance(each, Opening) and "changerait" in each.title]
    assert len(moving) == sum(each.changes_conclusion for each in variations)


def test_an_answer_and_what_follows_are_one_sentence(entries):
    lines = [
        text
        for each in section_of(entries, "position").blocks
        if isinstance(each, Opening) and "changerait" in each.title
        for text in texts_of(each.blocks)
    ]
    assert any(line.startswith("«\u00a0Rien\u00a0»\u00a0: ") for line in lines)
    assert any(line == "«\u00a0Rien\u00a0»\u00a0: la conclusion reste la même." for line in lines)
    assert not any(".\u00a0:" in line for line in lines)


def test_nothing_is_said_to_be_idle_when_everything_is_answered():
    told = dict.fromkeys(("membres", "operatrice", "cofinancement", "mutualisation"), Opinion.OUI)
    found = analyse(cases.readings()[3:4], answers=Answers(opinions=told))
    assert not any("ne changeraient rien" in text for text in texts_of(section_of(found, "position").blocks))


def test_a_statement_shows_what_its_lines_are_made_of_on_a_screen(entries):
    text = write_text(report_of(entries, today=TODAY))
    flat = " ".join(text.replace("\u00a0", " ").split())
    assert "– – Ressources liées à la générosité du public" in flat
    assert "– – – Dons manuels" in flat
    assert "– – Concours publics et subventions d’exploitation" in flat
    assert "Les charges sont écrites en positif\u202f; les totaux les retirent." in text.replace("\n", " ")
    assert "Amortissements et dépréciations" in write_html(report_of(entries, today=TODAY))


def test_balanced_entries_are_said_so_and_others_are_counted(entries, whole):
    assert "toutes équilibrées" in write_text(report_of(entries, today=TODAY))
    reading = cases.readings()[0]
    odd = replace(reading, facts={**reading.facts, "ecritures_desequilibrees": 3})
    text = write_text(report_of(replace(whole, readings=(odd,)), today=TODAY))
    assert "dont 3 non équilibrées" in text


def test_a_funder_has_its_kind_beside_its_name(entries):
    (grid,) = (each for each in section_of(entries, "financeurs").blocks if isinstance(each, Grid))
    assert grid.header == ("Financeur", "Montant")
    assert any(row[0] == "Ville (Commune et CCAS)" for row in grid.rows)


def test_a_long_name_of_column_is_written_on_several_lines():
    grid = Grid(
        caption="", header=("Nom", "Amortissements et dépréciations", "Net"), rows=(("un", "1", "2"),)
    )
    text = write_text(page_of(grid, title="", lede=""))
    assert text == (
        "\n\nS\n-\n     Amortissements\n                 et\nNom   dépréciations  Net\nun                1    2\n"
    )
