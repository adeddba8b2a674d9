"""The kit: loaded from files, read, taken away empty or prefilled, one by one or whole."""

import io
import re
import zipfile

import odfdo
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from lxml import etree

from trajectoires.content.services import export_content
from trajectoires.kit.models import DocumentTemplate, KitPage, ToolPage
from trajectoires.trajectories.services import keep_in

from .tools_cases import ROOT, TEXT, WORKBOOK, Kit, build_kit

pytestmark = pytest.mark.django_db
ODF = "application/vnd.oasis.opendocument."


@pytest.fixture
def files(tmp_path):
    return Kit(tmp_path)


@pytest.fixture
def loaded(files):
    report = files.load()
    assert report.problems == []
    return files


@pytest.fixture
def kit(db):
    build_kit()


@pytest.fixture
def treasurer(kit, owner):
    """Whoever has a trajectory open in her browser."""
    return owner


def body_of(response):
    return b"".join(response) if response.streaming else response.content


# --- files and records ------------------------------------------------------------------------------------------------


def test_files_become_records_and_go_back_byte_for_byte(loaded, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("export")
    export_content(folder=elsewhere)
    for path in (
        "modeles/lettre.md",
        "modeles/plan.yaml",
        "pages/agir/kit/lettre.md",
        "pages/agir/kit/index.md",
    ):
        assert (elsewhere / path).read_bytes() == (loaded.folder / path).read_bytes()
    again = loaded.load()
    assert (again.changes, again.kept, again.problems) == (0, [], [])


def test_an_editor_wins_over_a_file(loaded):
    own = DocumentTemplate.objects.get(slug="lettre")
    own.source = TEXT.replace("Une salle", "Deux salles")
    own.full_clean()
    own.save()
    loaded.write("modeles/lettre.md", TEXT.replace("Une salle", "Trois salles"))
    assert loaded.load().kept == ["modeles/lettre.md"]
    own.refresh_from_db()
    assert "Deux salles" in own.source


def test_what_is_wrong_in_a_source_stops_the_load_with_its_line(files):
    files.write(
        "modeles/plan.yaml", WORKBOOK.replace("largeur: 6", "largeur: 60").replace("m1: 100", "m1: cent")
    )
    problems = files.load().problems
    assert [(each.path, each.line) for each in problems] == [
        ("modeles/plan.yaml", 14),
        ("modeles/plan.yaml", 26),
    ]
    assert not KitPage.objects.exists()


def test_a_tool_that_names_no_document_is_a_problem(files):
    files.write_tool("lettre", 2, "decider", document="letre")
    (problem,) = files.load().problems
    assert problem.path == "pages/agir/kit/lettre.md"
    assert "« letre » n’existe pas" in problem.reason
    assert "lettre" in problem.remedy


def test_an_editor_is_told_every_fault_with_its_line(kit):
    own = DocumentTemplate.objects.get(slug="plan")
    own.source = WORKBOOK.replace("largeur: 6", "largeur: 60").replace("m1: 100", "m1: cent")
    with pytest.raises(ValidationError) as refused:
        own.full_clean()
    assert [message.partition(" : ")[0] for message in refused.value.messages] == ["Ligne 14", "Ligne 26"]


def test_an_editor_reads_how_a_document_is_written_where_she_writes_it(kit, admin_client, lenient_templates):
    own = DocumentTemplate.objects.get(slug="lettre")
    page = admin_client.get(f"/edition/snippets/kit/documenttemplate/edit/{own.pk}/").content.decode()
    assert "une case à cocher" in page
    assert "<code>organisation.nom</code>" in page
    assert "<code>famille.subventions</code>" in page


def test_a_promise_of_prefilling_needs_something_to_prefill(kit):
    tool = ToolPage.objects.get(slug="lettre")
    tool.document = DocumentTemplate.objects.create(slug="seul", source=TEXT[: TEXT.index("##")] + "Rien.")
    tool.prefilled = "Vos montants"
    with pytest.raises(ValidationError, match="prérempli"):
        tool.clean()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_kit_shows_its_tools_by_step_with_their_files(kit, client):
    page = client.get(ROOT).content.decode()
    steps = re.findall(r'<h2 id="(\w+)">(\d)\.', page)
    assert steps == [("choisir", "3"), ("decider", "4")]
    for address in (
        "plan/modele.ods",
        "plan/modele.pdf",
        "lettre/modele.odt",
        "plan/prerempli/",
        "kit.zip",
        "imprimer/choisir/",
    ):
        assert f'href="{ROOT}{address}"' in page
    assert "Une soirée" in page
    assert 'href="/agir/autodiagnostic/"' in page
    assert len(page) < 60_000


def test_a_tool_says_its_licence_and_its_legal_mention(kit, client):
    page = client.get(f"{ROOT}lettre/").content.decode()
    assert "ne vaut pas conseil juridique" in page
    assert "CC BY-SA 4.0" in page
    assert "Décider" in page


def test_the_former_address_leads_to_the_kit(client, db):
    response = client.get("/agir/outils/")
    assert (response.status_code, response["Location"]) == (301, ROOT)


def test_the_sitemap_and_the_search_know_the_tools(kit, client):
    assert f"{ROOT}plan/".encode() in client.get("/sitemap.xml").content
    assert "Outil plan" in client.get("/recherche/", {"q": "outil plan"}).content.decode()


@pytest.mark.parametrize(
    ("stage", "said", "elsewhere"),
    [("decider", "nom de l’association", "choisir"), ("choisir", "Total des entrées", "decider")],
)
def test_a_step_reads_on_one_page_without_two_things_of_one_name(kit, client, stage, said, elsewhere):
    page = client.get(reverse("kit:step", args=[stage])).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<h1") == 1
    assert said in page
    assert reverse("kit:step", args=[elsewhere]) in page
    assert reverse("kit:whole_pdf") in page


def test_a_step_without_a_tool_is_not_there_and_what_stands_above_leads_to_the_kit(kit, client):
    assert client.get(reverse("kit:step", args=["comprendre"])).status_code == 404
    assert client.get(reverse("kit:step", args=["ailleurs"])).status_code == 404
    assert client.get(reverse("kit:to_print"))["Location"] == f"{ROOT}#tout"


def test_the_summaries_name_every_part_of_their_page(kit, client):
    for address in (ROOT, f"{ROOT}lettre/"):
        page = client.get(address).content.decode()
        toc = page[page.index('class="toc"') :]
        said = re.findall(r'href="#([^"]+)"', toc[: toc.index("</nav>")])
        assert said == re.findall(
            r'<h2 id="(?!sommaire)([^"]+)"', page.partition("sheet-body")[2].partition("</article>")[0]
        )
        assert len(said) >= 2


def test_nothing_is_given_of_a_kit_that_is_not_online(kit, client):
    KitPage.objects.get().unpublish()
    ToolPage.objects.get(slug="plan").unpublish()
    for name in ("whole_zip", "whole_pdf"):
        assert client.get(reverse(f"kit:{name}")).status_code == 404
    assert client.get(reverse("kit:step", args=["decider"])).status_code == 404
    assert client.get(f"{ROOT}plan/modele.ods").status_code == 404


# --- empty files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("plan/modele.ods", f"{ODF}spreadsheet"),
        ("lettre/modele.odt", f"{ODF}text"),
        ("plan/modele.pdf", "application/pdf"),
        ("lettre/modele.pdf", "application/pdf"),
    ],
)
def test_a_file_is_the_same_for_everybody_and_not_sent_twice(kit, client, address, media_type):
    first = client.get(ROOT + address)
    assert first["Content-Type"] == media_type
    assert first["Content-Disposition"].startswith("attachment")
    assert Client().get(ROOT + address).content == first.content
    assert client.get(ROOT + address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["plan/modele.odt", "lettre/modele.ods", "absent/modele.pdf"])
