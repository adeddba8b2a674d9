"""The report to hand out, read back by its tags: its language, its order, its words, and what it keeps secret."""

import re
from fractions import Fraction
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socioeco.formats import format_euros, format_milliers, format_nombre
from socioeco.generator import generate_association
from socioeco.readers import Answers, ExerciceAnswers, Question, exercice_key
from trajectoires.documents.services import typeset
from trajectoires.glossary.models import Term
from trajectoires.trajectories.models import Report
from trajectoires.trajectories.presenters.report import present_report, report_html, typeset_report
from trajectoires.trajectories.presenters.signs import STANDS_FOR, writable
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.services import receive_files

from ..documents.tag_tree import Tag, read_tags  # noqa: TID252 - one reader of tags, for the rooms that write PDF

pytestmark = pytest.mark.django_db
BRAND = "Trajectoires socio-économiques"  # at the head of every document
MARKS = {"•", "‣", "–"}
HOSTILE = "#panic() *gras* $x$ @a [b](c) #{1+1} <b>fin</b> titre"


@pytest.fixture(scope="module")
def festival():
    return generate_association("festival", seed=7, first_year=2023, years=3, size="petite")


@pytest.fixture
def three_years(festival, now):
    """A visitor's work of three exercices, with answers of each and a word on the position."""
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in festival.exercices]
    work = receive_files(trajectory=None, files=sent, now=now)
    told = ExerciceAnswers(values={Question.ETP: 150, Question.HEURES: 2400, Question.PARTENAIRES: 4})
    keys = [exercice_key(each.opened_on, each.closed_on) for each in festival.exercices]
    work.answers = Answers(exercices=dict.fromkeys(keys, told)).to_json()
    work.dispute, work.disputed_at = "Nous sommes d’abord un lieu de rencontre 🎪.", now
    work.save()
    return work


@pytest.fixture
def made(three_years, now):
    """The view of a report of these years, and its PDF."""

    def make(**chosen):
        usual = {"is_short": False, "has_lines": False, "hides_salaries": True, "name": "Les Tréteaux d’ici"}
        report = Report(trajectory=three_years, figures="", asked_at=now, **{**usual, **chosen})
        return present_report(report, now=now), typeset_report(report, now)

    return make


def test_a_document_says_its_language_its_title_and_that_it_is_tagged(made):
    _, content = made()
    pdf = pikepdf.open(BytesIO(content))
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith(
            "Les Tréteaux d’ici, trajectoire socio-économique, 2023 à 2025"
        )
    assert 10 <= len(pdf.pages) <= 40, "three ordinary years"
    assert len(content) < 1_000_000


