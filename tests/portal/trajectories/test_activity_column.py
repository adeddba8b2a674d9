"""A FEC that says the activity of each line: proposed at import, gathered by the person, corrected line by line."""

import datetime as dt
import re

import pytest

from socioeco.readers.axis import likely
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import Scope
from trajectoires.trajectories.models import Activity, ImportedFile
from trajectoires.trajectories.selectors import by_activity, work_of
from trajectoires.trajectories.services.reading import READ_AT_ONCE_BYTES

pytestmark = pytest.mark.django_db
START = "/agir/trajectoire/"
YEAR = f"{START}activites/20250101-20251231/"
LINES = ["756000 Cotisations 900", "707000 Ventes 600", "607000 Boissons -250", "641000 Salaires -500"]
VALUES = {"756000": "CLUB", "707000": "BAR", "607000": "BAR", "641000": "Club enfants"}


@pytest.fixture
def analytic(fec, upload):
    """A file whose last column has this name, and these values by account."""

    def make(column="Section", values=VALUES, name=""):
        head, *rows = fec(*LINES, year=2025).decode().splitlines()
        separator = "|" if "|" in head else "\t"
        account = head.split(separator).index("CompteNum")
        told = [f"{row}{separator}{values.get(row.split(separator)[account], '')}" for row in rows]
        data = "\r\n".join([f"{head}{separator}{column}", *told, ""]).encode()
        return upload(data, year=None if name else 2025, name=name)

    return make


@pytest.fixture
def visitor(client, analytic):
    assert client.post(START, {"fichiers": analytic()}).status_code == 302
    return client


def share(visitor, *names):
    """The activity of each value, in the order of the page: BAR, CLUB, Club enfants."""
    return visitor.post(f"{YEAR}colonne/", {f"valeur-{place}": name for place, name in enumerate(names)})


def shared():
    (year,) = by_activity(work_of(Activity.objects.first().trajectory)).years
    return year.found


def test_only_sums_are_kept_and_the_import_says_it(visitor, words):
    assert ImportedFile.objects.get().axis == {
        "colonne": "Section",
        "valeurs": {
            "BAR": {"607000": -250_00, "707000": 600_00},
            "CLUB": {"756000": 900_00},
            "Club enfants": {"641000": -500_00},
        },
    }
    hub = visitor.get(START)
    assert "Ce fichier a une colonne « Section »" in words(hub)
    assert f'href="{YEAR}colonne/"' in hub.content.decode()


def test_values_are_gathered_by_writing_the_same_name_twice(visitor):
    assert share(visitor, "Buvette", "Club", "club").status_code == 302
    assert [each.name for each in Activity.objects.all()] == ["Buvette", "Club"]
    found = shared()
    assert found["Club"].resultat_centimes == 400_00
    assert found["Buvette"].resultat_centimes == 350_00
    assert found.non_reparti.recettes_centimes == found.non_reparti.cout_complet_centimes == 0


def test_a_value_without_name_goes_to_nobody_and_its_page_shows_it_again(visitor):
    share(visitor, "Buvette", "Club", "")
    assert shared().non_reparti.cout_complet_centimes == 500_00
    page = visitor.get(f"{YEAR}colonne/").content.decode()
    assert 'value="Buvette"' in page
    assert 'value="Club enfants"' not in page


def test_what_the_person_writes_takes_the_place_of_the_column_on_that_line_only(visitor, words):
    share(visitor, "Buvette", "Club", "Club")
    bar, club = Activity.objects.values_list("pk", flat=True)
    page = words(visitor.get(YEAR))
    assert "Ce que dit la colonne Club, 500,00 €" in page
    answer = visitor.post(YEAR, {f"charge-64-{bar}": "100", f"charge-64-{club}": "300"})
    assert answer.status_code == 302
    found = shared()
    assert found["Buvette"].charges_directes.value.number == 350_00
    assert found["Club"].charges_directes.value.number == 300_00
    assert found["Club"].recettes_centimes == 900_00
    assert found.non_reparti.cout_complet_centimes == 100_00
    assert "D’après la colonne « Section »" in words(visitor.get(f"{START}activites/resultats/"))