def test_there_is_no_other_format(kit, client, address):
    assert client.get(ROOT + address).status_code == 404


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_workbook_has_true_numbers_formulas_lists_and_a_page(kit, client):
    content = client.get(f"{ROOT}plan/modele.ods").content
    parts = parts_of(content)
    sheet = odfdo.Document(io.BytesIO(content)).body.get_table(0)
    assert sheet.name == "Le plan"
    written = parts["content.xml"]
    assert 'office:value="12.5"' in written
    assert "SUM([" in written
    assert "cell-content-is-in-list(&quot;oui&quot;;&quot;non&quot;)" in written
    assert "table:table-header-rows" in written
    assert "$&#x27;Le plan&#x27;.A1:$&#x27;Le plan&#x27;" in written
    assert 'style:scale-to-X="1"' in parts["styles.xml"]
    assert "CC BY-SA 4.0" in written
    assert "modèle du 26 novembre 2026" in written
    assert "CC BY-SA 4.0" in parts["meta.xml"]


def test_no_text_is_run_and_no_text_breaks_the_markup(kit, client):
    """`=1+1` typed as words stays words; signs of markup are words too."""
    tree = etree.fromstring(parts_of(client.get(f"{ROOT}plan/modele.ods").content)["content.xml"].encode())
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    cells = [cell for cell in tree.iter(f"{table}table-cell") if "".join(cell.itertext()) == "=1+1"]
    assert len(cells) == 1
    assert f"{table}formula" not in cells[0].attrib
    text = etree.fromstring(parts_of(client.get(f"{ROOT}lettre/modele.odt").content)["content.xml"].encode())
    assert "12156*06 & <rien>" in "".join(text.itertext())


