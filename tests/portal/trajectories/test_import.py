"""Every kind of file through the portal, alone and mixed: what the command says of the same files, nothing else."""

import datetime as dt
from itertools import product
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from socioeco.cli.files import read_one
from socioeco.generator.damage_tables import JSON_DAMAGES, TABLE_DAMAGES, WORKBOOK_DAMAGES
from socioeco.readers import Answers
from socioeco.report.analysis import analyse
from socioeco.report.recognition import lacks_only_dates, read_any, with_dates
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.selectors import budgets_of, work_of
from trajectoires.trajectories.services import date_file, read_pending, receive_files

from . import cases_import as cases

pytestmark = pytest.mark.django_db

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()


def as_the_command(files, folder):
    """The same bytes and names, on a disk, by the command's own reader."""
    readings = []
    for rank, file in enumerate(files):
        path = folder / str(rank) / file.name
        path.parent.mkdir(exist_ok=True)
        file.seek(0)
        path.write_bytes(file.read())
        file.seek(0)
        readings += read_one(path)
    return analyse(readings)


def check_same(work, analysis):
    """Postes are every amount, every source line and every reason of a year: all else is made of them."""
    found = work_of(work)
    assert [each.postes for each in found.exercices] == [each.postes for each in analysis.exercices]
    assert [each.balance for each in found.exercices] == [each.balance for each in analysis.exercices]
    budgets = sorted(budgets_of(found).years, key=lambda year: year.budget.opened_on)
    told = [reading.budget for reading in analysis.readings if reading.budget]
    assert [year.budget for year in budgets] == sorted(told, key=lambda budget: budget.opened_on)
    kept = {file.fingerprint: (file.genre, file.anomalies) for file in work.files.all()}
    assert kept == {
        reading.empreinte: (reading.origine.value, [each.to_json() for each in reading.anomalies])
        for reading in analysis.readings
    }


@pytest.mark.parametrize("kind", cases.KINDS)
def test_each_kind_gives_what_the_command_gives(kind, tmp_path, now):
    file = cases.KINDS[kind](1)
    work = receive_files(trajectory=None, files=[file], now=now)
    analysis = as_the_command([file], tmp_path)
    assert len(analysis.exercices) + len(analysis.budgets) == 1
    check_same(work, analysis)


@pytest.mark.parametrize(
    ("first", "second"), [pair for pair in product(cases.KINDS, repeat=2) if pair[0] < pair[1]]
)
def test_kinds_mix_freely(first, second, tmp_path, now):
    files = [cases.KINDS[first](0), cases.KINDS[second](1), cases.budget(2)]
    work = receive_files(trajectory=None, files=files, now=now)
    check_same(work, as_the_command(files, tmp_path))


@pytest.mark.parametrize("kind", cases.KINDS)
def test_the_long_way_gives_the_same(kind, now, monkeypatch):
    """The worker reads as the page does; nothing of the file stays."""
    file = cases.KINDS[kind](1)
    short = receive_files(trajectory=None, files=[file], now=now)
    file.seek(0)
    monkeypatch.setattr("trajectoires.trajectories.services.reading.READ_AT_ONCE_BYTES", -1)
    long = receive_files(trajectory=None, files=[file], now=now)
    read_pending(pending_id=long.pending_files.get().pk, now=now)
    kept = (
        "name",
        "genre",
        "fingerprint",
        "opened_on",
        "closed_on",
        "facts",
        "anomalies",
        "balance",
        "postes",
        "budget",
    )
    assert long.files.values(*kept).get() == short.files.values(*kept).get()
    assert [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).rglob("*") if path.is_file()] == []


def test_no_entry_is_kept_of_any_kind(now):
    """What is kept of a FEC is one line by account: no piece, no date of an entry, no label of an entry."""
    work = receive_files(trajectory=None, files=[cases.KINDS[kind](0) for kind in cases.KINDS], now=now)
    for file in work.files.all():
        for content in (file.balance, file.budget, file.postes):
            assert not content or not {"ecritures", "pieces"} & set(content)