def test_too_many_names_are_refused_and_kept(client, fec, analytic, words):
    values = {"756000": "A", "707000": "B", "607000": "C", "641000": "D"}
    client.post(START, {"fichiers": analytic(values=values)})
    client.post(f"{START}activites/", {f"nouvelle-{place}": f"Activité {place}" for place in range(1, 6)})
    answer = client.post(f"{YEAR}colonne/", {f"valeur-{place}": f"Neuve {place}" for place in range(4)})
    assert answer.status_code == 422
    assert "plus de 8 activités" in words(answer)
    assert 'value="Neuve 3"' in answer.content.decode()
    assert Activity.objects.count() == 5


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("Commentaire", VALUES),  # its name does not say that it is an axis
        ("Section", {}),  # nothing in it
        ("Section", {"756000": "x" * 300}),  # texts
    ],
)
def test_a_column_that_cannot_serve_is_not_kept(client, analytic, words, column, values):
    client.post(START, {"fichiers": analytic(column, values)})
    assert ImportedFile.objects.get().balance
    assert ImportedFile.objects.get().axis is None
    assert "Répartir par cette colonne" not in words(client.get(START))
    assert client.get(f"{YEAR}colonne/").status_code == 404


@pytest.mark.parametrize(("column", "readings"), [("Commentaire", 0), ("Section", 1)])
def test_a_file_is_read_again_only_when_a_column_may_serve(client, analytic, monkeypatch, column, readings):
    seen = []
    read = likely.read_axis
    monkeypatch.setattr(likely, "read_axis", lambda *given: seen.append(given[2]) or read(*given))
    client.post(START, {"fichiers": analytic(column)})
    assert len(seen) == readings


def test_a_long_file_is_read_by_the_worker_with_its_column(db, analytic, monkeypatch, now):
    monkeypatch.setattr("trajectoires.trajectories.services.reading.READ_AT_ONCE_BYTES", 10)
    assert READ_AT_ONCE_BYTES > 10
    work = services.receive_files(trajectory=None, files=[analytic()], now=now)
    read = services.read_pending(pending_id=work.pending_files.get().pk, now=now)
    assert read.axis["colonne"] == "Section"


def test_the_file_that_goes_takes_its_column_along(visitor, fec, upload):
    share(visitor, "Buvette", "Club", "Club")
    visitor.post(START, {"fichiers": upload(fec(*LINES, "626000 Téléphone -1", year=2025), year=2025)})
    assert ImportedFile.objects.get(replaced_by=None).axis is None
    found = shared()
    assert found["Club"].recettes_centimes == 0
    assert found.non_reparti.recettes_centimes == 1500_00


@pytest.mark.parametrize("shows_personnel", [False, True])
def test_values_are_shown_to_no_guest(shared, dominique, words, now, shows_personnel):
    """They are the words of the program, maybe a name: others read activities, which the person named."""
    kept = shared(scopes=(Scope.RESULTS, Scope.ACCOUNTS), shows_personnel=shows_personnel).trajectory
    axis = {"colonne": "Section", "valeurs": {"M. Untel": {"741000": 1000_00, "641000": -444_00}}}
    kept.files.filter(closed_on__year=2025).update(axis=axis)
    services.share_by_column(
        trajectory=kept,
        period=(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        names={"M. Untel": "Club"},
        now=now,
    )
    for address in ("activites/resultats/", "resultats/"):
        said = words(dominique.client.get(f"{START}{address}"))
        assert "Untel" not in said
    said = words(dominique.client.get(f"{START}activites/resultats/"))
    assert re.search(r"Club 1 000\b", said)
    assert ("Combien coûte-t-elle" in said) is shows_personnel
