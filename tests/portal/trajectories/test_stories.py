"""An organisation tells its trajectory: what it chooses, what is published, who may, how it is taken back."""

import json
import re
import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import PageLogEntry, Revision

from socioeco.readers import Answers, Question
from socioeco.readers.answers import ExerciceAnswers
from trajectoires.account.services import erase_account
from trajectoires.content.models import ExamplePage, Relation, UnansweredSearch, WithdrawnStory
from trajectoires.content.services import (
    MODERATORS,
    PUBLISHERS,
    NoExamples,
    establish_roles,
    export_content,
    refresh_vocabulary,
)
from trajectoires.mail.models import Message
from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Membership, Organisation
from trajectoires.organisations.services import delete_organisation
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import StoryState
from trajectoires.trajectories.models import Story, StoryVersion
from trajectoires.trajectories.presenters.stories import tellable_figures
from trajectoires.users.models import User

from ..content.library_cases import EXAMPLES, add_example, build_site  # noqa: TID252 - the site of both rooms

pytestmark = pytest.mark.django_db
TELL, PREVIEW = "/agir/trajectoire/raconter/", "/agir/trajectoire/raconter/apercu/"
TAKE_BACK = "/agir/trajectoire/raconter/retirer/"
WRITTEN = {
    "titre": "Vivre sans la zibeline municipale",
    "chapeau": "Nous avons perdu un tiers de nos ressources, et tenu.",
    "situation": "La ville payait tout.\n\nNous ne le savions pas.",
    "change": "Nos adhérents décident <b>davantage</b>.",
    "echecs": "Le loto n’a rien rapporté.",
    "conseil": "Commencez tôt.",
    "a_reprendre": "Une caisse commune\nUn calendrier",
    "etape_1_annee": "2025",
    "etape_1_fait": "Nous avons ouvert les ventes.",
    "etape_2_annee": "2023",
    "etape_2_jusqua": "2024",
    "etape_2_fait": "Nous avons compté.",
    "secteur": "culture",
    "taille": "1-9",
    "region": "53",
    "lieu": "Quimper",
    "nomme": "nom",
}
ADDRESS = re.compile(r"/exemples/recit-[a-z2-9]{8}/")


@pytest.fixture
def pages():
    return build_site()


@pytest.fixture
def writes(kept, alice, pages):
    """The draft, by the form; then the same, consented to."""

    def write(**values):
        asked = {**WRITTEN, "modeles": [str(pages.models[4].pk)], "leviers": [str(pages.lever.pk)], **values}
        return alice.client.post(TELL, {**asked, "apercu": "oui"})

    return write


@pytest.fixture
def sends(writes, alice):
    def send(*, mail=False, **values):
        assert writes(**values).headers["Location"] == PREVIEW
        page = alice.client.get(PREVIEW)
        consent = {
            "empreinte": page.context["form"].shown,
            "accord": "on",
            **({"courriel": "on"} if mail else {}),
        }
        assert alice.client.post(PREVIEW, consent).headers["Location"] == TELL
        return StoryVersion.objects.get(state=StoryState.WAITING)

    return send


def of_the_group(name):
    establish_roles()
    user = User.objects.create_user(f"{slugify(name)}@exemple.org", "une phrase de passe")
    user.groups.add(Group.objects.get(name=name))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def moderator(db):
    """Who may publish too: she accepts."""
    return of_the_group(PUBLISHERS)


@pytest.fixture
def accept(moderator):
    def press(version):
        return services.accept_story(version=version, user=moderator.user, now=timezone.now())

    return press


@pytest.fixture
def published(sends, accept):
    def make(**values):
        return accept(sends(**values)).story.page

    return make


def keys_of(figures):
    return {figure.key.partition(":")[0] for figure in figures}


# --- what may be told -----------------------------------------------------------------------------------------


