"""A report is asked for, made by the worker, kept a day, made again when figures change; a failure is told and retried."""

import datetime as dt

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from socioeco.readers import Answers, ExerciceAnswers, Question
from trajectoires.trajectories.enums import REPORT_KEPT, REPORT_LOCK, REPORT_LOST
from trajectoires.trajectories.models import Report, Trajectory
from trajectoires.trajectories.selectors import Salaries, salaries_of, work_of
from trajectoires.trajectories.services import (
    Choices,
    ask_report,
    dispute,
    erase,
    forget_reports,
    is_current,
    make_report,
)

pytestmark = pytest.mark.django_db
ROOT = "/agir/trajectoire/rapport/"
LINES = ["741000 Subventions 900", "641000 Salaires -300", "606000 Achats -200"]
CHOSEN = {"longueur": "court", "salaires": "masquer", "nom": "  Les Tréteaux  d’ici "}


@pytest.fixture
def employer(work):
    return work({2024: LINES, 2025: LINES})


@pytest.fixture
def visiting(client, employer):
    session = client.session
    session["trajectory"] = str(employer.pk)
    session.save()
    Trajectory.objects.filter(pk=employer.pk).update(expires_at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    return client


def make(report, now, typeset=lambda report, now: b"%PDF-1.7"):
    return make_report(report_id=report.pk, typeset=typeset, now=now)


def answered(work, etp):
    keys = [year.key for year in work_of(work).exercices]
    told = ExerciceAnswers(values={} if etp is None else {Question.ETP: etp})
    work.answers = Answers(exercices=dict.fromkeys(keys, told)).to_json()
    work.save()
    return work_of(work)


def test_the_worker_makes_what_was_asked_for(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(is_short=True), now=now)
    job = ProcrastinateJob.objects.get(task_name="trajectories.make_report")
    assert (job.lock, job.args) == (REPORT_LOCK, {"report_id": report.pk})
    assert report.state == "attente"
    assert make(report, now)
    report.refresh_from_db()
    assert (report.state, bytes(report.content), report.size) == ("pret", b"%PDF-1.7", 8)
    assert make(report, now) is None, "made once"


def test_the_same_choices_of_the_same_figures_are_made_once(employer, now):
    first = ask_report(trajectory=employer, choices=Choices(), now=now)
    make(first, now)
    assert ask_report(trajectory=employer, choices=Choices(), now=now) == first
    other = ask_report(trajectory=employer, choices=Choices(has_lines=True), now=now)
    assert list(employer.reports.all()) == [other], "a visitor has one at a time"


def test_other_figures_ask_for_another_report(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)
    make(report, now)
    assert is_current(report)
    employer = dispute(trajectory=employer, text="Pas d’accord.", now=now)
    assert not is_current(Report.objects.get(pk=report.pk))
    again = ask_report(trajectory=employer, choices=Choices(), now=now)
    assert again != report
    assert not Report.objects.filter(pk=report.pk).exists()


def test_a_demonstration_keeps_one_for_each_choice(employer, now):
    Trajectory.objects.filter(pk=employer.pk).update(
        demonstration_slug="essai", expires_at=None, resume_key=None
    )
    shown = Trajectory.objects.get(pk=employer.pk)
    for is_short in (True, False, True):
        ask_report(trajectory=shown, choices=Choices(is_short=is_short), now=now)
    assert shown.reports.count() == 2
    dispute(trajectory=shown, text="Autre chose.", now=now)
    ask_report(trajectory=Trajectory.objects.get(pk=shown.pk), choices=Choices(), now=now)
    assert shown.reports.count() == 1


def test_a_failure_is_told_and_may_be_tried_again(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)

    def broken(report, now):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        make(report, now, broken)
    report.refresh_from_db()
    assert report.state == "interrompu"
    assert ask_report(trajectory=employer, choices=Choices(), now=now) != report


def test_what_takes_the_worker_down_is_not_begun_a_third_time(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)
    Report.objects.update(attempts=2)
    assert make(report, now, lambda report, now: pytest.fail("begun again")) is None
    report.refresh_from_db()
    assert report.state == "interrompu"


def test_one_that_is_erased_while_it_is_made_leaves_nothing(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)

    def meanwhile(report, now):
        erase(trajectory=employer, now=now)
        return b"%PDF"

    assert make(report, now, meanwhile) is None
    assert not Report.objects.exists()


def test_a_report_does_not_stay(employer, now):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)
    assert forget_reports(now=now + REPORT_LOST / 2) == 0
    forget_reports(now=now + REPORT_LOST)
    report.refresh_from_db()
    assert report.state == "interrompu", "the worker lost it"
    made = ask_report(trajectory=employer, choices=Choices(), now=now)
    make(made, now)
    assert forget_reports(now=now + REPORT_KEPT - dt.timedelta(seconds=1)) == 0
    assert forget_reports(now=now + REPORT_KEPT + REPORT_LOST) == 1
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("etp", "said"),
    [(None, Salaries.UNKNOWN), (0, Salaries.TOLD), (200, Salaries.TOLD), (201, Salaries.SAFE)],
)
def test_what_the_charges_of_staff_would_tell(employer, etp, said):
    assert salaries_of(answered(employer, etp)) is said


