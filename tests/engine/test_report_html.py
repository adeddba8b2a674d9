"""The HTML of a report: every figure opens, every link leads somewhere, nothing else is asked for."""

import io
import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from socioeco.readers import read_fec
from socioeco.report.analysis import analyse
from socioeco.report.document import Document, Figure, Grid, Links, Section
from socioeco.report.html import write_html
from socioeco.report.reading import of_fec
from socioeco.report.report import report_of

from . import report_cases as cases
from .report_cases import TODAY


@pytest.fixture
def whole():
    return cases.analysis_of("whole")


@pytest.fixture(params=cases.KINDS)
def any_analysis(request):
    return cases.analysis_of(request.param)


@pytest.fixture
def page(any_analysis):
    return write_html(report_of(any_analysis, today=TODAY))


@pytest.fixture
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


def test_figures_of_a_table_may_have_no_anchor():
    section = Section(
        anchor="s", title="S", blocks=(Grid(caption="c", header=("", "n"), rows=(("a", Figure("1")),)),)
    )
    assert "<td>1</td>" in write_html(Document(title="t", lede="l", sections=(section,)))
