"""Images: said to whoever does not see them, light for whoever does, hostile ones refused."""

import html
import io
import json
import random
import struct
import zlib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve, reverse
from django.views.static import serve
from PIL import Image as Picture
from wagtail.admin.telepath import JSContext
from wagtail.images.models import Image

from trajectoires.content.blocks import WordedImageBlock
from trajectoires.content.models import SheetPage
from trajectoires.content.services import WRITERS
from trajectoires.content.services.images import HEAVIEST_BYTES, shown_image

from .conftest import files_of

pytestmark = pytest.mark.django_db
SHEET = "pages/comprendre/illustree.md"
TREE = """::: image
fichier: images/arbre.png
alternative: Un arbre à trois branches
legende: Les leviers
credit: La rédaction
:::"""
GPS = Picture.Exif()
GPS[0x010F] = "Un appareil de poche"


def png(width=80, height=60, **options):
    target = io.BytesIO()
    Picture.new("RGB", (width, height), "teal").save(target, "PNG", **options)
    return target.getvalue()


def bomb():
    """Few bytes, and 40 000 × 40 000 pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.fixture
def illustrated(corpus, tmp_path_factory, settings):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    corpus.write(SHEET, genre="fiche", body=TREE)
    (corpus.folder / "images").mkdir()
    (corpus.folder / "images/arbre.png").write_bytes(png())
    return corpus


def read(client=None):
    return (client or Client(headers={"host": "localhost"})).get("/comprendre/illustree/").content.decode()


def test_an_image_is_shown_with_its_alternative_its_size_and_its_credit(illustrated, words):
    assert illustrated.load().problems == []
    page = read()
    assert 'alt="Un arbre à trois branches"' in page
    assert 'width="80"' in page
    assert 'height="60"' in page
    assert 'loading="lazy"' in page
    assert "Les leviers Image : La rédaction" in words(page)


def test_what_the_page_points_to_is_served(illustrated):
    illustrated.load()
    shown = shown_image(Image.objects.get())
    served = resolve(shown.src)
    assert served.func is serve
    assert (Path(Image.objects.get().file.storage.location) / served.kwargs["path"]).is_file()


def test_an_image_goes_back_to_its_file(illustrated, tmp_path_factory):
    from trajectoires.content.services import export_content

    illustrated.load()
    elsewhere = tmp_path_factory.mktemp("export")
    export_content(folder=elsewhere)
    assert files_of(elsewhere) == files_of(illustrated.folder)


def test_a_decorative_image_says_nothing(illustrated):
    illustrated.write(
        SHEET, genre="fiche", body="::: image\nfichier: images/arbre.png\ndecorative: true\n:::"
    )
    illustrated.load()
    assert 'alt=""' in read()


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("fichier: images/arbre.png", "Une image a une alternative, ou bien elle est décorative."),
        (
            "fichier: images/arbre.png\nalternative: Un arbre\ndecorative: true",
            "Une image a une alternative, ou bien elle est décorative.",
        ),
        (
            "fichier: images/arbre.png\ndecorative: oui",
            "Une image a une alternative, ou bien elle est décorative.",
        ),
        ("alternative: Un arbre", "La clé « fichier » manque."),
        ("fichier: images/arbres.png\nalternative: Un arbre", "« images/arbres.png » n’existe pas."),
        ("fichier: images/arbre.png\nalternative: Un arbre\n---", "« --- » n’est pas une clé de ce cadre."),
    ],
)
def test_an_image_that_is_wrong_is_said(illustrated, keys, reason):
    illustrated.write(SHEET, genre="fiche", body=f"::: image\n{keys}\n:::")
    assert [found.reason for found in illustrated.load().problems] == [reason]


def test_the_editors_form_demands_an_alternative_or_the_decorative_mark(illustrated):
    illustrated.load()
    block = SheetPage._meta.get_field("body").stream_block
    image = Image.objects.get()

    def faults(**given):
        raw = {"image": {"image": image.pk, "alt_text": "", "decorative": False, **given}}
        value = block.to_python([{"type": "image", "value": raw}])
        try:
            block.clean(value)
        except Exception as error:
            return list(error.block_errors)
        return []

    assert faults() == [0]
    assert faults(alt_text="Un arbre") == faults(decorative=True) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bombe.png", bomb()),
        ("texte.png", b"ceci n'est pas une image"),
        ("autre.jpg", png()),  # another format than its name says
        ("geante.png", png(6000, 5000)),
        ("lourde.png", png() + b"\0" * 5_000_001),
    ],
    ids=["bomb", "not an image", "false name", "too many pixels", "too heavy"],
)
def test_a_hostile_image_is_refused_and_nothing_is_loaded(illustrated, name, content):
    (illustrated.folder / "images" / name).write_bytes(content)
    problems = illustrated.load().problems
    assert [found.path for found in problems] == [f"images/{name}"]
    assert not Image.objects.exists()


def test_what_a_reader_receives_is_light_and_without_the_cameras_data(illustrated):
    noise = random.Random(1).randbytes(1200 * 900 * 3)  # the heaviest that an image can be
    target = io.BytesIO()
    Picture.frombytes("RGB", (1200, 900), noise).save(target, "JPEG", exif=GPS, quality=92)
    (illustrated.folder / "images/bruit.jpg").write_bytes(target.getvalue())
    illustrated.write(SHEET, genre="fiche", body=TREE.replace("arbre.png", "bruit.jpg"))
    assert illustrated.load().problems == []
    image = Image.objects.get(title="Bruit")
    shown = shown_image(image)
    assert f" {shown.width}w" in shown.srcset
    for rendition in image.renditions.filter(width__in=[360, shown.width]):
        with rendition.file.open("rb") as content, Picture.open(content) as sent:
            assert sent.format == "WEBP"
            assert not sent.getexif()
        if rendition.url in shown.srcset:
            assert rendition.file.size <= HEAVIEST_BYTES


def test_a_lost_file_leaves_the_alternative(illustrated, words):
    illustrated.load()
    image = Image.objects.get()
    image.file.storage.delete(image.file.name)
    assert "Un arbre à trois branches" in words(read())
    assert "<img" not in read()


def test_a_deleted_image_is_no_longer_shown_nor_written(illustrated):
    from trajectoires.content.services import export_page

    illustrated.load()
    Image.objects.get().delete()
    assert "<figure" not in read()
    assert "::: image" not in export_page(SheetPage.objects.get())


# --- what the editor is told ------------------------------------------------------------------------------------------


# Wagtail leaves open the temporary file of the thumbnail that its form shows.
thumbnail = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Sheet:
    """A sheet with one image, as a writer's form sends it."""

    def __init__(self, desk):
        self.desk = desk
        self.address = reverse("wagtailadmin_pages:edit", args=[self.page().pk])

    @staticmethod
    def page():
        return SheetPage.objects.get()

    def save(self, *, action="", alternative="", decorative=False, **headers):
        block = "body-0"
        fields = {
            "body-count": "1", f"{block}-deleted": "", f"{block}-order": "0", f"{block}-type": "image",
            f"{block}-id": "", f"{block}-value-image-image": str(Image.objects.get().pk),
            f"{block}-value-image-alt_text": alternative, f"{block}-value-caption": "", f"{block}-value-credit": "",
            **({f"{block}-value-image-decorative": "on"} if decorative else {}),
            **({f"action-{action}": "1"} if action else {}),
        }  # fmt: skip
        data = self.desk.form(self.address)
        for name, value in fields.items():
            data[name] = value
        return self.desk.client.post(self.address, data, follow=not headers, headers=headers)


