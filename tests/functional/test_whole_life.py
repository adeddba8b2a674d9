"""The whole life of a sheet, by a writer, a moderator and a publisher, until it is withdrawn.

With PICTURES=<folder>, the pictures of docs/guide-edition.md are taken on the way: `just captures`.
"""

import io
import os
import re
import time
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import expect

TEAM = ("redaction", "moderation", "publication")
PASSWORD = "une phrase de passe"
TEAM_ARRIVES = f"""
from django.contrib.auth.models import Group
from trajectoires.content.services import roles
from trajectoires.users.models import User
for name, role in zip({TEAM!r}, (roles.WRITERS, roles.MODERATORS, roles.PUBLISHERS)):
    user = User.objects.create_user(f"{{name}}@exemple.org", "{PASSWORD}", first_name=role)
    user.groups.add(Group.objects.get(name=role))
"""
TEAM_LEAVES = """
from wagtail.images import get_image_model
from wagtail.models import Page
from trajectoires.users.models import User
for page in Page.objects.filter(slug="la-tontine-de-quartier"):
    page.delete()
get_image_model().objects.filter(title="Une tontine").delete()
User.objects.filter(email__endswith="@exemple.org").delete()
"""
ITS_HOUR_COMES = """
import datetime as dt
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page
revision = Page.objects.get(slug="la-tontine-de-quartier").scheduled_revision
revision.approved_go_live_at = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(minutes=1)
revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
revision.save()
call_command("publish_scheduled")
"""
PATIENCE = 20  # seconds, on a machine that has other work
FOLDER = re.compile(r"/pages/\d+/$")
TONTINE, TONTINE_ADDRESS = "La tontine de quartier", "/comprendre/la-tontine-de-quartier/"
HEAVY, LIGHT, LIGHTER = (
    "Il convient de mettre tous la même somme, et chacun la reçoit à son tour.",
    "Chacun met la même somme, et la reçoit à son tour.",
    "Chacun met la même somme, chaque mois, et la reçoit à son tour.",
)
ALTERNATIVE = "Des voisines autour d’une table, une boîte au milieu."
REASON = "Dites-le sans « Il convient de »."
LOOK = "(h1) => getComputedStyle(h1).fontFamily + getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def team(visitor, site, sign_in):
    """Three people signed in; what they wrote leaves with them."""
    site.manage("shell", "-v", "0", "-c", TEAM_ARRIVES)
    yield [sign_in(visitor(), f"{name}@exemple.org", PASSWORD) for name in TEAM]
    site.manage("shell", "-v", "0", "-c", TEAM_LEAVES)


def picture(page, name):
    """For the guide, when it is asked for: few colours, so that it weighs little."""
    if folder := os.environ.get("PICTURES"):
        taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        taken.convert("RGB").quantize(128).save(Path(folder) / f"edition-{name}.png", optimize=True)


def choose(page, name, leaves=True):
    """One of the actions under the form; done, the page is left for its folder."""
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name=name).first.click()
    if leaves:
        page.wait_for_url(FOLDER)


def go_to_action(page, name):
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name=name).click()


def readers_find(readers, condition):
    """Soon, for each of them, whichever of the processes answers: how soon is held by tests of the page cache."""
    limit = time.monotonic() + PATIENCE
    while not all(condition(each.request.get(TONTINE_ADDRESS)) for each in readers * 3):
        assert time.monotonic() < limit
        time.sleep(0.1)


def save(writer):
    """Saved, she is told that there is something to reread."""
    with writer.expect_navigation():
        writer.get_by_role("button", name="Enregistrer le brouillon").click()
    writer.get_by_text("1 remarque sur ce texte").wait_for()


def write_tontine(writer):
    writer.goto("/edition/pages/search/?q=comprendre")
    writer.get_by_role("link", name="Comprendre", exact=True).first.click()
    writer.wait_for_url("**/edit/")
    writer.goto(writer.url.replace("/edit/", "/add_subpage/"))
    writer.get_by_role("link", name="Fiche", exact=True).click()
    writer.locator("#id_title").fill(TONTINE)
    writer.locator("#id_lede").fill(HEAVY)
    expect(writer.locator("#id_slug")).to_have_value(
        "la-tontine-de-quartier"
    )  # made of the title, a moment later
    save(writer)
    writer.get_by_role("button", name="Insérer un bloc").first.click()
    writer.get_by_role("option", name="Image", exact=True).click()
    send_image(writer)
    writer.get_by_label("Texte alternatif").fill(ALTERNATIVE)
    save(writer)
    picture(writer, "fiche")
    return writer.url


def send_image(writer):
    drawing = io.BytesIO()
    ImageOps.colorize(Image.radial_gradient("L"), "#1d6b5f", "#f6e3b8").save(drawing, "PNG")
    writer.get_by_role("button", name="Choisir une image").click()
    writer.get_by_role("tab", name="Transférer").click()
    writer.locator("[name=image-chooser-upload-file]").set_input_files(
        {"name": "tontine.png", "mimeType": "image/png", "buffer": drawing.getvalue()}
    )
    writer.locator("[name=image-chooser-upload-title]").fill("Une tontine")
    writer.locator(".modal").get_by_role("button", name="Transférer").click()
    writer.locator(".modal").wait_for(state="detached")


