"""The plan beside the whole corpus: the pages that it names are there."""

import pytest

from trajectoires.kit import selectors
from trajectoires.kit.enums import LONGEST_WHAT, LONGEST_WHY
from trajectoires.kit.selectors.suggestions import OF_CARDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
PLAN, ADD = "/agir/plan/", "/agir/plan/ajouter/"


def test_every_page_that_is_suggested_is_online():
    pages = {page for _, page in OF_CARDS.values()}
    assert pages - selectors.named(pages).keys() == set()


def test_a_page_of_the_site_comes_along_when_it_is_online(owner):
    lever, nowhere = "/comprendre/leviers/dons/", "/comprendre/leviers/nulle-part/"
    assert owner.get(f"{ADD}?page={lever}").context["form"]["page"].value() == lever
    owner.post(f"{ADD}?page={lever}", {"quoi": "Demander des dons", "page": lever})
    assert f'href="{lever}"' in owner.get(PLAN).content.decode()
    assert set(owner.post(ADD, {"quoi": "A.", "page": nowhere}).context["form"].errors) == {"page"}


def test_every_step_of_the_questionnaire_fits_in_an_action():
    questions = selectors.find_page().questionnaire().questions
    assert len(questions) > 30
    assert max(len(each.step) for each in questions) <= LONGEST_WHAT
    assert max(len(each.weakness) for each in questions) <= LONGEST_WHY


@pytest.mark.parametrize(
    "address",
    [
        "/comprendre/leviers/dons/",
        "/agir/kit/plan-de-tresorerie/",
        "/se-former/faire-parler-ses-comptes/raconter-ses-comptes/",
    ],
)
def test_a_public_page_leads_to_the_plan_and_whoever_has_none_is_told_how(client, address):
    assert f'href="{ADD}?page={address}"' in client.get(address).content.decode()
    found = client.get(f"{ADD}?page={address}")
    assert found.status_code == 200
    assert f'href="{address}"' in found.content.decode()
    assert client.get(f"{ADD}?page=/nulle-part/").status_code == 404
    assert client.post(f"{ADD}?page={address}", {"quoi": "A."}).status_code == 404
