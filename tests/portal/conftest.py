"""What every test of the portal relies on: strict templates, a clock, small accounts, and the same visitors."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Site

from trajectoires.content.selectors.site_version import seen_version

from .users.people import ADDRESS, sign_in

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
SIREN = "123456782"
COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip


class UndefinedVariable(str):
    """A template that names what does not exist fails the test."""

    def __contains__(self, item: object) -> bool:
        return True  # Django replaces "%s" in it

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"Undefined template variable: {name}")


@pytest.fixture(autouse=True)
def _strict_templates(settings):
    """`string_if_invalid` only fires where a value is printed, not inside `{% if %}`."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = UndefinedVariable("%s")
    from django.template import engines

    for engine in engines.all():
        engine.engine.string_if_invalid = options["string_if_invalid"]


@pytest.fixture
def lenient_templates(_strict_templates) -> None:
    """For the pages of Wagtail's own interface, whose templates test variables that do not exist."""
    from django.template import engines

    for engine in engines.all():
        engine.engine.string_if_invalid = ""


@pytest.fixture(autouse=True)
def _still_version(monkeypatch):
    """Queries are counted without the look at the version of the site, which comes a few times a second."""
    monkeypatch.setattr(seen_version, "at", float("inf"))


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Passwords are hashed slowly on purpose; tests draw many."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def _collected_files():
    """WhiteNoise warns when the folder that `collectstatic` fills does not exist yet."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def now() -> dt.datetime:
    return NOW


@pytest.fixture(scope="session")
def words() -> Callable[[object], str]:
    """What is read of a page or of a text, every space made plain: « 1 000 € » is one search away."""

    def read(source: object) -> str:
        html = source.content.decode() if hasattr(source, "content") else str(source)
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
        return re.sub(r"\s+([,.…])", r"\1", " ".join(unescape(text).split()))

    return read


# --- accounts ---------------------------------------------------------------------------------------------------------


def _cells(number: int, on: str, compte: str, libelle: str, *, centimes: int, words: str) -> str:
    """One line of a FEC; centimes above zero go to the credit."""
    journal = "AN" if words == "À nouveau" else "OD"
    amounts = [f"{max(-centimes, 0) / 100:.2f}", f"{max(centimes, 0) / 100:.2f}"]
    cells = [journal, journal, str(number), on, compte, libelle, "", "", f"P{number}", on, words]
    return "\t".join([*cells, *(amount.replace(".", ",") for amount in amounts), "", "", on, "", ""])


def write_fec(*lines: str, year: int, opening: str = "", words: str = "Écriture") -> bytes:
    """A lawful FEC of a calendar year from lines « compte libellé montant », each paid through account 512.

    Amounts are whole euros; above zero for a produit, below for a charge. `opening` carries accounts in.
    """
    rows = ["\t".join(COLUMNS)]
    entries = [(line, f"{year}0101", "À nouveau") for line in opening.splitlines() if line.strip()]
    entries += [(line, f"{year}0630", words) for line in lines]
    for number, (line, on, said) in enumerate(entries, start=1):
        compte, rest = line.split(maxsplit=1)
        libelle, amount = rest.rsplit(maxsplit=1)
        rows.append(_cells(number, on, compte, libelle, centimes=int(amount) * 100, words=said))
        other = ("110000", "Report à nouveau") if said == "À nouveau" else ("512000", "Banque")
        rows.append(_cells(number, on, *other, centimes=-int(amount) * 100, words=said))
    return "\n".join([*rows, ""]).encode()


@pytest.fixture(scope="session")
def fec() -> Callable[..., bytes]:
    return write_fec


@pytest.fixture(scope="session")
def upload() -> Callable[..., SimpleUploadedFile]:
    """A file as a browser sends it; a year gives it its lawful name."""

    def make(data: bytes, *, year: int | None = None, name: str = "") -> SimpleUploadedFile:
        return SimpleUploadedFile(name or f"{SIREN}FEC{year}1231.txt", data)

    return make


@pytest.fixture
def work(db, fec, upload, now) -> Callable[[dict[int, list[str]]], object]:
    """`work({2024: ["741000 Subventions 600"]})` is what a visitor gets who sends these years."""

    from trajectoires.trajectories.services import receive_files

    def make(years: dict[int, list[str]]) -> object:
        files = [upload(fec(*lines, year=year), year=year) for year, lines in years.items()]
        return receive_files(trajectory=None, files=files, now=now)

    return make


# --- visitors: each a browser of its own ------------------------------------------------------------------------------


def _with_work(client: Client, name: str, subvention: int) -> Client:
    data = write_fec(f"741000 Subventions {subvention}", "606000 Achats -400", year=2025)
    response = client.post("/agir/trajectoire/", {"fichiers": SimpleUploadedFile(name, data)})
    assert response.status_code == 302
    return client


@pytest.fixture
def owner(db) -> Client:
    """A visitor whose session made a work."""
    return _with_work(Client(), f"{SIREN}FEC20251231.txt", 1000)


@pytest.fixture
def other_visitor(db) -> Client:
    """Another visitor, with a work of her own."""
    return _with_work(Client(), "732829320FEC20251231.txt", 7000)


@pytest.fixture
def passer_by(db) -> Client:
    """Nobody, without any session."""
    return Client()


@pytest.fixture
def signed_in_editor(db) -> Client:
    """Somebody who writes for the site, and has no work here."""
    from trajectoires.content.services import WRITERS, establish_roles
    from trajectoires.users.models import User

    establish_roles()
    user = User.objects.create_user("editrice.connectee@exemple.org", "une phrase de passe")
    user.groups.add(Group.objects.get(name=WRITERS))
    client = Client()
    client.force_login(user)
    return client


# --- mail: a real server on this machine, whose answers a test chooses ------------------------------------------------


@dataclass
class Postbox:
    """What arrived, as bytes; the answers given to an address, and to what is sent to it (`250` unless said)."""

    received: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    data_answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data_answers.get(envelope.rcpt_tos[0], "250 OK")
        if answer.startswith("250"):
            self.received.append(envelope)
        return answer

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(each.content, policy=policy.default) for each in self.received]


class _Listening(Controller):
    """On a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    box = Postbox()
    controller = _Listening(box, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.SITE_URL = "https://exemple.org"
    yield box
    controller.stop()


@pytest.fixture
def enter(postbox) -> Callable[..., Client]:
    """`enter(email)` is the browser of somebody who signed in with the code that she received."""

    def make(email: str = ADDRESS, client: Client | None = None) -> Client:
        return sign_in(postbox, email, client)

    return make


# --- the starter corpus -----------------------------------------------------------------------------------------------


@contextmanager
def _leading_to(database: str) -> Iterator[None]:
    """The connection of the tests, on another database of the same server for a while."""
    usual = connection.settings_dict["NAME"]
    _lead_to(database)
    try:
        yield
    finally:
        _lead_to(usual)


def _lead_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def _loaded_database(django_db_setup, django_db_blocker, one_at_a_time, worker_id) -> Iterator[str]:
    """A copy of the empty database, with everything of content/ and the demonstrations: thousands of queries, once.

    It is copied for each process of the run: one loads, the others wait.
    """
    with django_db_blocker.unblock():
        usual = connection.settings_dict["NAME"]
        common = f"{usual.removesuffix(f'_{worker_id}')}_loaded"
        with one_at_a_time("content") as made:
            if not made.exists():
                _copy(usual, common)
                _load_into(common)
                made.touch()
            _copy(common, f"{usual}_copy")
        yield f"{usual}_copy"
        _drop(f"{usual}_copy")
        with one_at_a_time("content") as made:  # a process that comes later makes it again
            _drop(common)
            made.unlink(missing_ok=True)


def _copy(source: str, target: str) -> None:
    """PostgreSQL copies a database that nobody uses. One that a stopped run left behind gives way."""
    connection.close()
    _drop(target)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _load_into(name: str) -> None:
    from trajectoires.content.services import load_content
    from trajectoires.demo.services import load_demonstrations

    with _leading_to(name):
        report = load_content(folder=django_settings.CONTENT_DIR, now=NOW)
        assert not report.problems, report
        load_demonstrations(now=NOW)


@pytest.fixture(scope="module")
def whole_site(_loaded_database, django_db_blocker) -> Iterator[None]:
    """Everything of content/, and the demonstrations, for the tests of a module; what it changes is taken back."""
    with django_db_blocker.unblock(), _leading_to(_loaded_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- people of an organisation, each a browser of her own -------------------------------------------------------------


@dataclass(frozen=True)
class Actor:
    """A person with an account, and the browser where she is signed in."""

    user: object
    client: Client


@pytest.fixture
def signed_in(db) -> Callable[[str], Actor]:
    from trajectoires.users.models import User

    def sign_in(name: str) -> Actor:
        user = User.objects.create_user(f"{name}@exemple.org")
        client = Client()
        client.force_login(user)
        return Actor(user, client)

    return sign_in


@pytest.fixture
def alice(signed_in) -> Actor:
    """She manages the organisation."""
    return signed_in("alice")


@pytest.fixture
def bob(signed_in) -> Actor:
    """He is a member of it."""
    return signed_in("bob")


@pytest.fixture
def charlie(signed_in) -> Actor:
    """A stranger, who manages another one."""
    from trajectoires.organisations.services import create_organisation

    stranger = signed_in("charlie")
    create_organisation(user=stranger.user, values={"name": "Les Voisins"}, now=NOW)
    return stranger


@pytest.fixture
def dominique(signed_in) -> Actor:
    """An adviser, who belongs to no organisation."""
    return signed_in("dominique")


@pytest.fixture
def organisation(alice, bob) -> object:
    """Alice's, where Bob is a member."""
    from trajectoires.organisations.enums import Role
    from trajectoires.organisations.models import Membership
    from trajectoires.organisations.services import create_organisation

    found = create_organisation(user=alice.user, values={"name": "Le Fournil"}, now=NOW).organisation
    Membership.objects.create(organisation=found, user=bob.user, role=Role.MEMBER, joined_at=NOW)
    return found