def describe_image(writer):
    """The preview, in a frame, has the look of the site; without its alternative, an image goes no further."""
    alternative = writer.get_by_label("Texte alternatif")
    writer.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    frame = writer.frame_locator("[data-side-panel=preview] iframe").last
    frame.get_by_role("img", name=ALTERNATIVE).wait_for()
    assert frame.locator("header.sheet-head .lede").inner_text() == HEAVY
    picture(writer, "apercu")
    look = frame.locator("h1").evaluate(LOOK)
    alternative.fill("")
    choose(writer, "Soumettre à", leaves=False)
    writer.locator(".error-message", has_text="texte alternatif").wait_for()
    alternative.fill(ALTERNATIVE)
    choose(writer, "Soumettre à")
    return look


def refuse(moderator):
    """From what waits for her, after a second reading, with her reason."""
    moderator.goto("/edition/")
    picture(moderator, "accueil")
    moderator.get_by_role("link", name=TONTINE, exact=True).click()
    moderator.wait_for_url("**/edit/")
    go_to_action(moderator, "Relire ce texte")
    moderator.get_by_role("cell", name="Tournure lourde").wait_for()
    picture(moderator, "relire")
    moderator.get_by_role("link", name="Revenir à la page").click()
    choose(moderator, "Demander des modifications", leaves=False)
    moderator.locator(".modal textarea").fill(REASON)
    moderator.locator(".modal [type=submit]").click()
    moderator.wait_for_url(FOLDER)


def correct(writer, address):
    writer.goto(address)
    open_status(writer)
    writer.get_by_role("button", name="Voir les détails").click()
    assert REASON in writer.get_by_role("dialog").inner_text()
    picture(writer, "circuit")
    writer.keyboard.press("Escape")
    writer.locator("#id_lede").fill(LIGHT)
    choose(writer, "Resoumettre à Relecture")


def open_status(page):
    page.get_by_role("button", name="Afficher/masquer le statut").click()


def schedule(publisher, address):
    """Approved for a date to come: in its folder, it is listed as such."""
    publisher.goto(address)
    open_status(publisher)
    publisher.get_by_role("button", name="Programmer", exact=True).click()
    dialog = publisher.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill("01/01/2040 08:00")
    dialog.get_by_role("button", name="Enregistrer la programmation").press("Enter")  # under the calendar
    publisher.locator(".messages .success").wait_for()
    choose(publisher, "Approuver et Publier")
    assert "programmé" in publisher.get_by_role("row", name=TONTINE).inner_text().lower()


def revise(publisher, address):
    publisher.goto(address)
    publisher.locator("#id_lede").fill(LIGHTER)
    choose(publisher, "Publier")


def compare(publisher, address):
    publisher.goto(address.replace("/edit/", "/history/"))
    latest = publisher.get_by_role("row", name="Brouillon actuel")
    latest.get_by_role("button").first.click()
    publisher.get_by_role("link", name="Comparer avec la version précédente").first.click()
    publisher.wait_for_url("**/compare/**")
    picture(publisher, "comparer")
    assert publisher.locator(".comparison .addition").all_inner_texts() == ["chaque mois, "]


def take_out(publisher, address):
    publisher.goto(address)
    with publisher.expect_download() as started:
        go_to_action(publisher, "Exporter en fichier")
    return Path(started.value.path()).read_text()


def withdraw(publisher):
    publisher.get_by_role("button", name="Plus d'actions").click()
    publisher.get_by_role("link", name="Dépublier").last.click()
    publisher.get_by_role("button", name="Oui, la dépublier").click()
    publisher.wait_for_url(FOLDER)


def test_three_people_lead_a_sheet_from_its_first_words_to_its_withdrawal(team, page, site):
    writer, moderator, publisher = team
    readers = [page, writer]
    address = write_tontine(writer)
    seen = describe_image(writer)
    page.goto("/comprendre/")
    assert seen == page.locator("h1").evaluate(LOOK)

    refuse(moderator)
    correct(writer, address)
    moderator.goto(address)
    choose(moderator, "Approuver")
    schedule(publisher, address)
    readers_find(readers, lambda answer: answer.status == 404)

    site.manage("shell", "-v", "0", "-c", ITS_HOUR_COMES)
    readers_find(readers, lambda answer: LIGHT in answer.text())
    revise(publisher, address)
    readers_find([*readers, publisher], lambda answer: LIGHTER in answer.text())
    compare(publisher, address)
    assert f"alternative: {ALTERNATIVE}" in take_out(publisher, address)

    withdraw(publisher)
    readers_find(readers, lambda answer: answer.status == 404)
