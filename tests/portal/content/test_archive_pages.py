"""« Contenu du site » in the editors' space: taken away, tried, confirmed; each step says what it does."""

import io

import pytest

from .conftest import files_of, packed, unpacked

pytestmark = pytest.mark.django_db
PLACE = "/edition/contenu/"


@pytest.fixture
def publisher(client, people, library, _wagtail_templates):
    library.load()
    client.force_login(people["Publication"])
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def send(client, source, absent="garder"):
    source.seek(0)
    source.name = "envoi.zip"
    return client.post(PLACE, {"archive": source, "absent": absent})


@pytest.fixture
def changed(library):
    text = library.read("pages/comprendre/index.md").replace("titre: Comprendre", "titre: Autre titre")
    return packed({"pages/comprendre/index.md": text})


def test_a_zip_is_tried_then_confirmed(publisher, changed, page_at, words):
    page = words(send(publisher, changed))
    assert "Étape 2 sur 2 : vérifier, puis charger" in page
    assert "Mis à jour : 1 pages/comprendre/index.md" in page
    assert "Ce qui n’est pas dans le zip resterait en ligne." in page
    assert page_at("/comprendre/").title == "Comprendre"
    assert "C’est chargé" in words(publisher.post(f"{PLACE}charger/"))
    assert page_at("/comprendre/").title == "Autre titre"


def test_what_waited_is_erased_and_confirmed_once(publisher, changed, settings):
    send(publisher, changed)
    waiting = settings.FILE_UPLOAD_TEMP_DIR / "attente"
    assert len(list(waiting.glob("*"))) == 1
    publisher.post(f"{PLACE}charger/")
    assert list(waiting.glob("*")) == []
    assert publisher.post(f"{PLACE}charger/").status_code == 302


def test_problems_are_all_shown_and_nothing_waits(publisher, words, settings):
    answer = send(publisher, packed({"../x.md": b"x", "lu.txt": b"x"}))
    assert answer.status_code == 422
    page = words(answer)
    assert "Rien n’a été chargé" in page
    assert "../x.md" in page
    assert "lu.txt" in page
    assert "Charger le zip" not in page
    assert list((settings.FILE_UPLOAD_TEMP_DIR / "attente").glob("*")) == []


def test_without_a_file_the_form_says_what_to_do(publisher, words):
    answer = publisher.post(PLACE, {"absent": "garder"})
    assert answer.status_code == 422
    assert "Choisissez un fichier zip." in words(answer)


def test_the_zip_that_is_taken_away_is_the_content(publisher, library):
    answer = publisher.get(f"{PLACE}telecharger/")
    assert answer["Content-Disposition"].startswith('attachment; filename="contenu-')
    assert unpacked(io.BytesIO(b"".join(answer.streaming_content))) == files_of(library.folder)


@pytest.mark.parametrize(
    ("role", "expected"),
    [("administration", 200), ("Publication", 200), ("Modération", 302), ("Rédaction", 302)],
)
def test_only_whoever_may_publish_everything_enters(publisher, people, role, expected):
    publisher.force_login(people[role])
    assert publisher.get(PLACE).status_code == expected
    answer = publisher.get(f"{PLACE}telecharger/")
    assert answer.status_code == expected
    b"".join(answer)  # a stream is closed once read
    assert publisher.post(f"{PLACE}charger/").status_code == 302
    assert ("Contenu du site" in publisher.get("/edition/").content.decode()) == (expected == 200)