def test_a_text_has_headings_fields_lists_and_its_mention(kit, client):
    content = client.get(f"{ROOT}lettre/modele.odt").content
    document = odfdo.Document(io.BytesIO(content))
    assert [int(heading.level) for heading in document.body.headers] == [1, 2]
    written = parts_of(content)["content.xml"]
    assert written.count("<text:text-input") == 7
    assert "[nom de l’association]" in written
    assert written.count('text:style-name="Ligne"') == 3
    assert "ne vaut pas conseil juridique" in written
    assert document.meta.title == "Lettre d’essai"


@pytest.mark.parametrize("slug", ["plan", "lettre"])
def test_a_pdf_is_tagged_in_french_with_its_title(kit, client, slug):
    with pikepdf.open(io.BytesIO(client.get(f"{ROOT}{slug}/modele.pdf").content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert "essai" in str(pdf.docinfo["/Title"])


# --- everything -------------------------------------------------------------------------------------------------------


def test_the_zip_holds_everything_in_the_order_of_the_kit(kit, client):
    first = client.get(reverse("kit:whole_zip")).content
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = [name.removeprefix("boite-a-outils/") for name in archive.namelist()]
        readme = archive.read("boite-a-outils/LISEZMOI.txt").decode()
        licence = archive.read("boite-a-outils/LICENCE.txt").decode()
    assert names == [
        "LISEZMOI.txt", "LICENCE.txt",
        "3-choisir/01-plan-guide.pdf", "3-choisir/01-plan.ods", "3-choisir/01-plan.pdf",
        "4-decider/02-lettre-guide.pdf", "4-decider/02-lettre.odt", "4-decider/02-lettre.pdf",
    ]  # fmt: skip
    assert "01-plan : Outil plan" in readme
    assert "CC BY-SA 4.0" in licence
    assert client.get(reverse("kit:whole_zip")).content == first


def test_the_whole_kit_is_one_tagged_document(kit, client):
    with pikepdf.open(io.BytesIO(client.get(reverse("kit:whole_pdf")).content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) >= 6


# --- prefilled --------------------------------------------------------------------------------------------------------


def test_what_will_be_written_is_said_before_with_where_it_comes_from(treasurer):
    page = treasurer.get(f"{ROOT}plan/prerempli/").content.decode()
    assert "Ce qui sera écrit" in page
    assert "Les lignes que vous avez saisies, exercice" in page or "Vos comptes, fichier" in page
    assert "nom de l’association" in page.lower()  # not known: it stays empty, and is said to
    assert f'href="{ROOT}plan/prerempli.ods"' in page
    assert treasurer.get(f"{ROOT}plan/prerempli/")["Cache-Control"].startswith("max-age=0")


def test_whoever_has_no_trajectory_is_told_how_to_open_one(kit, client):
    page = client.get(f"{ROOT}plan/prerempli/")
    assert page.status_code == 200
    assert "dix lignes" in page.content.decode()
    assert client.get(f"{ROOT}plan/prerempli.ods").status_code == 404


def test_a_prefilled_file_holds_what_is_known_and_no_zero_for_the_rest(treasurer):
    for address in ("plan/prerempli.ods", "lettre/prerempli.odt", "plan/prerempli.pdf"):
        assert treasurer.get(ROOT + address).status_code == 200
    written = parts_of(treasurer.get(f"{ROOT}lettre/prerempli.odt").content)["content.xml"]
    assert "[nom de l’association]" in written
    assert "[date]" not in written
    assert treasurer.get(f"{ROOT}plan/prerempli.odt").status_code == 404


def test_the_record_of_the_organisation_that_keeps_the_work_is_written_too(kit, work, organisation, alice):
    lines = {2025: ["741000 Subventions 1000", "606000 Achats -400"]}
    keep_in(trajectory=work(lines), organisation_id=organisation.pk, user=alice.user)
    alice.client.post(reverse("trajectories:open_kept", args=[organisation.pk]))
    written = parts_of(alice.client.get(f"{ROOT}lettre/prerempli.odt").content)["content.xml"]
    assert organisation.name in written
    assert "[nom de l’association]" not in written
    assert "La fiche de votre organisation" in alice.client.get(f"{ROOT}lettre/prerempli/").content.decode()


def test_the_preview_of_a_document_is_the_document(kit):
    from trajectoires.kit.services.writing.drawing import drawing_of

    own = DocumentTemplate.objects.get(slug="plan")
    response = own.make_preview_request()
    assert drawing_of(own.content)["sheets"][0]["columns"][0]["title"] == "Poste"
    assert "Total des entrées" in response.content.decode()
