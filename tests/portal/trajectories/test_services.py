"""Files read, kept a while, removed, erased."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404

import socioeco
from socioeco.generator import generate_association
from trajectoires.trajectories.enums import KEPT
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.services import erase, erase_expired, keep, receive_files, remove_file

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def club():
    return generate_association("club_benevole", seed=7, first_year=2023, years=3, size="petite")


def files_of(trajectory):
    return list(trajectory.files.order_by("closed_on", "name"))


def test_several_years_are_read_and_kept(club, now):
    sent = [SimpleUploadedFile(exercice.fec_name, exercice.fec_bytes()) for exercice in club.exercices]
    trajectory = receive_files(trajectory=None, files=sent, now=now)
    assert (trajectory.created_at, trajectory.expires_at) == (now, now + KEPT)
    kept = files_of(trajectory)
    assert [file.name for file in kept] == [exercice.fec_name for exercice in club.exercices]
    assert [(file.opened_on, file.closed_on) for file in kept] == [
        (exercice.opened_on, exercice.closed_on) for exercice in club.exercices
    ]
    assert {(file.engine_version, file.imported_at) for file in kept} == {(socioeco.__version__, now)}
    assert all(file.anomalies == [] and len(file.fingerprint) == 64 for file in kept)


def test_nothing_is_kept_when_reading_breaks(fec, upload, now, monkeypatch):
    monkeypatch.setattr("trajectoires.trajectories.services.files.ImportedFile.save", None)
    with pytest.raises(TypeError):
        receive_files(trajectory=None, files=[upload(fec("741000 Aide 5", year=2025), year=2025)], now=now)
    assert not Trajectory.objects.exists()


def test_the_same_file_twice_is_kept_once(work, fec, upload, now):
    trajectory = work({2025: ["741000 Subventions 600"]})
    again = upload(fec("741000 Subventions 600", year=2025), name="copie FEC20251231.txt")
    receive_files(trajectory=trajectory, files=[again, again], now=now)
    assert [file.name for file in files_of(trajectory)] == ["copie FEC20251231.txt"]


def test_an_exercice_sent_again_takes_the_place_of_the_former(work, fec, upload, now):
    trajectory = work({2024: ["741000 Subventions 500"], 2025: ["741000 Subventions 600"]})
    corrected = upload(fec("741000 Subventions 650", year=2025), year=2025)
    assert receive_files(trajectory=trajectory, files=[corrected], now=now) == trajectory
    assert [each.postes.closed_on.year for each in work_of(trajectory).exercices] == [2024, 2025]
    standing = trajectory.files.get(closed_on__year=2025, replaced_by=None)
    lines = {line["compte"]: line["credit_centimes"] for line in standing.balance["lignes"]}
    assert lines["741000"] == 65000
    assert work_of(trajectory).exercices[1].balance.to_json()["lignes"] == standing.balance["lignes"]


def test_two_exercices_of_one_year_are_both_kept(work, fec, upload, now):
    trajectory = work({2025: ["741000 Subventions 600"]})
    short = fec("741000 Subventions 300", year=2025).replace(b"20250630", b"20250131")
    receive_files(trajectory=trajectory, files=[upload(short, name="premier-semestre.txt")], now=now)
    assert [(file.opened_on, file.closed_on) for file in files_of(trajectory)] == [
        (dt.date(2025, 1, 1), dt.date(2025, 1, 31)),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    ]


def test_a_blocked_file_is_kept_with_its_anomalies_only(upload, fec, now):
    unbalanced = fec("741000 Subventions 600", year=2025).replace(b"600,00", b"600,01", 1)
    sent = [upload(unbalanced, year=2025), upload(b"%PDF-1.7 \x00\x01", name="compte de résultat.pdf")]
    trajectory = receive_files(trajectory=None, files=sent, now=now)
    blocked = {file.name: [anomaly["code"] for anomaly in file.anomalies] for file in files_of(trajectory)}
    assert "F4-desequilibre" in blocked["123456782FEC20251231.txt"]
    assert blocked["compte de résultat.pdf"] == ["F1-binaire"]
    stored = trajectory.files.values_list("balance", "opened_on", "closed_on")
    assert set(stored) == {(None, None, None)}


def test_the_blocked_file_leaves_the_exercice_already_read(work, fec, upload, now):
    trajectory = work({2025: ["741000 Subventions 600"]})
    broken = upload(fec("741000 Subventions 600", year=2025).replace(b"600,00", b"six cents"), year=2025)
    receive_files(trajectory=trajectory, files=[broken], now=now)
    assert sorted(file.balance is None for file in files_of(trajectory)) == [False, True]


def everything_stored() -> str:
    """All the rows of all the tables, as text."""
    return "\n".join(
        str(list(model._base_manager.values_list())) for model in apps.get_models(include_auto_created=True)
    )


PERSONAL = (
    "DUPONT", "Jeanne", "MARTIN", "LEROY", "DURAND", "PETIT", "BLANC", "FR7630006000011234567890189", "Loyer secret",
)  # fmt: skip


def test_no_entry_and_no_name_of_a_person_reaches_the_database(fec, upload, now):
    data = fec(
        "421DUPONT DUPONT Jeanne 900",
        "455000 MARTIN Louise 25",
        "467100 DURAND Paul 12",
        "646000 Cotisations de LEROY -100",
        "411PETIT PETIT Anne 10",
        "411000123 BLANC Rose 7",
        "741000 Subvention de la commune 800",
        year=2025,
        words="Loyer secret FR7630006000011234567890189",
    )
    trajectory = receive_files(trajectory=None, files=[upload(data, year=2025)], now=now)
    stored = everything_stored()
    assert "Subvention de la commune" in stored, "labels of the plan are kept"
    assert trajectory.files.get().balance is not None
    assert [word for word in PERSONAL if word in stored] == []


def test_what_a_blocked_file_says_is_not_quoted(fec, upload, now):
    data = fec("421DUPONT DUPONT Jeanne 900", year=2025, words="Loyer secret").replace(b"900,00", b"Jeanne")
    receive_files(trajectory=None, files=[upload(data, year=2025)], now=now)
    assert ImportedFile.objects.get().balance is None
    stored = everything_stored()
    assert [word for word in PERSONAL if word in stored] == []


def test_a_visit_pushes_the_end_once_a_day(work, now):
    trajectory = work({2025: ["741000 Subventions 600"]})
    assert not keep(work=trajectory, now=now + dt.timedelta(hours=3)), "the day of the import"
    assert keep(work=trajectory, now=now + DAY)
    assert not keep(work=trajectory, now=now + DAY + dt.timedelta(hours=9))
    assert keep(work=trajectory, now=now + 20 * DAY)
    trajectory.refresh_from_db()
    assert trajectory.expires_at == now + 20 * DAY + KEPT


def test_a_demonstration_never_ends(now):
    demonstration = Trajectory.objects.create(created_at=now, demonstration_slug="club")
    assert not keep(work=demonstration, now=now + DAY)
    erase_expired(now=now + 1000 * DAY)
    demonstration.refresh_from_db()
    assert demonstration.expires_at is None


def test_removing_a_file_leaves_the_others(work):
    trajectory = work({2024: ["741000 Subventions 500"], 2025: ["741000 Subventions 600"]})
    first, second = files_of(trajectory)
    assert remove_file(trajectory=trajectory, file_id=first.id) == ("123456782FEC20241231.txt", "")
    assert files_of(trajectory) == [second]


def test_the_file_of_another_is_not_found(work):
    mine, other = work({2024: ["741000 Aide 5"]}), work({2025: ["741000 Aide 6"]})
    with pytest.raises(Http404):
        remove_file(trajectory=mine, file_id=other.files.get().id)
    assert other.files.count() == 1


def test_erasing_leaves_nothing_of_it_and_all_of_the_others(work, now):
    mine, other = work({2024: ["741000 Aide 5"]}), work({2025: ["741000 Aide 6"]})
    erase(trajectory=mine, now=now)
    assert list(Trajectory.objects.all()) == [other]
    assert ImportedFile.objects.get().trajectory == other


def test_works_end_thirty_days_after_the_last_visit(work, now):
    left, visited = work({2024: ["741000 Aide 5"]}), work({2025: ["741000 Aide 6"]})
    keep(work=visited, now=now + 10 * DAY)
    assert erase_expired(now=now + 30 * DAY - dt.timedelta(seconds=1)) == 0
    assert erase_expired(now=now + 30 * DAY) == 1
    assert not Trajectory.objects.filter(id=left.id).exists()
    assert erase_expired(now=now + 40 * DAY) == 1
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize("both", [True, False], ids=["démonstration qui finit", "travail qui ne finit pas"])
def test_only_a_work_ends_and_it_does(now, both):
    values = {"expires_at": now, "demonstration_slug": "club"} if both else {}
    with pytest.raises(IntegrityError, match="trajectories_expires_or_is_kept"):
        Trajectory.objects.create(created_at=now, **values)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({}, "trajectories_a_file_once"),
        ({"fingerprint": "0" * 64}, "trajectories_an_exercice_once"),
        ({"fingerprint": "0" * 64, "opened_on": dt.date(2026, 1, 1)}, "trajectories_dates_in_order"),
    ],
)
def test_the_database_refuses_what_would_count_twice(work, changes, constraint):
    file = work({2025: ["741000 Aide 5"]}).files.get()
    for name, value in {"pk": None, **changes}.items():
        setattr(file, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        file.save(force_insert=True)
