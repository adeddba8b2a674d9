"""An attestation: asked for once the course is done, true after editors change it, showing what its learner chose."""

import datetime as dt
import io
import itertools

import pikepdf
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from trajectoires.learning import selectors, services
from trajectoires.learning.access import KEY_LENGTH, SIGNS, find_by_key, new_key, read_key
from trajectoires.learning.enums import KEPT, NAME_TRIES, SESSION_KEY, Shown
from trajectoires.learning.models import Attestation, Learner
from trajectoires.learning.services import Wish

from .course_cases import EXERCISES, RIGHT, add_course, add_lesson, build_course

pytestmark = pytest.mark.django_db
PROGRESS = "/se-former/mon-parcours/"
HERS = "/se-former/mon-parcours/attestation/court/"
OWN, PDF, WITHDRAW = f"{HERS}la-mienne/", f"{HERS}attestation.pdf", f"{HERS}retirer/"
CHECK = "/se-former/attestations/"
NAME = "Zoé L’Œillet-Çelik"
SECRETS = {
    Shown.NOM: ["Œillet"],
    Shown.JOUR: ["Établie"],
    Shown.LECONS: ["Premiers-pas", "Derniers-pas", "Durée"],
}


@pytest.fixture
def course():
    """A course of two lessons, with one exercise each."""
    made = add_course(build_course().door, "court", number=2)
    for rank, slug in enumerate(("premiers-pas", "derniers-pas"), start=1):
        add_lesson(made, slug, rank=rank, exercises=EXERCISES[:1])
    return made


def answer(client, lesson, **given):
    address = f"/se-former/court/{lesson}/exercices/"
    return client.post(
        address, {"exercice": "un", "action": "valider", **(given or RIGHT["un"])}, follow=True
    )


def finish(client):
    for lesson in ("premiers-pas", "derniers-pas"):
        response = answer(client, lesson)
    return response


@pytest.fixture
def learner(course):
    """A browser whose course is done."""
    client = Client()
    finish(client)
    return client


def ask(client, name=NAME, shown=()):
    return client.post(HERS, {"name": name, "shown": [str(part) for part in shown]}, follow=True)


def page_of(attestation):
    return f"{CHECK}{attestation.grouped_key}/"


@pytest.fixture
def attested(learner):
    """Nothing ticked."""
    ask(learner)
    return Attestation.objects.get()


# --- asking -----------------------------------------------------------------------------------------------------------


def test_it_is_not_offered_before_the_course_is_done(course, words):
    client = Client()
    answer(client, "premiers-pas")
    shown = answer(client, "derniers-pas", reponse="0")
    assert "mon attestation" not in words(shown).lower()
    assert "Demander mon attestation" not in words(client.get(PROGRESS))
    for address in (HERS, OWN, PDF, WITHDRAW, HERS.replace("court", "aucun")):
        assert client.get(address).status_code == 404
        assert Client().get(address).status_code == 404
    assert client.post(HERS, {"name": NAME}).status_code == 404
    assert not Attestation.objects.exists()


def test_a_service_refuses_a_course_that_is_not_done(course, now):
    learner = Learner.objects.create(created_at=now, expires_at=now + KEPT)
    progress = selectors.progress_in(learner, "court")
    with pytest.raises(services.CourseNotDone):
        services.attest(learner=learner, progress=progress, wish=Wish(NAME, []), now=now)


def test_it_is_offered_when_the_course_is_done(course, words):
    client = Client()
    assert f'href="{HERS}"' in finish(client).content.decode()
    assert "Demander mon attestation" in words(client.get(PROGRESS))
    form = client.get(HERS)
    assert form.status_code == 200
    assert " checked" not in form.content.decode()
    assert "ni un diplôme, ni une certification" in words(form)
    assert "comme pour une clé inconnue" in words(form)


def test_it_says_what_others_will_see(learner, words):
    response = ask(learner, shown=[Shown.LECONS])
    assert response.redirect_chain == [(f"{OWN}?garde=oui", 302)]
    said = words(response)
    assert "vient bien de ce site. Elle montre le titre du cours et la liste des leçons" in said
    assert "Elle ne montre ni votre nom, ni le jour où elle a été établie." in said
    assert Attestation.objects.get().grouped_key in said
    assert f'href="{OWN}"' in learner.get("/se-former/court/premiers-pas/exercices/").content.decode()
    assert "Demander mon attestation" not in words(learner.get(PROGRESS))