def test_no_figure_tells_a_salary(kept):
    """One wage in these accounts: what is spent is not offered, nor what it could be taken from."""
    figures = tellable_figures(kept)
    assert keys_of(figures) >= {"ressources", "part_subventions", "position"}
    assert not keys_of(figures) & {"resultat", "fonds_propres", "part_personnel"}
    said = json.dumps([vars(figure) for figure in figures], ensure_ascii=False)
    assert "444" not in said
    assert "666" not in said, "wages and fees together"


def test_with_three_posts_the_result_may_be_told(kept):
    several = {Question.ETP: 400}
    years = [f"{year}-01-01/{year}-12-31" for year in (2024, 2025)]
    answers = Answers(exercices={year: ExerciceAnswers(values=several) for year in years})
    services.save_answers(trajectory=kept, answers=answers, now=timezone.now())
    kept.refresh_from_db()
    assert "resultat" in keys_of(tellable_figures(kept))


def test_each_figure_says_its_year_and_what_read_it(kept):
    figure = next(each for each in tellable_figures(kept) if each.key.startswith("ressources"))
    assert (figure.exercice, figure.number, figure.unit) == ("2024", "90000", "euros")
    assert figure.basis.startswith("Comptes de l’association")
    assert "moteur" in figure.basis
    assert figure.formula
    assert figure.rule.startswith("Version ")


# --- writing --------------------------------------------------------------------------------------------------


def test_nothing_is_ticked_beforehand(kept, alice, pages):
    html = alice.client.get(TELL).content.decode()
    assert 'name="chiffres"' in html
    assert "checked" not in html


def test_a_draft_is_kept_as_it_is_and_taken_up(kept, alice, pages, words):
    alice.client.post(TELL, {"titre": "Un début", "etape_1_annee": "l’an dernier", "brouillon": "oui"})
    assert Story.objects.get().draft["titre"] == "Un début"
    html = alice.client.get(TELL).content.decode()
    assert 'value="Un début"' in html
    assert "dernier" in html, "what is wrong is not lost either"
    refused = alice.client.post(TELL, {"titre": "Un début", "apercu": "oui"})
    assert refused.status_code == 422
    for said in ("Résumez votre récit", "Choisissez si votre association est nommée", "au moins une étape"):
        assert said in words(refused)
    assert not StoryVersion.objects.exists()
    assert alice.client.get(PREVIEW).headers["Location"] == TELL


def test_who_is_not_named_may_not_name_herself(writes, organisation, words):
    refused = writes(nomme="sans", situation=f"À {organisation.name}, la ville payait tout.")
    assert refused.status_code == 422
    assert "Ce texte dit le nom" in words(refused)


def test_the_preview_is_the_page_word_for_word(kept, sends, alice, accept, words):
    version = sends(chiffres=[figure.key for figure in tellable_figures(kept)])
    told = alice.client.get(PREVIEW)
    shown = re.search(r"<article.*</article>", told.content.decode(), re.DOTALL)[0]
    page = accept(version).story.page
    public = words(Client().get(page.address))
    parts = [
        words(part) for _, part in re.findall(r"<(p|h1|h2|li|dd|span)\b[^>]*>(.*?)</\1>", shown, re.DOTALL)
    ]
    assert len(parts) > 20
    assert not [part for part in parts if part not in public]
    assert "&lt;b&gt;davantage" in shown


def test_consent_is_to_what_was_shown(writes, alice, words):
    writes()
    seen = alice.client.get(PREVIEW).context["form"].shown
    assert alice.client.post(PREVIEW, {"empreinte": seen}).status_code == 422
    writes(titre="Un autre titre")
    late = alice.client.post(PREVIEW, {"empreinte": seen, "accord": "on"})
    assert late.status_code == 422
    assert "ont changé depuis l’aperçu" in words(late)
    assert not StoryVersion.objects.exists()


# --- who may --------------------------------------------------------------------------------------------------


