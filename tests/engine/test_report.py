"""The report: every figure opens, every link leads somewhere, every table says what it is, numbers stay numbers."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date

import pytest
from lxml import html as lxml_html
from odfdo import Document as OdfDocument

from socioeco.generator import generate_association
from socioeco.readers import Answers, ExerciceAnswers, Opinion, Question, TypedExercice, TypedLine, read_fec
from socioeco.readers.balance_generale import read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.declared import read_postes_json
from socioeco.report.analysis import analyse
from socioeco.report.chapters import chapters_of
from socioeco.report.data import CLES, OF_READING, as_json, from_data, to_data
from socioeco.report.document import Document, Facts, Figure, Grid, Items, Links, Opening, Section, Text
from socioeco.report.html import write_html
from socioeco.report.reading import of_balance, of_budget, of_declared, of_fec, of_typed
from socioeco.report.report import report_of
from socioeco.report.tables import Column, Kind, Table, tables_of, write_csv, write_ods
from socioeco.report.text import write_text
from socioeco.report.wording import count, in_list, write_difference, write_value
from socioeco.values import calcule, calcule_entre, non_calculable, secret

TODAY = date(2026, 11, 25)
BALANCE = """Balance générale du 01/01/2026 au 31/12/2026
Compte;Libellé;Débit;Crédit;Solde débiteur;Solde créditeur
512000;Banque;1250,50;0,00;1250,50;0,00
756000;Cotisations;0,00;1250,50;0,00;1250,50
"""
BUDGET = """Budget prévisionnel 2027
CHARGES;Montant;PRODUITS;Montant
60 - Achats;1000;70 - Vente de produits finis, de marchandises, prestations de services;400
64 - Charges de personnel;2000;74 - Subventions d'exploitation;2600
TOTAL DES CHARGES;3000;TOTAL DES PRODUITS;3000
"""
POSTES = {
    "format": "socioeco-postes/1",
    "ouvert_le": "2020-01-01",
    "clos_le": "2020-12-31",
    "ressources": {"subventions": 4_500_000, "cotisations": 1_200_000},
    "charges": {"personnel": 3_800_000},
}
TOLD = {TypedLine.VENTES: 500_000, TypedLine.SUBVENTIONS: 900_000, TypedLine.SALAIRES: 1_000_050}
TYPED = TypedExercice(
    opened_on=date(2021, 1, 1),
    closed_on=date(2021, 6, 30),
    lines={line: TOLD.get(line) for line in TypedLine},
)
ANSWERS = Answers(
    exercices={
        "2025-01-01/2025-12-31": ExerciceAnswers(
            values={Question.HEURES: 1200, Question.ETP: 250, Question.ACHATS_PUBLICS: 1_000_000}
        )
    },
    opinions={"membres": Opinion.OUI, "mutualisation": Opinion.NON},
)


def fecs(story="subvention_perdue", years=4):
    books = generate_association(story, seed=1, first_year=2022, years=years).exercices
    return [of_fec(read_fec(io.BytesIO(book.fec_bytes()), book.fec_name)) for book in books]


def others():
    return [
        of_balance(read_balance_generale(BALANCE.encode(), "balance.csv")),
        of_budget(read_budget(BUDGET.encode(), "budget.csv", is_projet=False)),
        of_declared(read_postes_json(json.dumps(POSTES).encode(), "postes.json")),
        of_typed("lignes.json", TYPED),
    ]


@pytest.fixture(scope="module")
def readings():
    return [*fecs(), *others(), of_fec(read_fec(io.BytesIO(b""), "vide.txt"))]


@pytest.fixture(scope="module")
def whole(readings):
    """Every kind of file at once: entries over a change of rules, a balance, ten lines, postes, a budget, an empty one."""
    return analyse(readings, answers=ANSWERS)


@pytest.fixture(scope="module")
def nothing():
    return analyse([of_fec(read_fec(io.BytesIO(b""), "vide.txt"))])


@pytest.fixture(scope="module", params=["whole", "nothing", "one", "typed", "budget"])
def any_analysis(request, readings):
    if request.param == "whole":
        return analyse(readings, answers=ANSWERS)
    chosen = {"nothing": readings[-1:], "one": readings[:1], "typed": readings[7:8], "budget": readings[5:6]}
    return analyse(chosen[request.param])


# --- what is computed -------------------------------------------------------------------------------------


def test_a_budget_stands_apart_from_actual_years(whole):
    assert [year.label for year in whole.exercices] == [
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
    ]
    assert [year.label for year in whole.budgets] == ["2027 (budget)"]
    assert all(
        "2027" not in point.etape.libelle
        for serie in whole.trajectory.series.values()
        for point in serie.points
    )
    assert whole.is_blocked


def test_the_order_of_the_files_does_not_matter(whole, readings):
    again = analyse(readings[::-1], answers=ANSWERS)
    assert (again.exercices, again.budgets) == (whole.exercices, whole.budgets)


def test_the_year_before_new_rules_is_told_again_under_them(whole):
    change = next(each for each in whole.trajectory.changements if each.apres == "2025")
    assert all(each.regles.is_computed for each in change.explications)
    assert all(each.expliquee_centimes == each.difference_centimes for each in change.explications)


def test_a_chart_can_be_imposed_on_every_year(readings):
    found = analyse(readings[:4], plan="2018-06")
    assert {year.postes.regime.code for year in found.exercices} == {"2018-06"}


def test_a_chart_that_goes_back_restates_nothing():
    older = analyse(fecs(years=2))
    assert [each.regles.number for each in older.trajectory.changements[0].explications] == [0, 0, 0]


def test_a_file_given_twice_counts_once(readings):
    found = analyse([*readings[:1], *readings[:1]])
    assert len(found.exercices) == 1
    assert [each.code for each in found.of_the_whole] == ["E1-meme-fichier"]


def test_accounts_are_kept_before_ten_lines_of_the_same_year(readings):
    same = TypedExercice(opened_on=date(2022, 1, 1), closed_on=date(2022, 12, 31), lines=TYPED.lines)
    newer = TypedExercice(opened_on=date(2022, 1, 1), closed_on=date(2022, 12, 31), lines={TypedLine.DONS: 1})
    typed = [of_typed("lignes.json", same), of_typed("neuves.json", newer)]
    found = analyse([*typed, readings[0]])
    assert found.exercices[0].names == (readings[0].name,)
    assert "plus détaillé, est gardé" in " ".join(found.notes)
    assert analyse(typed).exercices[0].names == ("neuves.json",)


def test_years_that_do_not_follow_are_not_compared_at_opening(readings):
    found = analyse([readings[0], readings[2]])
    assert all("F10" not in each.code for year in found.exercices for each in year.anomalies)
    assert [each.code for each in found.of_the_whole] == ["E4-exercice-manquant"]


# --- HTML -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(any_analysis):
    return write_html(report_of(any_analysis, today=TODAY))


@pytest.fixture(scope="module")
def tree(page):
    return lxml_html.document_fromstring(page)


def test_identifiers_are_unique_and_links_lead_to_them(tree):
    identifiers = Counter(tree.xpath("//@id"))
    assert not [each for each, number in identifiers.items() if number > 1]
    links = tree.xpath("//a/@href")
    assert links
    assert {link.removeprefix("#") for link in links} <= identifiers.keys()


def test_it_needs_nothing_else(page, tree):
    assert not tree.xpath("//script | //link | //img | //iframe | //@style | //@src | //@onclick")
    assert not re.findall(r"@import|url\((?!#)", page)
    assert re.findall(r'fill="url\(#[a-z-]+\)"', page) or not tree.xpath("//figure")


def test_its_language_its_headings_and_its_tables(tree):
    assert tree.get("lang") == "fr"
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#contenu"]
    assert all(section.xpath("./h2") for section in tree.xpath("//section"))
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")[0].text_content().strip()
        assert all(each.get("scope") in {"col", "row"} for each in table.iter("th"))
        widths = {len(row.xpath("./th | ./td")) for row in table.iter("tr")}
        assert len(widths) == 1


def test_every_pattern_of_a_drawing_is_in_the_page(page, tree):
    used = set(re.findall(r"url\(#([a-z-]+)\)", page))
    assert used <= set(tree.xpath("//pattern/@id"))


def test_a_figure_opens_on_lines_that_add_up_to_it(whole):
    tree = lxml_html.document_fromstring(write_html(report_of(whole, today=TODAY)))
    (opening,) = tree.xpath("//*[@id='r-subventions-2024']")
    shown = _centimes(opening.xpath(".//strong")[0].text_content())
    lines = [_centimes(each.text_content()) for each in opening.xpath(".//tbody//td[last()]")]
    assert shown == sum(lines) == 11_830_000


def _centimes(text):
    return int(re.sub(r"[^\d−]", "", text).replace("−", "-"))


def test_what_a_file_says_is_escaped(fec_text):
    text = fec_text("""
        BQ | 1 | 20250305 | 512000 | Banque                     | 10,00 | 0,00
        BQ | 1 | 20250305 | 740000 | <script>alert(1)</script>&b | 0,00  | 10,00
    """)
    found = analyse([of_fec(read_fec(io.BytesIO(text.encode()), '<b>"FEC20251231.txt'))])
    written = write_html(report_of(found, today=TODAY))
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert "<b>" not in written


def test_a_document_with_links_and_words():
    links = Links((("Page", "page.html"),))
    words = Grid(caption="Mots", header=("", "Sens"), rows=(("a", "b"),), is_words=True)
    section = Section(anchor="s", title="Une", blocks=(links, words))
    written = write_html(Document(title="T", lede="", sections=(section,)), links=(("Index", "index.html"),))
    assert 'href="page.html"' in written
    assert 'href="index.html"' in written
    assert 'class="words"' in written
    assert "Sommaire" not in written
    assert "footer class" not in written


# --- text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(width, any_analysis):
    text = write_text(report_of(any_analysis, today=TODAY), width=width)
    long = [line for line in text.splitlines() if len(line) > width]
    assert all(len(line.split()[-1]) > width - 20 or "Empreinte" in line for line in long), long


def test_titles_are_bold_when_asked(any_analysis):
    document = report_of(any_analysis, today=TODAY)
    assert "\033[1m" in write_text(document, is_styled=True)
    assert "\033" not in write_text(document)


def test_numbers_of_a_table_end_on_the_same_column():
    grid = Grid(
        caption="", header=("Nom", "A", "B"), rows=(("un", "1", "22"), ("Total", "333", "4")), has_total=True
    )
    text = write_text(Document(title="", lede="", sections=(Section(anchor="s", title="S", blocks=(grid,)),)))
    assert text == "\n\nS\n-\nNom      A   B\nun       1  22\n--------------\nTotal  333   4\n"


def test_columns_that_do_not_fit_go_under_the_first():
    header = ("Nom", *(f"{2000 + place}" for place in range(30)))
    grid = Grid(caption="", header=header, rows=(("ligne", *("123 456" for _ in range(30))),))
    text = write_text(
        Document(title="t", lede="", sections=(Section(anchor="s", title="S", blocks=(grid,)),))
    )
    assert all(len(line) <= 80 for line in text.splitlines())
    assert re.findall(r"20\d\d", text) == list(header[1:])


def test_words_are_written_one_under_the_other_and_blanks_left_out():
    grid = Grid(caption="C", header=("", "Sens", "Note"), rows=(("a", "b", ""),), is_words=True)
    text = write_text(
        Document(title="t", lede="", sections=(Section(anchor="s", title="S", blocks=(grid,)),))
    )
    assert "- a\n  Sens\u00a0: b\n" in text
    assert "Note" not in text


def test_control_characters_of_a_file_never_reach_the_terminal():
    section = Section(anchor="s", title="S", blocks=(Text("a\033[31mb\u202ec"), Facts((("t", "\x07"),))))
    text = write_text(Document(title="t", lede="", sections=(section,)))
    assert "a[31mbc" in text
    assert not set("\033\u202e\x07") & set(text)


def test_a_table_refuses_a_row_that_is_not_whole():
    with pytest.raises(ValueError, match="has not a cell"):
        Grid(caption="c", header=("a", "b"), rows=(("1",),))
    with pytest.raises(ValueError, match="has not a cell"):
        Table(key="k", title="t", columns=(Column("a"),), rows=((1, 2),))


def test_what_is_deep_stays_in_the_page():
    deep = Opening(anchor="a", title="caché", is_deep=True, blocks=(Text("dessous"),))
    shown = Opening(anchor="b", title="montré", value="3", blocks=(Text("dedans"), deep))
    text = write_text(
        Document(title="t", lede="", sections=(Section(anchor="s", title="S", blocks=(shown,)),))
    )
    assert "* montré\u00a0: 3\n  dedans\n" in text
    assert "caché" not in text


# --- JSON -------------------------------------------------------------------------------------------------


def test_every_key_is_documented_and_nothing_is_lost(any_analysis):
    data = to_data(any_analysis, today=TODAY)
    assert data.keys() == CLES.keys()
    kept = {"soldes_centimes", "balance", "saisie", "postes", "budget"}
    assert all(reading.keys() - kept == OF_READING.keys() for reading in data["lectures"])
    read_again = json.loads(as_json(data))
    assert from_data(read_again) == any_analysis
    assert as_json(to_data(from_data(read_again), today=TODAY)) == as_json(data)


@pytest.mark.parametrize("data", [None, [], {}, {"genre": "analyse"}, {"genre": "analyse", "format": 2}])
def test_another_json_is_refused(data):
    with pytest.raises(ValueError, match="not an analysis"):
        from_data(data)


def test_a_result_whose_answers_are_damaged_is_refused(any_analysis):
    data = json.loads(as_json(to_data(any_analysis, today=TODAY)))
    with pytest.raises(ValueError, match="not an analysis"):
        from_data({**data, "reponses": {"format": 1}})


# --- tables -----------------------------------------------------------------------------------------------


def test_csv_is_read_again_with_its_numbers(any_analysis):
    for table in tables_of(any_analysis, today=TODAY):
        content = write_csv(table)
        assert content.startswith(b"\xef\xbb\xbf")
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        assert header == [column.label for column in table.columns]
        for row, told in zip(rows, table.rows, strict=True):
            for text, cell, column in zip(row, told, table.columns, strict=True):
                if column.kind is Kind.EUROS:
                    assert text == "" if cell is None else round(float(text.replace(",", ".")) * 100) == cell


def test_a_text_that_would_be_a_formula_is_disarmed():
    table = Table(
        key="k",
        title="t",
        columns=(Column("c"), Column("d", Kind.DATE)),
        rows=(("=1+1", TODAY), ("\x00 -a", None)),
    )
    assert write_csv(table).decode("utf-8-sig") == "c;d\r\n'=1+1;2026-11-25\r\n' -a;\r\n"


def test_ods_is_read_again_with_true_numbers(whole):
    tables = tables_of(whole, today=TODAY)
    content = write_ods(tables, title="Essai")
    assert content == write_ods(tables, title="Essai")
    sheets = OdfDocument(io.BytesIO(content)).body.tables
    assert [sheet.name for sheet in sheets] == [table.title for table in tables]
    for sheet, table in zip(sheets, tables, strict=True):
        assert sheet.height == len(table.rows) + 1
    resources = next(sheet for sheet in sheets if sheet.name == "Ressources")
    assert float(resources.get_value("F2")) == 118_300.0
    assert resources.get_cell("F2").type == "currency"


def test_ods_holds_dates_texts_blanks_and_fractions():
    columns = (
        Column("Jour", Kind.DATE),
        Column("Part", Kind.PART),
        Column("Texte"),
        Column("Nombre", Kind.NOMBRE),
    )
    rows = ((TODAY, 1, " deux  blancs\tet\nune ligne ", 3), (None, None, "", None))
    content = write_ods([Table(key="k", title="a/b", columns=columns, rows=rows)], title="t")
    (sheet,) = OdfDocument(io.BytesIO(content)).body.tables
    assert sheet.name == "a b"
    assert str(sheet.get_value("A2")).startswith("2026-11-25")
    assert float(sheet.get_value("B2")) == 1
    assert sheet.get_value("C3") is None


def test_only_numbers_are_numbers():
    table = Table(key="k", title="t", columns=(Column("c", Kind.EUROS),), rows=((date(2026, 1, 1),),))
    assert b"2026-01-01" in write_csv(table)
    with pytest.raises(TypeError):
        write_csv(Table(key="k", title="t", columns=(Column("c"),), rows=((3,),)))


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unite", "expected"),
    [
        (calcule(1250), "euros", "13\u00a0€"),
        (calcule_entre(0, 100_00), "euros", "au plus 100\u00a0€"),
        (calcule_entre(50_00, 100_00), "euros", "entre 50\u00a0€ et 100\u00a0€"),
        (calcule_entre(100_00, 100_10), "euros", "environ 100\u00a0€"),
        (calcule(3), "mois", "3\u00a0mois"),
        (calcule(3), "nombre", "3"),
        (calcule(1), "part", "100\u00a0%"),
        (non_calculable("raison"), "part", "non calculable"),
        (secret("raison"), "part", "secret"),
    ],
)
def test_a_value_in_words(value, unite, expected):
    assert write_value(value, unite) == expected


def test_lists_counts_and_differences():
    assert [in_list(each) for each in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]
    assert (count(1, "un", "plusieurs"), count(2, "un", "plusieurs")) == ("un", "2\u00a0plusieurs")
    assert [write_difference(each, decimals=0) for each in (0, 100, -100)] == ["=", "+1", "−1"]


def test_only_chapters_with_something_to_say(whole, nothing):
    assert {section.anchor for section in chapters_of(nothing)} == {"prudence", "anomalies", "lectures"}
    assert {"ressources", "budgets", "etats", "trajectoire", "leviers", "reperes"} <= {
        section.anchor for section in chapters_of(whole)
    }


def test_every_reading_has_its_promised_keys(readings):
    assert all(reading.to_json().keys() == OF_READING.keys() for reading in readings)


def test_figures_of_a_table_may_have_no_anchor():
    section = Section(
        anchor="s", title="S", blocks=(Grid(caption="c", header=("", "n"), rows=(("a", Figure("1")),)),)
    )
    assert "<td>1</td>" in write_html(Document(title="t", lede="l", sections=(section,)))


def test_years_that_follow_under_the_same_rules_have_nothing_that_breaks(readings):
    (path,) = (each for each in chapters_of(analyse(readings[:2])) if each.anchor == "trajectoire")
    assert not any(isinstance(block, Items) for block in path.blocks)


def test_entries_without_a_number_are_said_to_be_checked_otherwise(fec_text):
    text = fec_text("""
        BQ |  | 20250305 | 512000 | Banque      | 10,00 | 0,00
        BQ |  | 20250305 | 756000 | Cotisations | 0,00  | 10,00
    """)
    found = analyse([of_fec(read_fec(io.BytesIO(text.encode()), "123456782FEC20251231.txt"))])
    assert "équilibre vérifié par journal et par date" in write_text(report_of(found, today=TODAY)).replace(
        "\n    ", " "
    )
