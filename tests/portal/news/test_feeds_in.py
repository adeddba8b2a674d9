"""What a hostile feed may try, by a real server: each look ends in its time, and leaves plain text or nothing."""

import contextlib
import functools
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from procrastinate.contrib.django import app

from trajectoires.documents.services import fetch
from trajectoires.news.models import FeedEntry, FeedSource
from trajectoires.news.services import ask_due_sources, check_source, watching
from trajectoires.organisations.models import Organisation

pytestmark = pytest.mark.django_db
Answer = bytes | Callable[[socket.socket], None]
RFC = "Tue, 24 Nov 2026 09:00:00 GMT"


class Server:
    """Answers each request with what the test chose for its path, byte for byte."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request and (piece := client.recv(4096)):
                request += piece
            self.requests.append(request.decode("latin-1"))
            answer = self.answers[request.decode("latin-1").split(" ")[1]]
            if callable(answer):
                answer(client)
            else:
                client.sendall(answer)


def whole(body: bytes, *headers: str, status: str = "200 OK", kind: str = "application/rss+xml") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def item(number: int = 1, *, title: str = "Un titre", link: str = "", more: str = "", date: str = RFC) -> str:
    link = link or f"https://exemple.org/{number}"
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link><guid>g{number}</guid>{when}{more}</item>"


HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def rss(*items: str) -> bytes:
    channel = f"<channel><title>Le flux</title>{''.join(items)}</channel>"
    return f'{HEAD}<rss version="2.0">{channel}</rss>'.encode()


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(watching, "fetch", functools.partial(fetch, allow_private=True))
    made = Server()
    yield made
    made.close()


@pytest.fixture
def source(db, server) -> Callable[..., FeedSource]:
    organisation, _ = Organisation.objects.get_or_create(slug="la-maison", name="La Maison d’essai")

    def make(path: str = "/flux", answer: Answer | None = None, **values: object) -> FeedSource:
        if answer is not None:
            server.answers[path] = answer
        given = {
            "name": path,
            "publisher": organisation,
            "feed_url": f"{server.base}{path}",
            "is_active": True,
        }
        return FeedSource.objects.create(**{**given, **values})

    return make


@pytest.fixture
def received(source, now) -> Callable[..., list[FeedEntry]]:
    """What is kept of the feed that a server gives."""

    def read(body: bytes, **options: str) -> list[FeedEntry]:
        reading = check_source(source=source(answer=whole(body, **options)), now=now)
        assert reading.failure == ""
        return list(FeedEntry.objects.order_by("pk"))

    return read


# --- what comes -------------------------------------------------------------------------------------------------------


def test_an_honest_feed(received):
    summary = "<description>&lt;p&gt;Une&lt;/p&gt;&lt;p&gt;phrase &amp;amp; &lt;b&gt;demie&lt;/b&gt;&lt;/p&gt;</description>"
    (entry,) = received(rss(item(more=summary)))
    assert (entry.title, entry.link, entry.guid) == ("Un titre", "https://exemple.org/1", "g1")
    assert (entry.summary, f"{entry.published_at:%Y-%m-%d %H:%M}", entry.state) == (
        "Une phrase & demie", "2026-11-24 09:00", "a-trier",
    )  # fmt: skip


def test_an_atom_feed(received, server):
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title>Été</title>
      <link href="/page?utm_source=x&amp;n=2"/><updated>2026-11-23T10:00:00Z</updated></entry></feed>"""
    (entry,) = received(body.encode(), kind="application/atom+xml; charset=utf-8")
    assert (entry.title, entry.link) == ("Été", f"{server.base}/page?n=2")


def test_what_has_not_changed_is_not_sent_again(source, server, now):
    followed = source(answer=whole(rss(item()), 'ETag: "v1"', f"Last-Modified: {RFC}"))
    check_source(source=followed, now=now)
    server.answers["/flux"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert check_source(source=followed, now=now).failure == ""
    assert 'If-None-Match: "v1"' in server.requests[1]
    assert f"If-Modified-Since: {RFC}" in server.requests[1]
    server.answers["/flux"] = whole(rss(item(), item(2)))
    assert check_source(source=followed, now=now, is_asked=True).received == 1
    assert "If-None-Match" not in server.requests[2]


def test_a_decision_outlives_what_the_feed_says_next(source, server, now):
    followed = source(answer=whole(rss(item())))
    check_source(source=followed, now=now)
    FeedEntry.objects.update(state="ecartee", decided_at=now)
    server.answers["/flux"] = whole(rss(item(title="Autre titre")))
    assert check_source(source=followed, now=now).received == 0
    assert FeedEntry.objects.get().state == "ecartee"


def test_one_link_is_kept_once_whoever_says_it(source, now):
    check_source(source=source("/a", whole(rss(item(link="https://exemple.org/x?utm_medium=rss")))), now=now)
    assert (
        check_source(source=source("/b", whole(rss(item(link="https://exemple.org/x")))), now=now).received
        == 0
    )
    assert FeedEntry.objects.count() == 1


def test_what_is_not_followed_gives_nothing_to_sort(source, now):
    reading = check_source(source=source(answer=whole(rss(item())), is_active=False), now=now)
    assert (reading.title, reading.latest, FeedEntry.objects.count()) == ("Le flux", ("Un titre",), 0)


# --- what a feed may hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Bonjour", "Bonjour"),
        ("&lt;img src=x onerror=alert(1)&gt;Bonjour", "Bonjour"),
        ("<![CDATA[<b>Bon</b>jour<style>p{}</style>]]>", "Bonjour"),
        ("a &lt; b", "a < b"),
        ("Bon\u202ejour\u200b\x85", "Bonjour"),
        ("  Bon\n\n   jour ", "Bon jour"),
    ],
)
def test_a_title_is_plain_text(received, title, expected):
    assert received(rss(item(title=title)))[0].title == expected


