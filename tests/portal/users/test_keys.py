"""Keys of access: a device made of software, and what a browser that lies may send."""

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

from trajectoires.users.enums import KEYS_AT_MOST
from trajectoires.users.models import User

from .people import HOME, SIGN_IN, mail_of, sign_in

pytestmark = pytest.mark.django_db
KEYS, PREPARE, USE = "/compte/cles/", "/compte/cles/preparer/", "/compte/cle/"
PRESENT, UNLOCKED, CREATED = 0x01, 0x04, 0x40


class Device:
    """One key, on https://testserver."""

    def __init__(self, flags=PRESENT | UNLOCKED):
        self.secret, self.identifier, self.flags, self.owner = (
            ec.generate_private_key(ec.SECP256R1()),
            b"k" * 32,
            flags,
            b"",
        )

    def create(self, options):
        asked = options["publicKey"]
        self.owner = read(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.secret.public_key())))
        named = b"\0" * 16 + struct.pack(">H", 32) + self.identifier + public
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(CREATED) + named}
        return self._answer(
            clientDataJSON=written(self._client("webauthn.create", asked)),
            attestationObject=written(cbor.encode(attested)),
        )

    def get(self, options):
        client, data = self._client("webauthn.get", options["publicKey"]), self._data(0)
        signature = self.secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=written(client),
            authenticatorData=written(data),
            signature=written(signature),
            userHandle=written(self.owner),
        )

    def _data(self, more):
        return hashlib.sha256(b"testserver").digest() + bytes([self.flags | more]) + struct.pack(">I", 0)

    def _client(self, kind, asked):
        return json.dumps(
            {"type": kind, "challenge": asked["challenge"], "origin": "https://testserver"}
        ).encode()

    def _answer(self, **response):
        name = written(self.identifier)
        extensions = {"credProps": {"rk": True}}
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "clientExtensionResults": extensions,
            "response": response,
        }


def written(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


def read(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture
def device():
    return Device()


def add(visitor, device, name="téléphone"):
    credential = device.create(visitor.get(PREPARE).json())
    return visitor.post(KEYS, {"name": name, "credential": json.dumps(credential)})


def use(visitor, device, **more):
    credential = device.get(visitor.get(USE).json())
    return visitor.post(USE, {"credential": json.dumps(credential), **more})


def test_a_key_opens_the_account_until_it_is_taken_away(postbox, device, words):
    owner = sign_in(postbox)
    assert "Ce n’est pas nécessaire" in words(owner.get(KEYS))
    assert add(owner, device).url == f"{KEYS}?ajoutee=oui"
    assert "téléphone" in words(owner.get(KEYS))
    assert "Une clé d’accès a été ajoutée" in mail_of(postbox)

    elsewhere = Client()
    before = elsewhere.get(SIGN_IN).client.cookies["session"].value
    assert use(elsewhere, device, next="/favoris/").url == "/favoris/"
    assert elsewhere.cookies["session"].value != before
    assert elsewhere.get(KEYS).status_code == 200  # a key proves as well as a code
    assert "utilisée la dernière fois" in words(elsewhere.get(KEYS))

    removal = f"{KEYS}{Authenticator.objects.get().pk}/retirer/"
    assert "téléphone" in words(owner.get(removal))
    assert owner.post(removal).url == f"{KEYS}?retiree=oui"
    assert "Une clé d’accès a été retirée" in mail_of(postbox)
    answer = use(Client(), device)
    assert answer.status_code == 422
    assert "n’est pas reconnue" in words(answer)
    assert sign_in(postbox).get(HOME).status_code == 200  # a code always does


def test_a_key_never_leads_elsewhere(postbox, device):
    add(sign_in(postbox), device)
    assert use(Client(), device, next="//evil.example/").url == HOME


def test_a_key_without_a_name_takes_the_day_for_one(postbox, device):
    add(sign_in(postbox), device, name="")
    assert str(Authenticator.objects.get()).startswith("Clé du ")


def test_a_key_that_was_not_unlocked_is_refused(postbox):
    visitor = sign_in(postbox)
    assert add(visitor, Device(flags=PRESENT)).status_code == 422
    assert not Authenticator.objects.exists()


def test_an_answer_serves_once(postbox, device):
    visitor = sign_in(postbox)
    add(visitor, device)
    thief = Client()
    credential = json.dumps(device.get(thief.get(USE).json()))
    assert (
        Client().post(USE, {"credential": credential}).status_code == 422
    )  # another browser asked for nothing
    assert thief.post(USE, {"credential": credential}).status_code == 302
    thief.post("/compte/deconnexion/")
    assert thief.post(USE, {"credential": credential}).status_code == 422


def test_a_signature_of_another_key_is_refused(postbox, device):
    add(sign_in(postbox), device)
    other = Device()
    other.owner = device.owner
    assert use(Client(), other).status_code == 422


HOSTILE = [
    "",
    "{",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    '{"id": 1}',
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    '{"id": "aa", "rawId": "aa", "type": "public-key", "response": {"clientDataJSON": "aa", "attestationObject": "aa"}}',
    '{"id": "aa", "rawId": "aa", "type": "public-key", "response": {"clientDataJSON": "aa", "authenticatorData": "aa",'
    ' "signature": "aa", "userHandle": "_____w"}}',
    '{"id": "aa", "rawId": "aa", "response": {"clientDataJSON": "e30", "authenticatorData": "'
    + "A" * 60
    + '",'
    ' "signature": "aa", "userHandle": null}}',
]


@pytest.mark.parametrize("credential", HOSTILE)
def test_what_is_no_key_is_refused_without_a_fall(postbox, credential):
    visitor, stranger = sign_in(postbox), Client()
    visitor.get(PREPARE)
    assert visitor.post(KEYS, {"credential": credential}).status_code == 422
    stranger.get(USE)
    assert stranger.post(USE, {"credential": credential}).status_code == 422
    assert not Authenticator.objects.exists()


def test_one_has_ten_keys_at_most(postbox, device):
    visitor = sign_in(postbox)
    rows = [Authenticator(user=User.objects.get(), type="totp2", data={}) for _ in range(KEYS_AT_MOST)]
    for rank, row in enumerate(rows):
        row.type, row.data = (
            "webauthn",
            {"name": str(rank), "credential": device.create(visitor.get(PREPARE).json())},
        )
    Authenticator.objects.bulk_create(rows)
    device.identifier = b"n" * 32
    assert add(visitor, device).status_code == 422


def test_the_key_of_another_is_not_found(postbox, device):
    add(sign_in(postbox), device)
    other = sign_in(postbox, "autre@exemple.org")
    removal = f"{KEYS}{Authenticator.objects.get().pk}/retirer/"
    assert (other.get(removal).status_code, other.post(removal).status_code) == (404, 404)
    assert Authenticator.objects.exists()
