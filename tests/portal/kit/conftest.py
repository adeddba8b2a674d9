import pytest
from django.test import Client

from trajectoires.kit.models import Diagnosis

from .questionnaire_cases import ROOT, build_site


@pytest.fixture
def site(db):
    return build_site()


@pytest.fixture
def visitor(site):
    return Client()


@pytest.fixture
def answer(visitor):
    """Send answers from the page that has all the questions; return what is kept."""

    def send(suite="resultat", **given):
        data = {f"r-{key}": value for key, value in given.items()}
        sent = visitor.post(f"{ROOT}questions/", {**data, "suite": suite})
        assert sent.status_code == 302
        return Diagnosis.objects.get()

    return send