def test_a_budget_is_in_no_series(client, words):
    client.post(START, {"fichiers": [cases.fec(0), cases.budget(0), cases.budget(1)]})
    work = work_of(Trajectory.objects.get())
    assert [each.postes.origine.value for each in work.exercices] == ["fec"]
    assert "Un budget dit ce qui est prévu" in words(client.get(RESULTS))


def test_a_budget_and_an_exercice_of_the_same_dates_stand_together(now):
    work = receive_files(trajectory=None, files=[cases.budget(0), cases.balance_csv(0)], now=now)
    (year,) = budgets_of(work_of(work)).years
    assert year.exercice is not None
    assert year.compared is not None


def test_the_last_file_of_an_exercice_takes_the_place_of_the_other(now):
    work = receive_files(
        trajectory=None, files=[cases.fec(0), cases.balance_csv(0), cases.postes(0)], now=now
    )
    assert [file.genre for file in work.files.filter(replaced_by=None)] == ["postes"]
    assert [each.postes.origine.value for each in work_of(work).exercices] == ["postes"]
    assert sorted(file.genre for file in work.files.exclude(replaced_by=None)) == ["balance", "fec"]


# --- the kind is shown, and corrected -----------------------------------------------------------------------------


def test_the_kind_is_shown_and_corrected_by_sending_the_file_again(client, words):
    client.post(START, {"fichiers": cases.budget(0)})
    file = ImportedFile.objects.get()
    assert file.genre == "budget"
    assert "Budget prévisionnel ou voté" in words(client.get(START))
    replace = f"{START}remplacer/{file.pk}/"
    assert "lu comme : Budget prévisionnel ou voté" in words(client.get(replace))
    client.post(replace, {"fichier": cases.budget(0), "genre": "balance"})
    file = ImportedFile.objects.get()
    assert (file.genre, file.is_counted) == ("balance", False)
    assert file.anomalies[0]["severite"] == "bloquante"
    client.post(f"{START}remplacer/{file.pk}/", {"fichier": cases.budget(0), "genre": ""})
    assert ImportedFile.objects.get().is_counted


def test_an_unknown_kind_is_refused(client):
    client.post(START, {"fichiers": cases.budget(0)})
    file = ImportedFile.objects.get()
    response = client.post(f"{START}remplacer/{file.pk}/", {"fichier": cases.budget(0), "genre": "pdf"})
    assert response.status_code == 422
    assert ImportedFile.objects.get() == file


# --- dates that a table does not say ------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [cases.balance_csv, cases.balance_xlsx, cases.balance_ods, cases.budget])
def test_dates_told_give_what_a_dated_file_gives(make, now):
    """Told afterwards, the same as if the reader had been told them: the amounts, and what is said of them."""
    opened_on, closed_on = cases.period(1)
    undated = make(1, is_dated=False)
    work = receive_files(trajectory=None, files=[undated], now=now)
    file = work.files.get()
    assert not file.is_counted
    assert [each["code"] for each in file.anomalies if each["severite"] == "bloquante"] == ["B2-dates"]
    date_file(trajectory=work, file_id=file.pk, opened_on=opened_on, closed_on=closed_on, now=now)
    undated.seek(0)
    expected = read_any(undated, undated.name, dates=(opened_on, closed_on))
    file = work.files.get()
    assert file.undated is None
    assert (file.balance, file.budget) == (
        expected.balance and expected.balance.to_json(),
        expected.budget and expected.budget.to_json(),
    )
    assert file.facts == dict(expected.facts)
    assert file.anomalies == [each.to_json() for each in expected.anomalies]


def test_dates_may_be_told_again_and_a_long_exercice_is_said():
    opened_on, closed_on = cases.period(0)
    file = cases.balance_csv(0)
    dated = read_any(file, file.name)
    longer = with_dates(dated, opened_on - dt.timedelta(days=90), closed_on)
    assert [each.code for each in longer.anomalies] == ["B2-duree"]
    assert with_dates(longer, opened_on, closed_on) == dated
    with pytest.raises(ValueError, match="dates"):
        with_dates(dated, closed_on, opened_on)
    assert not lacks_only_dates(dated)