def test_a_title_of_ten_kilobytes_is_cut_between_two_words(received):
    title = received(rss(item(title="mot " * 2500)))[0].title
    assert len(title) <= 255
    assert title.endswith("mot…")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://moi:secret@exemple.org/", "https://",
        "https://exemple.org/" + "a" * 600, "JAVASCRIPT:alert(1)",
    ],
)  # fmt: skip
def test_only_links_of_the_web_are_kept(received, link):
    assert [entry.guid for entry in received(rss(item(link=link), item(2)))] == ["g2"]


def test_what_follows_readers_is_left_out(received):
    link = "https://exemple.org/p?a=1&amp;utm_source=x&amp;UTM_Campaign=y&amp;fbclid=z#xtor=RSS-1"
    assert received(rss(item(link=link)))[0].link == "https://exemple.org/p?a=1"


@pytest.mark.parametrize(
    "date", ["hier", "", "Wed, 99 Foo 2026", "Tue, 24 Nov 2099 09:00:00 GMT", "1" * 5000]
)
def test_a_wrong_date_is_no_date(received, date):
    assert received(rss(item(date=date)))[0].published_at is None


def test_what_is_old_is_not_news(received):
    assert received(rss(item(date="Tue, 24 Mar 2026 09:00:00 GMT"), item(2)))[0].guid == "g2"


def test_thousands_of_articles_give_the_two_hundred_newest(received):
    items = [item(n, date=f"Tue, 24 Nov 2026 0{n // 360}:{n // 6 % 60:02}:{n % 6}0 GMT") for n in range(2000)]
    found = {entry.guid for entry in received(rss(*items))}
    assert found == {f"g{n}" for n in range(1800, 2000)}


def test_a_repeated_identifier_and_a_long_one(received):
    long = item().replace("g1", "x" * 5000)
    found = received(
        rss(item(), item(title="Encore", link="https://exemple.org/autre"), long.replace("/1", "/3"))
    )
    assert [entry.guid[:7] for entry in found] == ["g1", "sha256:"]


@pytest.mark.parametrize(
    ("declared", "real"), [("utf-8", "latin-1"), ("iso-8859-1", "iso-8859-1"), ("nimporte", "utf-8")]
)
def test_an_encoding_that_lies_breaks_nothing(received, declared, real):
    body = rss(item(title="été")).decode().replace('encoding="utf-8"', f'encoding="{declared}"').encode(real)
    (entry,) = received(body)
    assert entry.title == "été"


def test_controls_and_broken_characters_reach_no_column(received):
    found = received(rss(item(title="a&#0;b&#1;c"), item(2)).replace(b"g2", b"g\x002\xed\xa0\x80"))
    assert not any(set(entry.title + entry.guid) & set("\x00\x01\ud800") for entry in found)


def test_an_empty_feed_is_a_feed(received):
    assert received(rss()) == []


# --- what is refused --------------------------------------------------------------------------------------------------

LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">'
    + LAUGHS
    + b"]>"
    + rss(item(title="&l8;"))[len(HEAD) :]
)


