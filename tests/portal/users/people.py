"""Somebody with a browser and a mailbox."""

import re

from django.test import Client
from django.utils import timezone

from trajectoires.mail.services import deliver_due

ADDRESS = "tresoriere@exemple.org"
SIGN_IN, CODE, HOME = "/compte/connexion/", "/compte/code/", "/mon-espace/"


def mail_of(postbox, email=ADDRESS):
    """The last message that arrived at this address, as text."""
    deliver_due(now=timezone.now())
    found = [each for each in postbox.messages if each["To"] == email]
    return found[-1].get_body(("plain",)).get_content().replace("\r\n", "\n") if found else None


def code_in(text):
    return re.search(r"^(\d{4}-\d{4})$", text, re.MULTILINE)[1]


def wrong(code):
    """Another code of the same form."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def sign_in(postbox, email=ADDRESS, client=None, query=""):
    """From the address to the account, through the mailbox."""
    client = client or Client()
    assert client.post(SIGN_IN + query, {"email": email}).status_code == 302
    answer = client.post(CODE + query, {"code": code_in(mail_of(postbox, email))})
    assert answer.status_code == 302, answer.content
    return client
