"""The result to take away, read back."""

import zipfile
from io import BytesIO

import odfdo
import pikepdf
import pytest

from ..documents.tag_tree import read_tags  # noqa: TID252 - one reader of tags, for the rooms that write PDF
from .questionnaire_cases import ROOT

pytestmark = pytest.mark.django_db
GIVEN = {"emploie": "oui", "contrat": "non", "reserve": "en-partie", "relais": "ne-sais-pas", "liste": "oui"}


@pytest.fixture
def taken(visitor, answer):
    answer(**GIVEN)
    return {kind: visitor.get(f"{ROOT}resultat/autodiagnostic.{kind}") for kind in ("ods", "pdf")}


def sheets(response):
    document = odfdo.Document(BytesIO(response.content))
    return {table.name: [row.get_values() for row in table.rows] for table in document.body.tables}


def test_the_workbook_holds_every_answer_and_what_comes_first(taken):
    response = taken["ods"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="autodiagnostic.ods"'
    assert zipfile.ZipFile(BytesIO(response.content)).testzip() is None
    read = sheets(response)
    assert list(read) == ["Lisez-moi", "Réponses", "Priorités", "À lire"]
    answers = {row[2]: row for row in read["Réponses"][1:]}
    assert len(answers) == 8
    assert answers["Fait contrat."][3:7] == ["Non", "Fragilité contrat.", "Geste contrat.", "Sans attendre"]
    assert answers["Fait relais."][3:7] == ["Je ne sais pas", None, "Chercher relais.", None]
    assert answers["Fait liste."][3:5] == ["Oui", "Force liste."]
    assert answers["Fait dons."][3] == "Sans réponse"
    assert answers["Employez-vous quelqu’un ?"][3] == "Oui"
    assert [row[:2] for row in read["Priorités"][1:]] == [[1, "Geste contrat."], [2, "Geste reserve."]]
    assert read["À lire"][1][0] == "La réserve"
    assert read["À lire"][1][2].endswith("/comprendre/reserve/")


def test_the_pdf_is_tagged_and_says_what_the_page_says(taken, words):
    response = taken["pdf"]
    assert response.headers["Content-Type"] == "application/pdf"
    pdf = pikepdf.open(BytesIO(response.content))
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Autodiagnostic\u00a0: votre résultat"
    tags = read_tags(pdf)
    assert [tag.words for tag in tags.named("H1")] == [words("Autodiagnostic : votre résultat")]
    assert [tag.words for tag in tags.named("H2")] == [
        "Par quoi commencer",
        "L’argent",
        "L’équipe",
        "Levier par levier",
        "À lire, à apprendre, à faire",
        "Vos réponses",
    ]
    text = " ".join(tags.words.split())
    assert text.index("Geste contrat.") < text.index("Geste reserve.") < text.index("Force liste.")
    assert "Chercher relais." in text
    assert "Revoir ces réponses" not in text  # a command of the screen
