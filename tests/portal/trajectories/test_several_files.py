"""Several files of one exercice: nothing is lost, nothing is added up unless the person says so, all of it comes back."""

import dataclasses
import io
import zipfile
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from socioeco.indicators import compute_indicateurs
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import MOST_FILES
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.selectors import budgets_of, figures_of, work_of
from trajectoires.trajectories.services import (
    add_file,
    receive_files,
    remove_file,
    return_to_file,
    separate_file,
)

from . import cases_import as cases

pytestmark = pytest.mark.django_db
START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"


def cut(rank, seed):
    """A FEC of the generator in two, each entry whole, on one side or the other."""
    book = cases.association().exercices[rank]
    head, *rows = book.fec_bytes().decode().split("\r\n")
    random, sides = Random(seed), {}
    parts = ([head], [head])
    for row in filter(None, rows):
        entry = tuple(row.split("\t")[place] for place in (0, 2))
        parts[sides.setdefault(entry, random.randrange(2))].append(row)
    return [SimpleUploadedFile(book.fec_name, "\r\n".join([*part, ""]).encode()) for part in parts]


def file_of(work, name):
    return work.files.get(name=name)


def of_2025(fec, upload, name, *lines):
    return upload(fec(*lines, year=2025), name=f"{name} FEC20251231.txt")


@pytest.fixture
def sent(fec, upload, now):
    """The files of these names, each with one account of its own, all of 2025."""

    def send(*names, work=None, **more):
        accounts = {"a": "741000 Aide 100", "b": "756000 Cotisations 20", "c": "706000 Stages 3"}
        files = [of_2025(fec, upload, name, accounts[name], *more.get(name, ())) for name in names]
        return receive_files(trajectory=work, files=files, now=now)

    return send


@pytest.fixture
def total():
    """The produits of the one exercice, in euros."""

    def read(work):
        (exercice,) = work_of(work).exercices
        return exercice.postes.produits.value.number // 100

    return read


def named(work, letter):
    return file_of(work, f"{letter} FEC20251231.txt")


# --- the sum --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_two_parts_added_up_are_the_whole(seed, now):
    """Cut at random, sent in any order: the same accounts to the centime, the same indicators."""
    rank = seed % 3
    whole = work_of(receive_files(trajectory=None, files=[cases.fec(rank)], now=now)).exercices[0]
    parts = cut(rank, seed)
    Random(seed).shuffle(parts)
    work = receive_files(trajectory=None, files=parts, now=now)
    assert add_file(trajectory=work, file_id=work.files.exclude(replaced_by=None).get().pk, now=now)
    (found,) = work_of(work).exercices
    assert len(found.balance.empreintes) == 2
    assert dataclasses.replace(found.balance, empreintes=whole.balance.empreintes) == whole.balance
    assert found.postes == whole.postes
    assert compute_indicateurs(found.postes) == compute_indicateurs(whole.postes)
    assert not found.is_maybe_twice


def test_nothing_is_added_up_by_itself(sent, total):
    work = sent("a", "b")
    assert total(work) == 20
    assert named(work, "a").replaced_by == named(work, "b")


def test_three_files_of_one_exercice_add_up_one_by_one(sent, total, now):
    work = sent("a", "b", "c")
    for letter, expected in (("a", 103), ("b", 123)):
        add_file(trajectory=work, file_id=named(work, letter).pk, now=now)
        assert total(work) == expected
    assert [len(each.files) for each in work_of(work).exercices] == [3]


def test_only_accounts_of_one_sort_are_added_up(now):
    work = receive_files(trajectory=None, files=[cases.fec(0), cases.balance_csv(0)], now=now)
    with pytest.raises(services.NotOfOneSort):
        add_file(trajectory=work, file_id=work.files.get(genre="fec").pk, now=now)
    assert work_of(work).exercices[0].added == ()