def test_headings_follow_each_other_without_a_gap(made):
    _, content = made(has_lines=True, hides_salaries=False)
    headings = [tag for tag in tags_of(content).walk() if re.fullmatch("H[1-6]", tag.name)]
    levels = [int(tag.name[1]) for tag in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    titles = [tag.words for tag in headings if tag.name == "H2"]
    assert titles == [
        "Sommaire", "L’essentiel", "D’où viennent vos ressources", "Vos trois leviers, année par année",
        "Où vous en êtes, parmi sept modèles", "Sur quoi vous tenez", "La trajectoire", "Ce qui a changé",
        "Des repères, pour 2025", "Le résultat, au centime", "Tous les produits, classés", "Lire avec prudence",
        "À qui parler", "Ce que nous avons lu", "Méthode", "Sources",
    ]  # fmt: skip


def test_the_short_one_keeps_to_the_essential(made):
    view, content = made(is_short=True)
    titles = [tag.words for tag in tags_of(content).named("H2")]
    assert "L’essentiel" in titles
    assert not {"Sur quoi vous tenez", "Ce qui a changé", "Des repères, pour 2025"} & set(titles)
    assert "À qui parler" in titles
    assert len(view.charts) == 3


def test_tables_have_headings_and_drawings_have_words(made):
    tags = tags_of(made()[1])
    tables = tags.named("Table")
    assert len(tables) > 10
    assert all(table.named("TH") for table in tables)
    figures = tags.named("Figure")
    drawn = [tag for tag in figures if not tag.named("Table")]
    assert len(drawn) >= 6
    assert all(len(tag.alternative) > 40 for tag in drawn)


@pytest.mark.parametrize("chosen", [{}, {"is_short": True}, {"has_lines": True, "hides_salaries": False}])
def test_it_reads_word_for_word_as_its_html(made, chosen):
    """The contents, the numbers of pages and of lists are the document's own; so is the address of a link."""
    view, content = made(**chosen)
    page = Words()
    page.feed(writable("".join(report_html(view))))
    root = tags_of(content)
    assert bare(said(root)) == bare(BRAND + "".join(page.found))


def test_a_term_is_defined_once_at_the_end(made, now):
    Term.objects.create(
        slug="benevole", term="Bénévoles", definition="Une personne qui donne son temps.", updated_on=now.date(),
        review_due_on=now.date().replace(year=2027), live=True,
    )  # fmt: skip
    words = tags_of(made()[1]).words
    assert words.count("Une personne qui donne son temps.") == 1
    assert "Les mots de ce rapport" in words


def test_what_a_person_wrote_is_there_and_is_never_obeyed(made, three_years):
    three_years.dispute = HOSTILE
    three_years.save()
    words = tags_of(made(name=HOSTILE[:60])[1]).words
    assert "".join(words.split()).count("".join(writable(HOSTILE).replace("'", "’").split())[:40]) >= 2


# --- salaries ---------------------------------------------------------------------------------------------------------


def written_forms(centimes: int) -> set[str]:
    """How an amount may be written, without its spaces."""
    return {
        "".join(text.split())
        for text in (format_euros(centimes, decimals=2), format_nombre(Fraction(centimes, 100), decimals=2),
                     format_euros(centimes, decimals=0), format_milliers(centimes))
    }  # fmt: skip


def test_hidden_salaries_are_told_by_no_figure_of_the_document(made, three_years):
    """Neither the staff of a year, nor an account of it, nor what is left of the charges beside it."""
    secrets = set()
    for year in work_of(three_years).exercices:
        staff = year.postes.personnel
        assert staff.value.number
        others = year.postes.charges.value.number - staff.value.number
        lines = [line.montant_centimes for line in staff.sources]
        secrets |= {form for amount in (staff.value.number, others, *lines) for form in written_forms(amount)}
    hidden = bare(said(tags_of(made(has_lines=True)[1])))
    assert {form for form in secrets if len(form) > 4 and form in hidden} == set()
    shown = bare(said(tags_of(made(has_lines=True, hides_salaries=False)[1])))
    assert len([form for form in secrets if form in shown]) > 5


def test_the_cover_says_what_is_hidden(made):
    assert "Charges de personnel masquées" in tags_of(made()[1]).words
    assert "Charges de personnel masquées" not in tags_of(made(hides_salaries=False)[1]).words


def test_every_sign_that_goes_through_is_drawn(now, tmp_path):
    template = tmp_path / "signes.typ"
    template.write_text(
        '#import "document.typ": document, values\n#show: document.with(title: "Signes")\n#values.text'
    )
    signs = "".join(map(chr, range(0x20, 0x2500)))
    kept = " ".join(sign for sign in signs if writable(sign) == sign)
    assert len(kept) > 600
    assert typeset(template, values={"text": kept + STANDS_FOR}, now=now).startswith(b"%PDF")
    assert writable("Été 🎪 中") == f"Été {STANDS_FOR} {STANDS_FOR}"


# --- reading ----------------------------------------------------------------------------------------------------------


def tags_of(content: bytes) -> Tag:
    return read_tags(pikepdf.open(BytesIO(content)))


def said(root: Tag) -> str:
    """Words in their order: without the contents, the marks of lists, and what a drawing says in its own words."""
    contents = next(tag for tag in root.named("H2") if tag.words == "Sommaire")

    def read(tag: Tag) -> str:
        is_mark = tag.name == "Lbl" and tag.words in MARKS
        if tag.name == "TOC" or is_mark or tag.alternative or tag is contents:
            return ""
        return tag.text + "".join(map(read, tag.kids))

    return read(root)


def bare(text: str) -> str:
    """Without the blanks, nor what a link adds on paper."""
    return re.sub(r"\s|\(page\s*\d+\)|\(https?://[^)]*\)", "", text)


class Words(HTMLParser):
    """The words that a page prints."""

    VOID = frozenset({"br", "img", "input", "meta", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[bool] = []
        self._data: list[bool] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.VOID:
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        is_command = tag == "summary" and bool(self._data) and self._data[-1]
        is_left_out = tag in {"svg", "nav"} or bool({"no-print", "actions", "toc"} & classes) or is_command
        self._open.append(is_left_out)
        self._data.append(tag == "details" and "data" in classes)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self._open.pop()
            self._data.pop()

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_data(self, data):
        if not any(self._open):
            self.found.append(data)
