"""The workbook of figures leaves, is completed, comes back: the same years, the same answers."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from socioeco.generator.saisie import generate_saisie
from socioeco.readers import Answers
from socioeco.report.saisie import Saisie, read_saisie, saisie_tables
from socioeco.report.tables import write_ods
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters import take_away
from trajectoires.trajectories.services import TooManyYears, take_back

pytestmark = pytest.mark.django_db
PAGE, FIGURES = "/agir/trajectoire/renvoyer/", "/agir/trajectoire/resultats/chiffres.ods"
TODAY = dt.date(2026, 11, 25)


def kept(work):
    work.refresh_from_db()
    years = [(each.opened_on, each.closed_on, each.lines) for each in work.typed_years.all()]
    answers = Answers.from_json(work.answers)
    told = {key: each for key, each in answers.exercices.items() if each.values or each.unknown}
    return years, told, answers.financeurs, answers.opinions


def sent(content, name="chiffres.ods"):
    return {"classeur": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("seed", range(4))
def test_a_whole_work_comes_back_in_a_new_one(seed, now):
    given = take_back(trajectory=None, saisie=generate_saisie(seed), now=now)
    content = take_away(given, kind="ods", today=TODAY)
    browser = Client()
    answer = browser.post(PAGE, sent(content))
    assert answer.headers["Location"] == "/agir/trajectoire/resultats/"
    other = Trajectory.objects.exclude(pk=given.pk).get()
    assert kept(other) == kept(given)
    assert "Votre classeur est relu" in browser.get("/agir/trajectoire/resultats/").content.decode()


def test_sent_back_as_it_left_it_changes_nothing(now):
    work = take_back(trajectory=None, saisie=generate_saisie(3), now=now)
    before, moments = kept(work), list(work.typed_years.values_list("pk", "updated_at"))
    later = now + dt.timedelta(days=1)
    saisie = read_saisie(take_away(work, kind="ods", today=TODAY), "").saisie
    assert take_back(trajectory=work, saisie=saisie, now=later) == work
    assert kept(work) == before
    assert list(work.typed_years.values_list("pk", "updated_at")) == moments


def test_years_read_in_a_file_keep_their_accounts(owner, words):
    content = owner.get(FIGURES).content
    assert owner.post(PAGE, sent(content)).status_code == 302
    assert Trajectory.objects.get().typed_years.count() == 0
    assert "1 000" in words(owner.get("/agir/trajectoire/resultats/"))


def test_what_is_not_understood_changes_nothing_and_is_told(owner, words):
    for content in (b"PK\x03\x04", b"a;b\n1;2\n", write_ods(saisie_tables(Saisie()), title="")):
        refused = owner.post(PAGE, sent(content, "mes chiffres.ods"))
        assert refused.status_code == 422
        assert "« mes chiffres.ods » n’a rien changé" in words(refused)
    assert not Trajectory.objects.get().typed_years.exists()


def test_more_years_than_are_kept_are_refused(now, words):
    work = take_back(trajectory=None, saisie=generate_saisie(3), now=now)
    first = work.typed_years.first()
    for year in range(1990, 1996):
        lines = {**first.lines, "ouvert_le": f"{year}-01-01", "clos_le": f"{year}-12-31"}
        work.typed_years.create(
            opened_on=dt.date(year, 1, 1), closed_on=dt.date(year, 12, 31), lines=lines, updated_at=now
        )
    content = take_away(work, kind="ods", today=TODAY)
    refused = Client().post(PAGE, sent(content))
    assert refused.status_code == 422
    assert "plus de 5 années saisies" in words(refused)
    assert Trajectory.objects.count() == 1
    with pytest.raises(TooManyYears):
        take_back(trajectory=None, saisie=read_saisie(content, "").saisie, now=now)


def test_a_file_must_be_chosen_and_small(client, words):
    assert "Choisissez le classeur" in words(client.post(PAGE, {}))
    heavy = client.post(PAGE, sent(b"0" * 5_000_001))
    assert heavy.status_code == 422
    assert "plus de 5 Mo" in words(heavy)


def test_a_guest_is_told_that_the_work_of_others_does_not_change_here(kept, shared, dominique, words):
    shared()
    before = Trajectory.objects.count()
    for answer in (dominique.client.get(PAGE), dominique.client.post(PAGE, sent(b"un classeur"))):
        assert answer.status_code == 403
        assert "Ce travail ne se change pas ici" in words(answer)
    assert Trajectory.objects.count() == before
    dominique.client.post("/agir/trajectoire/fermer/")
    assert dominique.client.get(PAGE).status_code == 200