def test_only_managers_write_and_send(kept, alice, bob, charlie, open_in_browser, pages, words):  # noqa: PLR0917 - actors
    open_in_browser(bob)
    assert {bob.client.get(each).status_code for each in (TELL, PREVIEW, TAKE_BACK)} == {403}
    assert bob.client.post(TELL, WRITTEN).status_code == 403
    for stranger in (charlie.client, Client()):
        page = stranger.get(TELL)
        assert "gardé dans une organisation" in words(page)
        assert "Le Fournil" not in words(page)
        assert stranger.post(TELL, WRITTEN).status_code == 403
    assert not Story.objects.exists()


def test_a_guest_may_not(shared, dominique, pages):
    shared()
    assert {dominique.client.get(each).status_code for each in (TELL, PREVIEW, TAKE_BACK)} == {403}


def test_moderation_is_for_who_may_change_stories(sends, lenient_templates):
    version = sends()
    addresses = [
        "/edition/recits/",
        f"/edition/recits/{version.pk}/",
        f"/edition/recits/{version.pk}/apercu/",
    ]
    writer = User.objects.create_user("redactrice@exemple.org", "une phrase de passe")
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(writer)
    for address in addresses:
        assert client.get(address).status_code in {302, 403}
        assert Client().get(address).status_code == 302
    assert client.post(addresses[1], {"accepter": "oui"}).status_code in {302, 403}
    assert not ExamplePage.objects.exists()


# --- moderation -----------------------------------------------------------------------------------------------


def test_accepted_it_is_an_example_everywhere(published, pages, alice, words):
    page = published(chiffres=[])
    assert ADDRESS.fullmatch(page.address)
    read = words(Client().get(page.address))
    for said in (
        "Racontée par l’association elle-même",
        "Le Fournil",
        "2023–2024",
        "Une caisse commune",
        "Quimper",
    ):
        assert said in read
    assert words(Client().get(EXAMPLES)).count("zibeline") >= 1
    for other in (pages.models[4], pages.lever):
        assert page.title in words(Client().get(other.address))
    assert page.address in Client().get("/sitemap.xml").content.decode()
    assert "Votre récit est publié" in words(alice.client.get(TELL))


def test_unnamed_neither_name_nor_place(published, words):
    page = published(nomme="sans")
    read = words(Client().get(page.address))
    assert "Une association (culture et spectacles, de 1 à 9 salariés, Bretagne)" in read
    for hidden in ("Le Fournil", "Quimper"):
        assert hidden not in read
        assert hidden not in json.dumps(page.latest_revision.content, ensure_ascii=False)


def test_a_chosen_figure_is_frozen(kept, published, words):
    chosen = next(each for each in tellable_figures(kept) if each.key.startswith("part_subventions"))
    page = published(chiffres=[chosen.key])
    kept.files.all().delete()
    assert [each["key"] for each in page.figures] == [chosen.key]
    read = words(Client().get(page.address))
    assert "100 %" in read
    assert "Les lignes de ses comptes ne sont pas publiées" in read
    assert "900" not in read, "the amounts that make it are not"


def test_the_editor_sees_it_and_answers(sends, moderator, alice, words, lenient_templates):
    version = sends(mail=True)
    address = f"/edition/recits/{version.pk}/"
    assert "1 récit à lire" in words(moderator.get("/edition/recits/"))
    assert "zibeline" in words(moderator.get(address))
    assert "zibeline" in words(moderator.get(f"{address}apercu/"))
    assert moderator.post(address, {"corriger": "oui", "corriger-words": ""}).status_code == 422
    assert moderator.post(address, {"corriger": "oui", "corriger-words": "Dites l’année."}).status_code == 302
    assert "Dites l’année." in words(alice.client.get(TELL))
    assert "Dites l’année." in Message.objects.get().text
    assert moderator.post(address, {"accepter": "oui"}).status_code == 302
    assert not ExamplePage.objects.exists(), "it no longer waits"
    again = sends()
    assert moderator.post(f"/edition/recits/{again.pk}/", {"accepter": "oui"}).status_code == 302
    assert ExamplePage.objects.live().count() == 1
    assert Message.objects.count() == 1, "no mail was asked for"