def test_what_is_said_follows_what_is_ticked():
    nothing, most, everything = (
        " ".join(selectors.sentences_on(Attestation(shown=[str(part) for part in shown])))
        for shown in ([], [Shown.NOM, Shown.JOUR], list(Shown))
    )
    assert "montre le titre du cours. Elle ne montre ni votre nom, ni le jour" in nothing
    assert "votre nom et le jour où elle a été établie. Elle ne montre pas la liste" in most
    assert "oui ou non" in nothing
    assert "oui ou non" not in most
    assert "ne montre" not in everything


def test_everything_wrong_is_said_and_what_was_typed_stays(learner, words):
    response = learner.post(HERS, {"name": " \u202e ", "shown": ["nom", "secret"]})
    assert response.status_code == 422
    assert "Écrivez le nom à porter" in words(response)
    assert "« secret » n’est pas dans la liste" in words(response)
    assert " checked" in response.content.decode()
    long = learner.post(HERS, {"name": "x" * 121})
    assert "120 signes au plus" in words(long)
    assert "x" * 121 in long.content.decode()
    assert not Attestation.objects.exists()


def test_signs_that_the_document_cannot_write_are_named(learner, words):
    said = words(learner.post(HERS, {"name": "Li 漢字 Mei 😀"}))
    assert "Le document ne sait pas écrire : 漢 字 😀." in said


def test_asking_again_changes_the_name_and_not_the_key(learner, attested, words):
    form = learner.get(HERS).content.decode()
    assert "Œillet" in form
    ask(learner, name="Zoé Celik", shown=[Shown.NOM, Shown.JOUR])
    changed = Attestation.objects.get()
    assert (changed.key, changed.issued_at) == (attested.key, attested.issued_at)
    assert (changed.name, changed.shown) == ("Zoé Celik", ["nom", "jour"])
    assert learner.get(HERS).content.decode().count(" checked") == 2


def test_two_requests_at_once_make_one(learner, attested, course, now):
    person = attested.learner
    again = services.attest(
        learner=person, progress=selectors.progress_in(person, "court"), wish=Wish("Zoé", []), now=now
    )
    assert (again.key, again.name) == (attested.key, "Zoé")


