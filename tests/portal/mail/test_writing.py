"""What leaves is what a mail program expects, byte for byte, read from what a real server received."""

import logging
import re

import pytest
from django.core.exceptions import ValidationError

from trajectoires.mail.models import Message
from trajectoires.mail.services import deliver_due, send
from trajectoires.mail.services import folder as folder_module

pytestmark = pytest.mark.django_db
LINK = "https://exemple.org/lettre/abc/desinscription/"


@pytest.fixture
def write(now, settings):
    settings.SITE_URL = "https://exemple.org"

    def write(**changes):
        given = {
            "to": "lectrice@exemple.org",
            "subject": "Vous recevez déjà la lettre",
            "template": "digests/mail/letter.txt",
            "html_template": "digests/mail/letter.html",
            "context": {
                "text": "Été : « l'accès » à 1 000 euros & plus <tout>",
                "html": "<p>Été</p>",
                "manage_url": "https://exemple.org/lettre/abc/",
                "unsubscribe_url": LINK,
            },
            "now": now,
        }
        return send(**(given | changes))

    return write


def received(postbox, now):
    deliver_due(now=now)
    (message,) = postbox.messages
    return message


def test_a_message_has_a_text_first_then_the_same_in_html(write, postbox, now):
    write()
    message = received(postbox, now)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert [text.get_content_type(), html.get_content_type()] == ["text/plain", "text/html"]
    assert "& plus <tout>" in text.get_content(), "a text is not escaped"
    assert LINK in text.get_content().splitlines(), "a link stands whole, alone on its line"
    assert '<html lang="fr">' in html.get_content()


def test_the_text_may_be_alone(write, postbox, now):
    write(html_template="")
    message = received(postbox, now)
    assert message.get_content_type() == "text/plain"


def test_html_fetches_nothing_and_sets_no_style(write, postbox, now):
    write()
    html = received(postbox, now).get_body(("html",)).get_content()
    assert 'content="light dark"' in html
    assert not re.search(r"<(img|link|style|script|iframe|object)\b|\bsrc=|url\(|\bstyle=", html)
    assert set(re.findall(r'href="([^"]+)"', html)) == {
        "https://exemple.org/", "https://exemple.org/lettre/abc/", LINK,
    }  # fmt: skip


def test_what_a_letter_of_a_list_says_of_itself(write, postbox, now, settings):
    settings.DEFAULT_FROM_EMAIL = "contact@exemple.org"
    kept = write(list_unsubscribe=LINK, reply_to="redaction@exemple.org")
    message = received(postbox, now)
    assert message["To"] == "lectrice@exemple.org"
    assert message["From"] == "Trajectoires socio-économiques <contact@exemple.org>"
    assert message["Reply-To"] == "redaction@exemple.org"
    assert message["Subject"] == "Vous recevez déjà la lettre"
    assert message["Message-ID"] == kept.message_id
    assert message["Message-ID"].endswith("@exemple.org>")
    assert message["Date"] == "Wed, 25 Nov 2026 10:00:00 +0100"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<lettre.exemple.org>"
    assert message["List-Unsubscribe"] == f"<{LINK}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_list_is_named_after_the_part_of_the_site_where_one_leaves_it(write, postbox, now):
    write(list_unsubscribe="https://exemple.org/se-former/rappel/abc/arreter/")
    assert received(postbox, now)["List-Id"] == "<se-former.exemple.org>"


def test_a_long_link_stays_on_the_line_of_its_header(write, postbox, now):
    link = f"https://exemple.org/lettre/{'a' * 120}/desinscription/"
    write(list_unsubscribe=link)
    deliver_due(now=now)
    assert f"List-Unsubscribe: <{link}>".encode() in postbox.received[0].content.splitlines()


def test_a_message_of_service_is_of_no_list(write, postbox, now):
    write()
    message = received(postbox, now)
    assert [name for name in message if name.startswith("List-")] == []
    assert message["Reply-To"] is None


def test_seven_bits_and_short_lines_that_no_relay_rewrites(write, postbox, now):
    write(context={"text": "é" * 3000, "html": "", "manage_url": LINK, "unsubscribe_url": LINK})
    deliver_due(now=now)
    content = postbox.received[0].content
    assert max(content) < 128
    assert max(len(line) for line in content.splitlines()) <= 998
    assert "é" * 3000 in postbox.messages[0].get_body(("plain",)).get_content()


def test_the_subject_has_french_typography(write):
    assert write(subject="L'été : qui paie ?").subject == "L’été\N{NO-BREAK SPACE}: qui paie\u202f?"


@pytest.mark.parametrize(
    "subject",
    [
        "Bonjour\nBcc: victime@exemple.org",
        "Bonjour\r\nBcc: victime@exemple.org",
        "Bonjour\r\n\r\nUn autre corps",
        "Bonjour\u2028Bcc: victime@exemple.org",
        "Bonjour\x85Bcc: victime@exemple.org",
        "Bonjour\x0bBcc: victime@exemple.org",
    ],
)
def test_a_subject_writes_no_other_header(write, postbox, now, subject):
    write(subject=subject)
    message = received(postbox, now)
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Bonjour ")
    assert postbox.received[0].rcpt_tos == ["lectrice@exemple.org"]


@pytest.mark.parametrize("name", ["to", "reply_to"])
@pytest.mark.parametrize(
    "address",
    [
        "a@exemple.org\nBcc: victime@exemple.org",
        "a@exemple.org\r\nBcc: victime@exemple.org",
        "a@exemple.org, victime@exemple.org",
        "Nom <a@exemple.org>",
        "a b@exemple.org",
        "sans-arobase",
    ],
)
def test_an_address_is_one_address(write, name, address):
    with pytest.raises(ValidationError):
        write(**{name: address})
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "link",
    [
        "https://exemple.org/x>\r\nBcc: victime@exemple.org",
        "https://exemple.org/a b",
        "https://exemple.org/<a>",
        "https://ailleurs.org/lettre/",
        "https://exemple.org.ailleurs.org/",
    ],
)
def test_the_way_out_is_an_address_of_this_site(write, link):
    with pytest.raises(ValidationError):
        write(list_unsubscribe=link)


def test_without_a_server_messages_are_files(write, settings, tmp_path, now, caplog):
    settings.EMAIL_BACKEND = "trajectoires.mail.services.folder.FolderBackend"
    settings.EMAIL_FOLDER = tmp_path / "mails"
    write(list_unsubscribe=LINK)
    with caplog.at_level(logging.WARNING, logger=folder_module.__name__):
        assert deliver_due(now=now) == 1
    html, text = sorted((tmp_path / "mails").iterdir())
    to, sender, *_ = text.read_text().splitlines()
    assert to == "À : lectrice@exemple.org"
    assert sender.startswith("De : Trajectoires socio-économiques <")
    assert f"List-Unsubscribe : <{LINK}>" in text.read_text()
    assert LINK in text.read_text().splitlines()
    assert html.read_text().startswith("<!DOCTYPE html>")
    assert [path.stat().st_mode & 0o777 for path in (text, html)] == [0o600] * 2
    assert str(text) in caplog.text
    assert "lectrice" not in caplog.text