def endless(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
    while True:
        client.sendall(b"<item>" * 5000)


def dripping(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
    while True:
        client.sendall(b" ")
        time.sleep(0.1)


REFUSED = {
    "huge": (whole(b" " * 2_000_001), "la réponse est trop grosse"),
    "endless": (endless, "la réponse est trop grosse"),
    "slow": (dripping, "le site est trop lent"),
    "gzip bomb": (whole(gzip.compress(b" " * 50_000_000), "Content-Encoding: gzip"), "la réponse est trop grosse"),
    "entities": (whole(BOMB), "le flux définit des entités XML"),
    "entities in UTF-16": (whole(BOMB.decode().encode("utf-16")), "le flux définit des entités XML"),
    "entities in UTF-7": (
        whole(b'<?xml version="1.0" encoding="utf-7"?>' + BOMB[21:].decode().encode("utf-7"), kind="text/xml"),
        "le flux définit des entités XML",
    ),
    "outside entity": (
        whole(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item(title="&x;"))[len(HEAD) :]),
        "le flux définit des entités XML",
    ),
    "a page": (
        whole(b"<!DOCTYPE html><html><title>Accueil</title></html>", kind="text/html"),
        "ce n’est pas un flux RSS ou Atom",
    ),
    "nothing": (whole(b""), "ce n’est pas un flux RSS ou Atom"),
    "an image": (whole(bytes(range(256)) * 40, kind="image/png"), "ce n’est pas un flux RSS ou Atom"),
    "absent": (whole(b"", status="404 Not Found"), "le site répond par le code 404"),
    "loop": (
        b"HTTP/1.1 302 Found\r\nLocation: /flux\r\nContent-Length: 0\r\n\r\n",
        "l’adresse renvoie d’adresse en adresse",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_why_in_french(source, now, monkeypatch, case):
    monkeypatch.setattr(watching, "FETCH_SECONDS", 2)
    answer, reason = REFUSED[case]
    followed = source(answer=answer)
    started = time.monotonic()
    reading = check_source(source=followed, now=now)
    assert time.monotonic() - started < 15
    assert reason in reading.failure
    followed.refresh_from_db()
    assert (followed.failures, followed.failing_since, FeedEntry.objects.count()) == (1, now, 0)
    assert followed.status == f"sans réponse depuis le 25/11/2026 ({reading.failure})"


def test_tags_in_tags_are_given_up_in_time(source, now):
    """Two megabytes that keep feedparser busy for half a minute are read by a process that is stopped."""
    body = rss()[:80] + b"<a>" * 640_000
    started = time.monotonic()
    reading = check_source(source=source(answer=whole(body)), now=now)
    assert reading.failure == "le flux est trop long ou trop compliqué à lire"
    assert time.monotonic() - started < watching.FETCH_SECONDS + 12


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/flux", "http://10.0.0.8/flux", "http://[::1]/", "http://169.254.169.254/x"]
)
def test_a_private_address_is_refused(source, now, monkeypatch, url):
    monkeypatch.setattr(watching, "fetch", fetch)
    assert (
        check_source(source=source(feed_url=url), now=now).failure
        == "l’adresse mène à un réseau privé ou réservé"
    )


def test_a_redirect_to_a_private_address_is_refused(source, server, now, monkeypatch):
    """The first address is allowed here, as one of the outside would be; the second is judged as any other."""
    from trajectoires.documents.services import addresses

    known = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1" or known(number))
    monkeypatch.setattr(addresses, "ALLOWED_PORTS", {80, int(server.base.rpartition(":")[2])})
    monkeypatch.setattr(watching, "fetch", fetch)
    followed = source(answer=b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n")
    assert check_source(source=followed, now=now).failure == "l’adresse mène à un réseau privé ou réservé"
    assert len(server.requests) == 1


# --- in turn ----------------------------------------------------------------------------------------------------------


def test_each_failure_doubles_the_wait_up_to_a_day(source, server, now):
    followed, waits = source(answer=whole(b"", status="500 Oh")), []
    for _ in range(7):
        check_source(source=followed, now=now)
        waits.append(round((followed.next_check_at - now).total_seconds() / 3600))
    assert waits == [1, 2, 4, 7, 15, 24, 24]
    server.answers["/flux"] = whole(rss())
    check_source(source=followed, now=now)
    assert (followed.failures, followed.last_failure, followed.failing_since) == (0, "", None)


def test_a_slow_source_takes_nothing_from_the_others(source, now, monkeypatch):
    """One short task a source, in the order in which they are due; none that is off, nor twice the same."""
    monkeypatch.setattr(watching, "FETCH_SECONDS", 1)
    asked: list[dict] = []
    monkeypatch.setattr(watching, "enqueue", lambda name, **values: asked.append({"name": name, **values}))
    source("/lente", dripping)
    source("/bombe", whole(BOMB))
    source("/bonne", whole(rss(item())))
    source("/eteinte", whole(rss(item(9))), is_active=False)
    assert ask_due_sources(now=now) == 3
    assert ask_due_sources(now=now) == 0
    task = app.tasks["news.check_source"]
    for each in asked:
        assert each["lock"] == f"news.source.{each['source_id']}"
        task.func(source_id=each["source_id"])
    assert [entry.source.name for entry in FeedEntry.objects.all()] == ["/bonne"]
    assert FeedSource.objects.filter(failures=1).count() == 2


def test_a_task_that_comes_after_the_source_was_turned_off_does_nothing(source, server):
    off = source(answer=whole(rss(item())), is_active=False)
    app.tasks["news.check_source"].func(source_id=off.pk)
    app.tasks["news.check_source"].func(source_id=0)
    assert server.requests == []


@pytest.mark.parametrize("status", ["200 OK", "500 Oh"])
def test_a_source_deleted_while_it_is_read_is_no_trouble(source, server, now, status):
    followed = source(answer=whole(rss(item()), status=status))
    FeedSource.objects.all().delete()
    check_source(source=followed, now=now)
    assert not FeedSource.objects.exists()
    assert not FeedEntry.objects.exists()