def test_a_table_without_dates_asks_them_with_a_proposal(client, words):
    response = client.post(
        START, {"fichiers": [cases.fec(2), cases.balance_csv(1, is_dated=False, name="Balance 2024.csv")]}
    )
    file = ImportedFile.objects.get(undated__isnull=False)
    assert response["Location"] == f"{START}dater/{file.pk}/"
    page = client.get(response["Location"])
    assert "31/12/2024" in page.content.decode()
    assert "est une proposition" in words(page)
    assert "il manque les dates" in words(client.get(START))
    assert "Il ne manque que ses dates." in words(client.get(RESULTS))
    wrong = client.post(response["Location"], {"cloture": "31/12/2024", "ouverture": "01/01/2025"})
    assert wrong.status_code == 422
    assert "précède la clôture" in words(wrong)
    assert "01/01/2025" in wrong.content.decode()
    after = client.post(response["Location"], {"cloture": "31/12/2024", "ouverture": ""})
    assert after["Location"] == RESULTS
    file.refresh_from_db()
    assert (file.opened_on, file.closed_on) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert len(work_of(Trajectory.objects.get()).exercices) == 2


def test_a_fec_has_the_dates_of_its_entries(client):
    client.post(START, {"fichiers": cases.fec(0)})
    file = ImportedFile.objects.get()
    assert client.get(f"{START}dater/{file.pk}/").status_code == 404


def test_two_undated_tables_are_asked_one_after_the_other(client):
    files = [cases.balance_csv(rank, is_dated=False, name=f"b{rank}.csv") for rank in (0, 1)]
    response = client.post(START, {"fichiers": files})
    seen = []
    for year in (2023, 2024):
        seen.append(response["Location"])
        response = client.post(response["Location"], {"cloture": str(year)})
    assert len(set(seen)) == 2
    assert response["Location"] == RESULTS


def test_a_budget_alone_leads_to_its_page(client):
    assert client.post(START, {"fichiers": cases.budget(0)})["Location"] == f"{START}budget/"


# --- hostile ------------------------------------------------------------------------------------------------------


DAMAGED = [
    *((kind, damaged) for kind in ("balance CSV", "budget") for damaged in TABLE_DAMAGES),
    *((kind, damaged) for kind in ("balance XLSX", "balance ODS") for damaged in WORKBOOK_DAMAGES),
    *(("postes", damaged) for damaged in JSON_DAMAGES),
]
EVERY_DAMAGE = {**TABLE_DAMAGES, **WORKBOOK_DAMAGES, **JSON_DAMAGES}


@pytest.mark.parametrize(("kind", "damaged"), DAMAGED)
def test_a_damaged_table_says_why_or_is_read(client, words, kind, damaged):
    file = cases.KINDS[kind](0)
    broken = EVERY_DAMAGE[damaged](file.read(), Random(f"{kind}/{damaged}")) or b"\x1a"
    file = type(file)(file.name, broken)
    assert client.post(START, {"fichiers": file}).status_code == 302
    kept = ImportedFile.objects.get()
    reasons = [each for each in kept.anomalies if each["severite"] == "bloquante"]
    assert kept.is_counted == (not reasons)
    said = words(client.get(RESULTS))
    for reason in reasons:
        for part in ("constat", "consequence", "remede"):
            assert words(reason[part]) in said


def test_answers_survive_every_kind(now):
    """Answers are by dates: they hold whatever tells the exercice."""
    work = receive_files(trajectory=None, files=[cases.fec(0)], now=now)
    key = work_of(work).exercices[0].key
    work.answers = {**Answers().to_json(), "exercices": {key: {"valeurs": {"heures": 12}, "inconnues": []}}}
    work.save(update_fields=["answers"])
    for make in (cases.balance_ods, cases.postes):
        receive_files(trajectory=work, files=[make(0)], now=now)
        assert work_of(work).exercices[0].postes.answers.values == {"heures": 12}