def test_the_database_holds_what_is_promised(attested):
    for wrong in ({"name": ""}, {"shown": ["adresse"]}, {"name_tries": NAME_TRIES + 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attestation.objects.update(**wrong)
    attested.pk, attested.key = None, new_key()
    with pytest.raises(IntegrityError), transaction.atomic():
        attested.save()


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_has_more_than_128_bits_and_is_read_as_people_type(now):
    assert len(SIGNS) ** KEY_LENGTH > 2**128
    assert not set(SIGNS) & set("01iloul")
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    key = keys.pop()
    grouped = Attestation(key=key).grouped_key
    assert grouped.count("-") == 6
    typed = grouped.upper().replace("-", " – ")
    assert read_key(f" {typed}\u00a0") == key
    assert find_by_key(key, now=now) is None


def test_the_page_of_verification_leads_from_a_key_to_its_page(attested, words):
    visitor = Client()
    response = visitor.get(CHECK, {"cle": f" {attested.grouped_key.upper().replace('-', ' ')} "}, follow=True)
    assert response.redirect_chain == [(f"{CHECK}{attested.key}/", 302)]
    assert "vient bien de ce site" in words(response)
    assert not visitor.cookies
    for typed, said in (
        ("", "Écrivez la clé"),
        ("k7m3-9xq2", "celle-ci en a 8"),
        ("k0l3", "« 0 », « l » ne peut"),
    ):
        wrong = visitor.get(CHECK, {"cle": typed})
        assert wrong.status_code == 422
        assert said in words(wrong)
        assert f'value="{typed}"' in wrong.content.decode() or not typed
        assert wrong.headers["Referrer-Policy"] == "no-referrer"


# --- what is shown ----------------------------------------------------------------------------------------------------

PARTS = [chosen for count in range(4) for chosen in itertools.combinations(Shown, count)]


@pytest.mark.parametrize("shown", PARTS, ids=lambda parts: "+".join(parts) or "nothing")
def test_the_page_holds_nothing_of_what_is_not_ticked(learner, shown):
    ask(learner, shown=shown)
    attestation = Attestation.objects.get()
    response = Client().get(page_of(attestation))
    html = response.content.decode()
    assert response.status_code == 200
    assert "vient bien de ce site" in html
    assert "Court" in html
    for part, secrets in SECRETS.items():
        assert [each in html for each in secrets] == [part in shown] * len(secrets)
    assert (str(attestation.issued_at.year) in html) == (Shown.JOUR in shown)
    assert ('name="name"' in html) != (Shown.NOM in shown)


def test_the_page_is_kept_nowhere_and_tells_nobody(attested):
    caches["pages"].clear()
    response = Client().get(page_of(attested))
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_unknown_withdrawn_erased_and_expired_keys_answer_alike(learner, attested, words):
    address = page_of(attested)
    unknown = Client().get(f"{CHECK}{new_key()}/")
    assert unknown.status_code == 404
    assert "Aucune attestation à cette clé" in words(unknown)
    assert "Demandez-lui le document à jour" in words(unknown)
    Learner.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    for response in (
        Client().get(address),
        Client().post(address, {"name": NAME}),
        Client().get(f"{CHECK}x/"),
    ):
        assert (response.status_code, response.content) == (404, unknown.content)
    Learner.objects.update(expires_at=timezone.now() + KEPT)
    assert Client().get(address).status_code == 200
    assert learner.get(WITHDRAW).status_code == 200
    assert Client().get(address).status_code == 200  # looking withdraws nothing
    assert "elle ne se vérifie plus" in words(learner.post(WITHDRAW, follow=True))
    assert Client().get(address).content == unknown.content


def test_asked_again_after_it_was_withdrawn_it_has_another_key(learner, attested):
    learner.post(WITHDRAW)
    ask(learner)
    assert Attestation.objects.get().key != attested.key


# --- the name ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [NAME, "ZOE L'OEILLET CELIK", " zoé  l’œillet celik "])
def test_the_name_is_confirmed_as_people_type_it(attested, words, typed):
    response = Client().post(page_of(attested), {"name": typed})
    assert response.status_code == 200
    assert "Oui. C’est le nom" in words(response)


def test_another_name_is_refused_and_the_right_one_is_not_told(attested, words):
    response = Client().post(page_of(attested), {"name": "Zoé"})
    assert "Non. L’attestation porte un autre nom" in words(response)
    assert "Œillet" not in response.content.decode()
    assert Client().post(page_of(attested), {"name": " "}).status_code == 422


def test_names_are_tried_a_few_times_an_hour_whoever_tries(attested, words):
    for _ in range(NAME_TRIES):
        assert Client().post(page_of(attested), {"name": "Zoé"}).status_code == 200
    refused = Client().post(page_of(attested), {"name": NAME})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert "Attendez une heure" in words(refused)
    assert "Oui." not in words(refused)
    earlier = timezone.now() - dt.timedelta(hours=1)
    Attestation.objects.update(name_tried_at=earlier)
    assert "Oui." in words(Client().post(page_of(attested), {"name": NAME}))
    assert Attestation.objects.get().name_tries == 1


def test_a_name_that_is_shown_is_not_asked_about(learner, words):
    ask(learner, shown=[Shown.NOM])
    attestation = Attestation.objects.get()
    response = Client().post(page_of(attestation), {"name": "Zoé"})
    assert response.status_code == 200
    assert "Non." not in words(response)
    assert Attestation.objects.get().name_tries == 0


# --- how long it lives ------------------------------------------------------------------------------------------------


def test_asking_and_changing_put_off_the_end(learner, words):
    for _ in range(2):
        Learner.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
        ask(learner)
        assert Learner.objects.get().expires_at > timezone.now() + dt.timedelta(days=364)
    assert learner.session.get_expiry_age() > dt.timedelta(days=364).total_seconds()


def test_forgetting_everything_forgets_it(learner, attested):
    learner.post(f"{PROGRESS}effacer/")
    assert not Attestation.objects.exists()
    assert Client().get(page_of(attested)).status_code == 404


@pytest.fixture
def member(course):
    client = Client()
    client.force_login(get_user_model().objects.create_user("lectrice@exemple.org", "une phrase de passe"))
    return client


def bring(learner, member):
    session = member.session
    session[SESSION_KEY] = learner.session[SESSION_KEY]
    session.save()
    return member.get(PROGRESS)


def test_signing_in_brings_it_and_the_account_keeps_it(learner, attested, member, words):
    assert "Zoé" in words(bring(learner, member))
    kept = Attestation.objects.get()
    assert (kept.key, kept.learner.user.email) == (attested.key, "lectrice@exemple.org")
    assert "tant que votre compte existe" in words(member.get(OWN))
    kept.learner.user.delete()
    assert Client().get(page_of(attested)).status_code == 404


def test_of_two_for_one_course_the_one_of_the_account_stays(learner, attested, member):
    finish(member)
    ask(member, name="Zoé du compte")
    bring(learner, member)
    assert Attestation.objects.get().name == "Zoé du compte"
    assert Client().get(page_of(attested)).status_code == 404


def test_one_whose_course_is_gone_is_brought_too(learner, attested, member, course):
    finish(member)
    ask(member, name="Zoé du compte")
    Attestation.objects.update(course=None)
    bring(learner, member)
    assert Attestation.objects.count() == 2


# --- editors change the course ----------------------------------------------------------------------------------------


def test_what_it_says_stays_when_the_course_changes(learner, attested, course, words):
    ask(learner, shown=list(Shown))
    first = course.get_children().first().specific
    first.title, first.exercises = "Autre leçon", []
    first.save_revision().publish()
    course.title, course.slug = "Autre cours", "autre"
    course.save_revision().publish()
    said = words(Client().get(page_of(attested)))
    assert "Court" in said
    assert "Premiers-pas" in said
    assert "Autre leçon" not in said
    assert learner.get(PDF.replace("court", "autre")).status_code == 200
    assert learner.get(PDF).status_code == 404


def test_it_outlives_its_course(learner, attested, course, words):
    course.unpublish()
    page = Client().get(page_of(attested))
    assert "/se-former/court/" not in page.content.decode()
    assert "Court" in words(learner.get(PROGRESS))
    course.delete()
    assert Client().get(page_of(attested)).status_code == 200
    assert learner.get(PDF).status_code == 200
    assert ask(learner, name="Zoé").status_code == 200
    assert Attestation.objects.get().name == "Zoé"


# --- the document -----------------------------------------------------------------------------------------------------


def test_nobody_gets_the_document_of_another(learner, attested):
    other = Client()
    for address in (PDF, OWN, WITHDRAW):
        assert other.get(address).status_code == 404
    assert other.post(WITHDRAW).status_code == 404
    finish(other)
    assert other.get(PDF).status_code == 404
    assert Attestation.objects.exists()


def document(client):
    response = client.get(PDF)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="attestation-court.pdf"'
    assert "no-store" in response.headers["Cache-Control"]
    return pikepdf.open(io.BytesIO(response.content))


def tags(node):
    """Every structure element under a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        yield from tags(node.get("/K"))


def test_the_document_is_one_tagged_page(learner, attested, settings):
    settings.SITE_URL = "https://exemple.org"
    with document(learner) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot.K))
        links = {str(each.A.URI): str(each.Contents) for each in pdf.pages[0].Annots}
        assert len(pdf.pages) == 1
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title) == "Attestation de suivi : Court"
        assert found.count("/H1") == 1
        assert found.count("/H2") == 4
        assert found.count("/L") == 2
        assert found.count("/LI") == 3
        assert found.count("/Link") == 2
        addresses = [f"https://exemple.org{page_of(attested)}", f"https://exemple.org{CHECK}"]
        assert links == {address: address for address in addresses}


@pytest.mark.parametrize(
    "name",
    [
        "#let x = 1; #panic(x)",
        "*gras* _italique_ `code` $x$ = Titre <b>gras</b> \\u{41} @ici",
        "محمد بن علي",
        "שרה כהן",
        "Zoé\u202eilec\u202c",
        "W" * 120,
        " ".join(["Marie-Antoinette"] * 7),
    ],
)
def test_a_hostile_name_is_plain_text_on_one_page(learner, name, words):
    response = ask(learner, name=name, shown=[Shown.NOM])
    assert response.status_code == 200
    kept = Attestation.objects.get()
    assert kept.name == name.replace("\u202e", "").replace("\u202c", "")
    assert "<b>gras" not in response.content.decode()
    with document(learner) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot.K))
        assert len(pdf.pages) == 1
        assert found.count("/H1") == 1
        assert found.count("/H2") == 4
    assert kept.name in words(Client().get(page_of(kept))) or "<" in name


def test_the_longest_course_holds_on_one_page(learner, attested):
    """Longer titles than any course has: two columns, one list."""
    Attestation.objects.update(
        title="Un titre de cours tout de même assez long pour tenir sur deux lignes entières du document",
        aims=["Dire en une phrase ce que l’on saura faire, avec les mots de tous les jours."] * 5,
        lessons=["Une leçon au titre assez long, mais pas plus que les autres"] * 14,
        name=" ".join(["Marie-Antoinette"] * 7),
    )
    with document(learner) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot.K))
        assert len(pdf.pages) == 1
        assert (found.count("/L"), found.count("/LI")) == (2, 19)


def test_the_duration_is_said_in_hours():
    said = [Attestation(minutes=minutes).duration for minutes in (45, 60, 65, 120, 200)]
    assert said == ["45 minutes", "1 heure", "1 heure 05", "2 heures", "3 heures 20"]
