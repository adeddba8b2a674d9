"""Scenarios opened to a guest: read, compared, taken away, never changed; refused where they would tell a pay."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from socioeco.scenarios import ChosenCard
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import Scope
from trajectoires.trajectories.models import Share, ShareAccess

pytestmark = pytest.mark.django_db

START = "/agir/trajectoire/"
SHARES, QUESTIONS, LIST = f"{START}partager/", f"{START}questions/", f"{START}scenarios/"
ALL = (Scope.RESULTS, Scope.ACCOUNTS, Scope.SCENARIOS)
WAGES = ("444,00", "333,00", "641000")


@pytest.fixture
def scenario(kept):
    cut = ChosenCard(carte="baisse_des_subventions", debut=1, reponses={"pourcentage": 2_000})
    return services.create_scenario(
        trajectory=kept,
        name="Un cinquième en moins",
        years=3,
        notes="Une note",
        cards=[cut],
        now=timezone.now(),
    )


@pytest.fixture
def pages(scenario):
    """Every page of the scenarios that a guest may read."""
    chosen = f"?s={scenario.pk}"
    return {
        "list": LIST,
        "result": reverse("trajectories:scenario_result", args=[scenario.pk]),
        "ods": reverse("trajectories:scenario_figures", args=[scenario.pk]),
        "sides": reverse("trajectories:scenario_compare") + chosen,
        "board": reverse("trajectories:scenario_board") + chosen,
        "pdf": reverse("trajectories:scenario_board_pdf") + chosen,
    }


@pytest.fixture
def many_posts(alice, kept):
    """More than two posts: no pay can be read."""
    answers = {f"etp_{year}0101_{year}1231": "5" for year in (2024, 2025)}
    assert alice.client.post(QUESTIONS, answers).status_code == 302


@pytest.fixture
def people(alice, dominique, kept):
    return alice, dominique


def answers_to(dominique, pages):
    return {name: dominique.client.get(address) for name, address in pages.items()}


def test_results_alone_open_no_scenario(shared, dominique, pages):
    shared()
    assert {each.status_code for each in answers_to(dominique, pages).values()} == {403}


def test_accounts_and_plan_open_no_scenario(shared, dominique, pages, many_posts):
    shared(scopes=(Scope.RESULTS, Scope.ACCOUNTS, Scope.PLAN))
    assert {each.status_code for each in answers_to(dominique, pages).values()} == {403}


def test_a_guest_reads_them_and_is_seen(shared, dominique, pages, many_posts, words):
    share = shared(scopes=ALL)
    read = answers_to(dominique, pages)
    assert {name: each.status_code for name, each in read.items()} == dict.fromkeys(pages, 200)
    assert "Un cinquième en moins" in words(read["list"])
    seen = set(ShareAccess.objects.filter(share=share).values_list("page", flat=True))
    assert len(seen - {"Résultats"}) == len(pages)
    assert "Résultat d’un scénario" in seen


def test_a_guest_changes_nothing(shared, dominique, pages, scenario, many_posts):
    shared(scopes=ALL)
    shown = "".join(
        each.content.decode()
        for name, each in answers_to(dominique, pages).items()
        if name not in {"ods", "pdf"}
    )
    for address in ("decrire/", "dupliquer/", "supprimer/", "cartes/", "nouveau/"):
        assert f'/{address}"' not in shown
    for name in ("scenario", "scenario_describe", "scenario_remove", "scenario_cards"):
        assert dominique.client.get(reverse(f"trajectories:{name}", args=[scenario.pk])).status_code == 403
    assert dominique.client.post(reverse("trajectories:scenario_copy", args=[scenario.pk])).status_code == 403
    assert dominique.client.post(f"{LIST}nouveau/", {"nom": "X", "annees": "3"}).status_code == 403


@pytest.mark.parametrize("posts", ["", "1", "2"])
def test_with_a_pay_to_hide_they_are_refused_whole(shared, people, pages, words, posts):
    """Not masked here and there: a sheet, a workbook or a PDF would tell by difference."""
    alice, dominique = people
    alice.client.post(QUESTIONS, {f"etp_{year}0101_{year}1231": posts for year in (2024, 2025)})
    shared(scopes=ALL)
    for name, answer in answers_to(dominique, pages).items():
        assert answer.status_code == 403, name
        assert answer["Content-Type"].startswith("text/html")
        said = words(answer)
        assert "Scénarios masqués" in said
        assert not any(wage in said for wage in (*WAGES, "Un cinquième"))


@pytest.mark.usefixtures("many_posts")
def test_the_mask_that_falls_later_acts_at_once(shared, people, pages):
    alice, dominique = people
    shared(scopes=ALL)
    assert dominique.client.get(pages["result"]).status_code == 200
    alice.client.post(QUESTIONS, {"etp_20250101_20251231": "1"})
    assert dominique.client.get(pages["result"]).status_code == 403


def test_she_who_shares_may_lift_the_mask(shared, dominique, pages):
    shared(scopes=ALL, shows_personnel=True)
    assert {each.status_code for each in answers_to(dominique, pages).values()} == {200}


def test_a_revocation_acts_at_once(shared, dominique, alice, pages, many_posts):
    share = shared(scopes=ALL)
    alice.client.post(reverse("trajectories:revoke_share", args=[share.pk]))
    assert {each.status_code for each in answers_to(dominique, pages).values()} == {404}


def test_a_scenario_that_cannot_be_played_leads_back_to_the_list(
    shared, dominique, scenario, many_posts, words
):
    scenario.cards = [{**scenario.cards[0], "debut": 99}]
    scenario.save()
    shared(scopes=ALL)
    for name in ("scenario_result", "scenario_figures"):
        answer = dominique.client.get(reverse(f"trajectories:{name}", args=[scenario.pk]))
        assert answer["Location"] == LIST
    assert dominique.client.get(f"{LIST}comparer/?s={scenario.pk}")["Location"] == LIST
    assert "demandez à l’organisation" in words(dominique.client.get(LIST))


# --- the grant ----------------------------------------------------------------------------------------------------


def form(alice, **ticked):
    page = alice.client.get(SHARES)
    data = {
        "email": "dominique@exemple.org",
        "ends_on": "31/12/2026",
        "form_key": page.context["form"]["form_key"].value(),
    }
    return alice.client.post(SHARES, {**data, **dict.fromkeys(ticked, "on")})


def test_scenarios_come_with_the_accounts(kept, alice, many_posts):
    assert form(alice, scenarios=True).status_code == 302
    assert Share.objects.get().scopes == [Scope.RESULTS, Scope.ACCOUNTS, Scope.SCENARIOS]


def test_what_would_show_nothing_is_not_granted(kept, alice, words):
    refused = form(alice, scenarios=True)
    assert refused.status_code == 422
    assert "Cochez aussi « Montrer les salaires »" in words(refused)
    assert form(alice, scenarios=True, salaires=True).status_code == 302


def test_the_database_keeps_them_together(kept, shared):
    share = shared()
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=share.pk).update(scopes=[Scope.RESULTS, Scope.SCENARIOS])
