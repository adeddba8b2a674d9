"""Every kind of page of the site, in every way it may be looked at: what axe can see, and what it cannot.

The pages of the trajectory and of a work are in test_accessibility_work.py.
"""

import re
import urllib.request
from dataclasses import dataclass

import pytest

from .learner import ATTESTATION, CHECK, PLACED, PLACEMENT, PROGRESS, answer, attest, forget
from .looking import arrive, audit, check_view
from .test_accessibility_work import ADDRESSES as TRAJECTORY
from .test_accessibility_work import NOT_FOUND as NO_TRAJECTORY
from .test_learning import CASE, EXERCISES, FUNDAMENTALS, LESSON, TABLE

SHEET = "/comprendre/hybridation/"
ADDRESSES = {
    "home": "/",
    "door": "/comprendre/",
    "index": "/comprendre/modeles/",
    "model": "/comprendre/modeles/cofinancement/",
    "lever": "/comprendre/leviers/richesses-humaines/",
    "lever-tree": "/comprendre/arbre-des-leviers/",
    "lever-sheet": "/comprendre/leviers/cotisations/",
    "sheet": SHEET,
    "sheet-brief": f"{SHEET}?lecture=bref",
    "comparison": "/comprendre/comparer/",
    "comparison-chosen": "/comprendre/comparer/?modele=4&modele=5&modele=7",
    "comparison-wrong": "/comprendre/comparer/?modele=1&modele=2&modele=3&modele=4&modele=5",
    "glossary": "/glossaire/",
    "term": "/glossaire/subvention/",
    "search": "/recherche/",
    "search-found": "/recherche/?q=subvention",
    "search-corrected": "/recherche/?q=subvantion",
    "search-nothing": "/recherche/?q=xylophone",
    "start": "/par-ou-commencer/",
    "start-questions": "/par-ou-commencer/?qui=entreprises",
    "start-route": "/par-ou-commencer/?qui=dirigeantes&besoin=perte&moyens=fec",
    "start-wrong": "/par-ou-commencer/?qui=dirigeantes&besoin=rien-de-connu",
    "sitemap": "/plan-du-site/",
    "library": "/ressources/bibliotheque/",
    "library-filtered": "/ressources/bibliotheque/?usage=donnees&levier=financiers",
    "resource": "/ressources/bibliotheque/cadre-de-reference/",
    "examples": "/exemples/",
    "example": "/exemples/siel-bleu/",
    "proposal": "/ressources/proposer/",
    "proposal-wrong": "/ressources/proposer/",
    "favourites": "/favoris/",
    "favourite-add": SHEET,
    "useful": SHEET,
    "articles": "/actualites/",
    "article": "/actualites/dons-en-2024-moins-de-petits-dons/",
    "agenda": "/agenda/",
    "rules": "/veille/",
    "rule": "/veille/plan-comptable-2025/",
    "follow": "/s-informer/suivre/",
    "letter": "/lettre/",
    "letter-wrong": "/lettre/",
    "course": FUNDAMENTALS,
    "lesson": LESSON.address,
    "exercises": EXERCISES,
    "progress": PROGRESS,
    "placement-wrong": PLACEMENT,
    "placement-lessons": PLACED,
    "attestation-wrong": ATTESTATION,
    "attestation-own": f"{ATTESTATION}la-mienne/?garde=oui",
    "attestation-check-wrong": CHECK,
    "attestation-shown-wrong": f"{CHECK}{{key}}/",
    "reminder-wrong": "/se-former/rappel/",
    "statistics": "/statistiques/",
    "installation": "/mentions-legales/",
    "not-found": "/une-page-qui-n-existe-pas/",
    "gallery": "/composants/",
}
FOLLOWED = {  # the link to follow from there
    "favourite-add": "Garder cette page",
    "useful": "cette page ne m’a pas été utile",
}
WRONG = {  # what is sent to see errors, then the button
    "proposal-wrong": ({"Titre de la ressource": "Un guide"}, "Proposer cette ressource"),
    "letter-wrong": ({"Votre adresse électronique": "moi"}, "Demander la lettre"),
    "placement-wrong": ({}, "Voir les leçons"),
    "attestation-wrong": ({"Votre nom, comme vous voulez qu’il soit écrit": ""}, "Garder mes choix"),
    "attestation-check-wrong": ({"La clé de vérification": "zéro"}, "Vérifier"),
    "attestation-shown-wrong": ({}, "Comparer le nom"),
    "reminder-wrong": ({"Votre adresse électronique": "moi"}, "Demander le rappel"),
}
NOT_FOUND = {"not-found"}
LEARNT = {"exercises", "progress", "attestation-wrong", "attestation-own", "reminder-wrong"}


@dataclass(frozen=True)
class Learner:
    """Who answered an exercise wrong, and another right; who finished a course, and has its attestation."""

    cookies: list[dict[str, object]]
    key: str


@pytest.fixture(scope="module")
def learner(browser, site):
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    page = context.new_page()
    page.goto(EXERCISES)
    answer(page, CASE, is_right=False)
    answer(page, TABLE, is_right=True)
    key = attest(page, "Zoé Martin")
    yield Learner(context.cookies(), key)
    forget(page)
    context.close()


@pytest.fixture
def look(only_page, request):
    """Open a kind of page, as somebody who has never come, or who has begun to learn."""

    def open_view(view):
        address, cookies = ADDRESSES[view], ()
        if view in LEARNT or "{key}" in address:
            learner = request.getfixturevalue("learner")
            address, cookies = address.format(key=learner.key), learner.cookies if view in LEARNT else ()
        status = arrive(only_page, address, cookies=cookies, link=FOLLOWED.get(view), wrong=WRONG.get(view))
        assert (status == 404) == (view in NOT_FOUND)
        return only_page

    return open_view


@pytest.mark.parametrize("view", ADDRESSES)
def test_a_page_looked_at_in_every_way(look, view):
    check_view(look(view), is_gallery=view == "gallery")


def test_axe_finds_nothing_in_a_definition_that_is_open(look):
    page = look("model")
    page.locator(".term button").first.click()
    page.locator(".term-text:popover-open").wait_for()
    assert audit(page) == {}


def test_titles_tell_pages_apart(site):
    same = {
        "attestation-own",
        "comparison-chosen",
        "library-filtered",
        "sheet-brief",
        *FOLLOWED,
        "start-questions",
        "start-route",
        *(view for view in (*ADDRESSES, *TRAJECTORY) if view.endswith("-wrong")),
    }
    addresses = {
        view: address
        for view, address in {**ADDRESSES, **TRAJECTORY}.items()
        if view not in same | NOT_FOUND | NO_TRAJECTORY and not view.startswith("work")
    }
    titles = {}
    for view, address in addresses.items():
        with urllib.request.urlopen(site.url + address, timeout=60) as answer:
            titles[view] = re.search(r"<title>(.*?)</title>", answer.read().decode(), re.DOTALL)[1].strip()
    assert len(set(titles.values())) == len(titles) > 40, titles