def test_who_moderates_without_publishing_answers_and_does_not_accept(sends, words, lenient_templates):
    version, client = sends(), of_the_group(MODERATORS)
    address = f"/edition/recits/{version.pk}/"
    assert "une personne du groupe « Publication »" in words(client.get(address))
    assert client.post(address, {"accepter": "oui"}).status_code in {302, 403}
    assert not ExamplePage.objects.exists()
    client.post(address, {"refuser": "oui", "refuser-words": "Une publicité."})
    version.refresh_from_db()
    assert version.state == StoryState.REFUSED


def test_a_refusal_says_why(sends, moderator, alice, words):
    version = sends()
    services.refuse_story(version=version, reason="Une publicité.", user=moderator.user, now=timezone.now())
    assert "Une publicité." in words(alice.client.get(TELL))
    with pytest.raises(services.AlreadyAnswered):
        services.accept_story(version=version, user=moderator.user, now=timezone.now())


def test_figures_are_in_no_form_of_the_editors(published):
    from wagtail.admin.panels import get_edit_handler

    fields = get_edit_handler(ExamplePage).get_form_class()().fields
    assert "lede" in fields
    assert not {"figures", "told_by", "told_on"} & set(fields)


def test_an_example_of_nobody_is_refused_beside_its_field(published):
    published().clean()
    with pytest.raises(ValidationError) as refused:
        ExamplePage(title="Un titre").clean()
    assert list(refused.value.message_dict) == ["organisation"]


def test_a_new_version_goes_through_moderation_again(published, sends, accept, words):
    page = published()
    version = sends(titre="Deux ans après")
    assert "zibeline" in words(Client().get(page.address))
    assert accept(version).story.page == page
    read = words(Client().get(page.address))
    assert "Deux ans après" in read
    assert "zibeline" not in read
    assert StoryVersion.objects.count() == 1
    kept = Revision.objects.for_instance(page).values_list("content", flat=True)
    assert "zibeline" not in json.dumps(list(kept), ensure_ascii=False), "consent was for the last one"


def test_without_a_list_of_examples_it_waits(sends, accept, pages):
    version = sends()
    pages.examples.unpublish()
    with pytest.raises(NoExamples):
        accept(version)
    version.refresh_from_db()
    assert version.is_waiting


# --- taken back -----------------------------------------------------------------------------------------------


def everything_said():
    """Every text of every table, but the work's own draft, and the words that this test looks for."""
    said = []
    for model in apps.get_models():
        if model._meta.managed and model not in {Story, UnansweredSearch}:
            manager = getattr(model, "every", model._base_manager)
            said += [str(row) for row in manager.values_list()]
    return "\n".join(said)


def gone(address, words):
    answer = Client().get(address)
    assert answer.status_code == 410
    assert "Ce récit a été retiré" in words(answer)
    assert "zibeline" not in words(answer)
    export = reverse("content:examples_export", args=["csv"])
    for listing in (EXAMPLES, "/sitemap.xml", export, "/recherche/?q=zibeline"):
        page = Client().get(listing).content.decode()
        assert address not in page
        assert "Vivre sans la zibeline" not in page


def test_taken_back_at_once_nothing_is_left(published, pages, alice, words):
    page = published()
    address = page.address
    refresh_vocabulary()
    assert "zibeline" in words(Client().get(address)), "kept ready"
    assert alice.client.post(TAKE_BACK).status_code == 302
    gone(address, words)
    assert page.title not in words(Client().get(pages.models[4].address))
    refresh_vocabulary()
    assert "zibeline" not in everything_said()
    assert list(WithdrawnStory.objects.values_list("slug", "withdrawn_on")) == [
        (page.slug, timezone.localdate())
    ]
    assert not StoryVersion.objects.exists()
    assert not PageLogEntry.objects.filter(page_id=page.pk).exists()
    assert not Relation.objects.filter(source_id=page.pk).exists()
    story = Story.objects.get()
    assert story.draft["titre"] == WRITTEN["titre"], "the draft is hers"
    assert "a été retiré" in words(alice.client.get(TELL))
    alice.client.post(TAKE_BACK, {"brouillon": "oui"})
    assert Story.objects.get().draft == {}