@pytest.fixture
def illustrated_sheet(illustrated, desks):
    illustrated.load()
    return Sheet(desks[WRITERS])


@thumbnail
def test_a_draft_without_alternative_is_saved_and_the_editor_is_told(illustrated_sheet, words):
    told = words(illustrated_sheet.save())
    assert (
        illustrated_sheet.page().get_latest_revision_as_object().body[0].value["image"].contextual_alt_text
        == ""
    )
    assert "Une image n’a pas de texte alternatif (Bloc 1 – Image)" in told
    assert "ne peut être ni soumise ni publiée" in told
    reread = illustrated_sheet.desk.client.get(reverse("content_reread", args=[illustrated_sheet.page().pk]))
    assert "Sans texte alternatif : Bloc 1 – Image" in words(reread)


@thumbnail
@pytest.mark.parametrize("given", [{"alternative": "Un arbre à trois branches"}, {"decorative": True}])
def test_what_is_said_or_decorative_is_not_told(illustrated_sheet, words, given):
    told = words(illustrated_sheet.save(**given))
    assert "a été mise à jour" in told
    assert "texte alternatif (" not in told


@thumbnail
def test_a_page_without_alternative_is_not_submitted(illustrated_sheet):
    told = html.unescape(illustrated_sheet.save(action="submit").content.decode())
    assert json.dumps("écrivez ce que l’image apprend à qui ne la voit pas")[1:-1] in told
    assert illustrated_sheet.page().current_workflow_state is None


@thumbnail
def test_what_saves_itself_leaves_no_message_behind(illustrated_sheet, words):
    response = illustrated_sheet.save(accept="application/json")
    assert response.json()["success"]
    assert "texte alternatif (" not in words(illustrated_sheet.desk.client.get("/edition/"))


@pytest.mark.usefixtures("_wagtail_templates")
def test_the_title_of_a_file_is_never_an_alternative():
    """The form draws the block with a script of ours, which leaves the field empty."""
    block = SheetPage._meta.get_field("body").stream_block.child_blocks["image"].child_blocks["image"]
    assert isinstance(block, WordedImageBlock)
    packed = JSContext().pack(block)
    assert packed["_type"] == "trajectoires.content.WordedImageBlock"
    script = Path(finders.find("content/worded-image.js")).read_text(encoding="utf-8")
    assert 'register("trajectoires.content.WordedImageBlock"' in script
    assert block.child_blocks["alt_text"].label == "Texte alternatif"
    assert block.get_form_state(None)["alt_text"] is None