def test_nothing_is_told_where_nobody_is_paid(work):
    assert salaries_of(work_of(work({2025: ["741000 Aide 900"]}))) is Salaries.NONE


# --- pages ------------------------------------------------------------------------------------------------------------


def test_unknown_salaries_are_asked_about(visiting, employer, words):
    page = visiting.get(ROOT)
    assert "Vous n’avez pas dit combien de postes" in words(page)
    assert " checked" not in page.content.decode().partition('name="salaires"')[2]
    refused = visiting.post(ROOT, {"longueur": "court"})
    assert refused.status_code == 422
    assert "Choisissez : masquer ou montrer" in words(refused)
    assert not Report.objects.exists()


@pytest.mark.parametrize(("etp", "value"), [(150, "masquer"), (400, "montrer")])
def test_known_salaries_have_their_default(visiting, employer, etp, value):
    answered(employer, etp)
    html = visiting.get(ROOT).content.decode()
    (chosen,) = [line for line in html.split("<input") if 'name="salaires"' in line and " checked" in line]
    assert f'value="{value}"' in chosen


def test_from_the_choices_to_the_document(visiting, employer, now, words):
    asked = visiting.post(ROOT, CHOSEN)
    report = Report.objects.get()
    assert (report.name, report.is_short, report.has_lines, report.hides_salaries) == (
        "Les Tréteaux d’ici", True, False, True,
    )  # fmt: skip
    assert asked.headers["Location"] == f"{ROOT}{report.pk}/"
    page = visiting.get(asked.headers["Location"])
    assert "Votre rapport se prépare" in words(page)
    assert "Actualiser" in words(page)
    document = f"{ROOT}{report.pk}/trajectoire.pdf"
    assert visiting.get(document).headers["Location"] == asked.headers["Location"], "not ready"
    make(report, now)
    page = visiting.get(asked.headers["Location"])
    assert "Télécharger le rapport (PDF balisé" in words(page)
    assert "Gardé jusqu’au 26 novembre 2026 à 10 h 00" in words(page)
    taken = visiting.get(document)
    assert (taken.content, taken.headers["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="trajectoire.pdf"'
    assert "no-store" in taken.headers["Cache-Control"]


def test_a_report_of_former_figures_is_not_given(visiting, employer, now, words):
    report = ask_report(trajectory=employer, choices=Choices(name="A", has_lines=True), now=now)
    make(report, now)
    dispute(trajectory=employer, text="Non.", now=now)
    assert visiting.get(f"{ROOT}{report.pk}/trajectoire.pdf").status_code == 302
    page = visiting.get(f"{ROOT}{report.pk}/")
    assert "Vos chiffres ont changé" in words(page)
    again = {"longueur": "complet", "comptes": "on", "salaires": "masquer", "nom": "A"}
    for name, value in again.items():
        assert f'name="{name}" value="{value}"' in page.content.decode()
    assert visiting.post(ROOT, again).status_code == 302
    assert Report.objects.get().has_lines


def test_a_failure_is_told_on_the_page(visiting, employer, now, words):
    report = ask_report(trajectory=employer, choices=Choices(), now=now)
    Report.objects.update(failed_at=now)
    page = words(visiting.get(f"{ROOT}{report.pk}/"))
    assert "Le rapport n’a pas pu être fait" in page
    assert "Préparer à nouveau" in page


def test_a_demonstration_has_its_own_and_says_so(client, employer, now, words):
    Trajectory.objects.filter(pk=employer.pk).update(
        demonstration_slug="essai", expires_at=None, resume_key=None, name="Démonstration : un essai"
    )
    root = "/agir/trajectoire/demonstration/essai/rapport/"
    page = client.get(root)
    assert "Démonstration" in words(page)
    assert 'name="nom"' not in page.content.decode()
    asked = client.post(root, {"longueur": "court", "salaires": "montrer"})
    report = Report.objects.get()
    make(report, now)
    assert client.get(asked.headers["Location"]).status_code == 200
    assert client.get(f"{root}{report.pk}/trajectoire.pdf").content == b"%PDF-1.7"
    assert client.get(f"{ROOT}{report.pk}/").status_code == 404, "not by the address of a work"


def test_without_a_year_there_is_no_report(client, words):
    client.post("/agir/trajectoire/", {})
    assert client.get(ROOT).status_code == 404