def test_what_waits_is_taken_back_too(sends, accept, alice):
    version = sends()
    alice.client.post(TAKE_BACK)
    assert not StoryVersion.objects.exists()
    with pytest.raises(services.AlreadyAnswered):
        accept(version)


def test_it_may_be_told_again(published, alice, words):
    before = published().address
    alice.client.post(TAKE_BACK)
    after = published().address
    assert after != before
    assert Client().get(after).status_code == 200
    assert Client().get(before).status_code == 410


def test_with_the_work(published, kept, words):
    address = published().address
    services.erase(trajectory=kept, now=timezone.now())
    gone(address, words)
    assert not Story.objects.exists()


def test_with_the_organisation(published, organisation, alice, words):
    address = published().address
    assert alice.client.post(reverse("organisations:delete", args=[organisation.pk])).status_code == 302
    gone(address, words)
    assert "zibeline" not in everything_said()


def test_with_the_members_of_an_organisation_of_the_pages(published, organisation, words):
    address = published().address
    Organisation.every.filter(pk=organisation.pk).update(is_public=True, slug="le-fournil")
    delete_organisation(organisation=Organisation.objects.get(pk=organisation.pk), now=timezone.now())
    gone(address, words)


def test_with_the_account_of_the_last_manager(published, organisation, alice, bob, words):
    """Bob, who stays, consented to nothing; the draft is his to take up."""
    address = published().address
    erase_account(user=alice.user, now=timezone.now())
    gone(address, words)
    assert Membership.objects.get(organisation=organisation).role == Role.MANAGER
    assert Story.objects.get().draft["titre"] == WRITTEN["titre"]


def test_not_with_the_account_of_another_manager(published, organisation, alice, bob):
    address = published().address
    Membership.objects.filter(user=bob.user).update(role=Role.MANAGER)
    erase_account(user=alice.user, now=timezone.now())
    assert Client().get(address).status_code == 200
    assert StoryVersion.objects.get().consented_by is None


def test_a_work_does_not_go_without_its_story(published, kept):
    published()
    with pytest.raises(ProtectedError), transaction.atomic():
        kept.delete()


# --- what is kept ---------------------------------------------------------------------------------------------


def test_her_export_holds_it(published, alice, bob):
    published()
    (story,) = services.export_person(user=alice.user)["recits"]
    assert story["brouillon"]["titre"] == WRITTEN["titre"]
    assert story["envoyes"][0]["recit"]["title"] == WRITTEN["titre"]
    assert ADDRESS.fullmatch(story["adresse"])
    assert "recits" not in services.export_person(user=bob.user)


def test_files_do_not_hold_it(published, pages, tmp_path):
    add_example(pages, "roseau", name="Le Roseau")
    page = published()
    written = export_content(folder=tmp_path)
    assert "pages/exemples/roseau.md" in written
    assert not [path for path in written if page.slug in path]
    assert not page.is_kept_in_files


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "attente", "answered_at": timezone.now()},
        {"state": "publie", "answered_at": None},
        {"state": "refuse", "answered_at": timezone.now(), "answer": ""},
        {"state": "perdu", "answered_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_makes_no_sense(sends, wrong):
    version = sends()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryVersion.objects.filter(pk=version.pk).update(**wrong)


def test_the_database_refuses_two_that_wait_and_an_example_of_nobody(sends, pages):
    version = sends()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryVersion.objects.create(story=version.story, told={}, consented_at=timezone.now())
    page = add_example(pages, f"un-{uuid.uuid4().hex[:6]}", name="Le Roseau")
    for wrong in ({"organisation": None}, {"told_by": "Elle"}, {"figures": [{"key": "x"}]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExamplePage.objects.filter(pk=page.pk).update(**wrong)