def test_a_column_of_the_same_name_is_added_up_and_two_names_say_nothing(sent, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    of_a = {"colonne": "Section", "valeurs": {"Club": {"741000": 100_00, "606000": -5_00}}}
    of_b = {"colonne": "Section", "valeurs": {"Club": {"606000": -1_00}, "Bar": {"756000": 20_00}}}
    work.files.filter(pk=named(work, "a").pk).update(axis=of_a)
    assert work_of(work).exercices[0].axis == of_a
    work.files.filter(pk=named(work, "b").pk).update(axis=of_b)
    assert work_of(work).exercices[0].axis == {
        "colonne": "Section",
        "valeurs": {"Bar": {"756000": 20_00}, "Club": {"741000": 100_00, "606000": -6_00}},
    }
    work.files.filter(pk=named(work, "b").pk).update(axis={**of_b, "colonne": "Activité"})
    assert work_of(work).exercices[0].axis is None


def test_a_report_is_no_longer_of_these_figures(sent, now):
    work = sent("a", "b")
    before = figures_of(work)
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    assert figures_of(work) != before


# --- and back -------------------------------------------------------------------------------------------------------


def test_the_one_that_was_set_aside_counts_again(sent, total, now):
    work = sent("a", "b")
    assert return_to_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    assert total(work) == 100
    assert named(work, "b").replaced_by == named(work, "a")
    assert return_to_file(trajectory=work, file_id=named(work, "b").pk, now=now)
    assert total(work) == 20


def test_what_was_added_up_is_separated(sent, total, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    assert separate_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    assert total(work) == 20
    assert named(work, "a").replaced_by == named(work, "b")


def test_what_is_not_at_its_place_any_more_does_not_move(sent, now):
    work = sent("a", "b")
    standing, aside = named(work, "b"), named(work, "a")
    assert not add_file(trajectory=work, file_id=standing.pk, now=now)
    assert not return_to_file(trajectory=work, file_id=standing.pk, now=now)
    assert not separate_file(trajectory=work, file_id=aside.pk, now=now)
    add_file(trajectory=work, file_id=aside.pk, now=now)
    assert not add_file(trajectory=work, file_id=aside.pk, now=now)


def test_a_sum_that_is_replaced_is_set_aside_whole_and_comes_back_whole(sent, total, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    sent("c", work=work)
    assert total(work) == 3
    return_to_file(trajectory=work, file_id=named(work, "b").pk, now=now)
    assert total(work) == 120
    add_file(trajectory=work, file_id=named(work, "c").pk, now=now)
    assert total(work) == 123


def test_each_budget_stands_aside_of_a_budget_only(now):
    former = cases.budget(0)
    other = SimpleUploadedFile(
        "autre.csv", former.read().replace(b"5 000", b"5 001").replace(b"6 000", b"5 999")
    )
    former.seek(0)
    work = receive_files(trajectory=None, files=[cases.fec(0), former, other], now=now)
    (year,) = budgets_of(work_of(work)).years
    assert (year.file.name, year.exercice is not None) == ("autre.csv", True)
    aside = file_of(work, "budget.csv")
    with pytest.raises(services.NotOfOneSort):
        add_file(trajectory=work, file_id=aside.pk, now=now)
    return_to_file(trajectory=work, file_id=aside.pk, now=now)
    assert budgets_of(work_of(work)).years[0].file == aside


# --- what goes ------------------------------------------------------------------------------------------------------


def test_a_first_part_that_goes_leaves_the_others_counting(sent, total, now):
    work = sent("a", "b", "c")
    for letter in "ab":
        add_file(trajectory=work, file_id=named(work, letter).pk, now=now)
    remove_file(trajectory=work, file_id=named(work, "c").pk)
    assert total(work) == 120


def test_one_that_goes_gives_its_place_back_to_what_it_had_replaced(sent, total, now):
    work = sent("a", "b", "c")
    gone = remove_file(trajectory=work, file_id=named(work, "c").pk)
    assert gone == ("c FEC20251231.txt", "b FEC20251231.txt")
    assert total(work) == 20
    assert named(work, "a").replaced_by == named(work, "b")


def test_a_first_part_set_aside_goes_and_its_part_stays_aside(sent, total, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    sent("c", work=work)
    remove_file(trajectory=work, file_id=named(work, "b").pk)
    assert (total(work), named(work, "a").replaced_by) == (3, named(work, "c"))


def test_a_part_replaced_by_a_better_one_stays_a_part(sent, total, fec, upload, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    for letter, amount, expected in (("a", 110, 130), ("b", 30, 140)):
        account = {"a": "741000 Aide", "b": "756000 Cotisations"}[letter]
        better = of_2025(fec, upload, letter, f"{account} {amount}")
        services.replace_file(trajectory=work, file_id=named(work, letter).pk, file=better, now=now)
        assert total(work) == expected
    assert work.files.count() == 2


def test_the_same_file_twice_stays_where_it_was(sent, total, now):
    work = sent("a", "b")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    sent("a", "b", work=work)
    assert (total(work), work.files.count()) == (120, 2)


def test_one_set_aside_and_sent_again_counts(sent, total):
    work = sent("a", "b")
    sent("a", work=work)
    assert (total(work), work.files.count()) == (100, 2)


def test_other_dates_take_a_balance_out_of_its_sum(now):
    whole = cases.balance_csv(0)
    other = SimpleUploadedFile("b.csv", whole.read().replace(b"balance", b"Balance") + b"\n")
    whole.seek(0)
    work = receive_files(trajectory=None, files=[whole, other], now=now)
    aside = work.files.exclude(replaced_by=None).get()
    add_file(trajectory=work, file_id=aside.pk, now=now)
    opened_on, closed_on = cases.period(1)
    first = work.files.get(added_to=None)
    services.date_file(trajectory=work, file_id=first.pk, opened_on=opened_on, closed_on=closed_on, now=now)
    assert [len(each.files) for each in work_of(work).exercices] == [1, 1]
    services.date_file(trajectory=work, file_id=aside.pk, opened_on=opened_on, closed_on=closed_on, now=now)
    first.refresh_from_db()
    assert first.replaced_by == aside


def test_a_work_goes_with_all_its_files(sent, now):
    work = sent("a", "b", "c")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    services.erase(trajectory=work, now=now)
    assert not ImportedFile.objects.exists()


def test_a_work_that_expires_goes_with_all_its_files(sent, now):
    work = sent("a", "b", "c")
    add_file(trajectory=work, file_id=named(work, "a").pk, now=now)
    assert services.erase_expired(now=work.expires_at) == 1
    assert not ImportedFile.objects.exists()


def test_the_files_of_a_work_are_counted(client, sent, words, fec, upload):
    client.post(START, {"fichiers": of_2025(fec, upload, "a", "741000 Aide 100")})
    work = Trajectory.objects.get()
    one = work.files.get()
    more = [
        ImportedFile(**{**_row(one), "fingerprint": str(rank), "replaced_by": one})
        for rank in range(MOST_FILES - 1)
    ]
    ImportedFile.objects.bulk_create(more)
    answer = client.post(START, {"fichiers": of_2025(fec, upload, "b", "756000 Cotisations 20")})
    assert answer.status_code == 422
    assert f"plus de {MOST_FILES} fichiers" in words(answer)
    assert work.files.count() == MOST_FILES


# --- the database ---------------------------------------------------------------------------------------------------


def _row(file):
    names = [field.attname for field in ImportedFile._meta.concrete_fields if field.name != "id"]
    return {name: getattr(file, name) for name in names if name not in {"added_to_id", "replaced_by_id"}}


IMPOSSIBLE = {
    "two that stand": (lambda a, b: ("b", {"replaced_by": None}), "an_exercice_once"),
    "both at once": (lambda a, b: ("a", {"added_to": b}), "accounts_alone_are_added"),
    "beside itself": (lambda a, b: ("b", {"replaced_by": b}), "a_file_beside_another"),
    "added to itself": (lambda a, b: ("b", {"added_to": b}), "a_file_beside_another"),
    "nothing to set aside": (lambda a, b: ("a", {"balance": None}), "what_counted_is_set_aside"),
    "no accounts": (
        lambda a, b: ("a", {"balance": None, "budget": {}, "replaced_by": None, "added_to": b}),
        "accounts_alone_are_added",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_the_database_refuses(sent, case):
    work = sent("a", "b")
    make, constraint = IMPOSSIBLE[case]
    name, values = make(named(work, "a"), named(work, "b"))
    rows = work.files.filter(name__startswith=name if case != "two that stand" else "a")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**values)


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def treasurer(client, fec, upload):
    """What the browser of somebody holds who sent two files of one exercice, one after the other."""
    for name, line in (("a", "741000 Aide 100"), ("b", "756000 Cotisations 20")):
        client.post(START, {"fichiers": of_2025(fec, upload, name, line)})
    return client


def press(client, verb, letter, follow=True):
    file = named(Trajectory.objects.get(), letter)
    return client.post(f"{START}{verb}/{file.pk}/", follow=follow)


def test_on_arrival_it_is_said_and_nothing_is_lost(client, fec, upload, words):
    client.post(START, {"fichiers": of_2025(fec, upload, "a", "741000 Aide 100")})
    page = client.post(START, {"fichiers": of_2025(fec, upload, "b", "741000 Aide 2")}, follow=True)
    said = "« b FEC20251231.txt » a pris la place de « a FEC20251231.txt », qui donnait le même exercice."
    assert f"{said} Il est gardé de côté" in words(page)
    assert "Ce fichier est mis de côté : il ne compte pas." in words(page)
    hub = words(client.get(START))
    assert said in hub
    for button in ("Les additionner", "Revenir à « a FEC20251231.txt »", "Retirer « a FEC20251231.txt »"):
        assert button in hub


def test_two_files_of_one_name_are_told_apart(client, fec, upload, words):
    client.post(START, {"fichiers": upload(fec("741000 Aide 100", year=2025), year=2025)})
    client.post(START, {"fichiers": upload(fec("741000 Aide 9", "706000 Stages 1", year=2025), year=2025)})
    name = "« 123456782FEC20251231.txt »"
    assert f"{name} (4 lignes) a pris la place de {name} (2 lignes)" in words(client.get(START))


def test_the_sum_is_said_wherever_the_files_are_named(treasurer, words):
    hub = words(press(treasurer, "additionner", "a"))
    assert "Vos résultats comptent les deux." in hub
    assert "Fichiers « b FEC20251231.txt » et « a FEC20251231.txt », additionnés" in hub
    assert "Séparer « a FEC20251231.txt »" in hub
    assert "Vérifiez" not in hub
    for address in (RESULTS, f"{RESULTS}imprimer/"):
        page = words(treasurer.get(address))
        assert "Additionné avec « b FEC20251231.txt », qui donne une autre partie du même exercice." in page
        assert "Additionné avec « a FEC20251231.txt », qui donne une autre partie du même exercice." in page
    assert "mis de côté" in words(press(treasurer, "separer", "a"))
    assert "« a FEC20251231.txt » compte à nouveau" in words(press(treasurer, "revenir", "a"))


def test_the_workbook_names_every_file_of_an_exercice(treasurer, words):
    press(treasurer, "additionner", "a")
    csv = treasurer.get(f"{RESULTS}chiffres.ods")
    assert csv.status_code == 200
    assert "additionnés" in _text_of_ods(b"".join(csv) if csv.streaming else csv.content)


def _text_of_ods(data):
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def test_the_same_entries_added_up_are_a_warning(client, fec, upload, words):
    lines = [f"74{rank}000 Aide 10{rank}" for rank in range(1, 5)]
    client.post(START, {"fichiers": of_2025(fec, upload, "a", *lines)})
    client.post(START, {"fichiers": of_2025(fec, upload, "b", *lines, "706000 Stages 1")})
    warned = "Vérifiez que ce ne sont pas les mêmes écritures"
    assert warned not in words(client.get(START))
    assert warned in words(press(client, "additionner", "a"))
    assert warned in words(client.get(RESULTS))


def test_two_sorts_are_refused_in_words(client, words):
    client.post(START, {"fichiers": cases.fec(0)})
    client.post(START, {"fichiers": cases.balance_csv(0)})
    file = ImportedFile.objects.get(genre="fec")
    assert "Les additionner" not in words(client.get(START))
    page = client.post(f"{START}additionner/{file.pk}/", follow=True)
    assert "ne s’additionnent pas" in words(page)
    file.refresh_from_db()
    assert file.added_to is None


def test_who_counts_instead_is_said(treasurer, words):
    assert "« b FEC20251231.txt » est retiré. « a FEC20251231.txt » compte à sa place." in words(
        press(treasurer, "retirer", "b")
    )


@pytest.mark.parametrize("verb", ["additionner", "separer", "revenir"])
def test_another_changes_nothing(treasurer, other_visitor, verb):
    file = named(Trajectory.objects.get(files__name__startswith="a "), "a")
    before = list(ImportedFile.objects.values("pk", "added_to", "replaced_by"))
    assert other_visitor.post(f"{START}{verb}/{file.pk}/").status_code == 404
    assert list(ImportedFile.objects.values("pk", "added_to", "replaced_by")) == before
