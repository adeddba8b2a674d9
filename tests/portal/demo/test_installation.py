"""What `./run` does of the demonstrations, and `./run --vide` does not."""

import pytest

from socioeco.generator import STORIES
from trajectoires.config import installation
from trajectoires.demo.loader import associations
from trajectoires.trajectories.selectors import demonstrations

pytestmark = pytest.mark.django_db


def test_an_installation_without_demonstration_says_so(client, words):
    text = words(client.get("/agir/trajectoire/"))
    assert "Cette installation a été ouverte sans démonstration." in text
    assert "Associations fictives" not in text
    assert client.get("/agir/trajectoire/demonstration/festival/").status_code == 404


def test_the_step_of_the_launcher_loads_them(client, words):
    installation.load_demonstration()
    assert demonstrations().count() == len(STORIES) + len(associations().saisies)
    assert "sans démonstration" not in words(client.get("/agir/trajectoire/"))
