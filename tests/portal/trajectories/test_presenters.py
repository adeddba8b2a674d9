"""What the result page says: its finding, its figures, and what it will not say."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socioeco.comptes import RESSOURCES
from socioeco.generator import STORIES, generate_association
from socioeco.readers import Balance
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.presenters import present
from trajectoires.trajectories.presenters.exercices import Exercice
from trajectoires.trajectories.presenters.figures import discontinuities
from trajectoires.trajectories.services import import_files

pytestmark = pytest.mark.django_db
SUBVENTION = "741000 Subventions de la commune"
COTISATIONS = "756000 Cotisations"
VENTES = "706000 Prestations"
ACHATS = "606000 Achats"


def codes(results, place):
    return [anomaly.code for anomaly in results.files[place].anomalies]


@pytest.mark.parametrize(
    ("years", "title", "lede"),
    [
        (
            {2025: [f"{SUBVENTION} 600", f"{COTISATIONS} 400", f"{ACHATS} -900"]},
            "En 2025, 60 % de vos ressources viennent des subventions",
            "Vos ressources de l’exercice 2025 font 1 000 €. L’exercice 2025 finit sur un excédent de 100 €.",
        ),
        (
            {2025: [f"{COTISATIONS} 400", f"{ACHATS} -400"]},
            "En 2025, 100 % de vos ressources viennent des cotisations",
            "Vos ressources de l’exercice 2025 font 400 €. L’exercice 2025 finit à l’équilibre.",
        ),
        (
            {2023: [f"{SUBVENTION} 600", f"{VENTES} 400"], 2024: [f"{SUBVENTION} 300", f"{VENTES} 900"]},
            "La part des subventions recule de 60 % à 25 %",
            "De 2023 à 2024, vos ressources sont passées de 1 000 € à 1 200 €. "
            "L’exercice 2024 finit sur un excédent de 1 200 €.",
        ),
        (
            {2022: [f"{SUBVENTION} 900", f"{COTISATIONS} 100"], 2023: [f"{COTISATIONS} 5", f"{SUBVENTION} 5"],
             2024: [f"{SUBVENTION} 400", f"{COTISATIONS} 100", f"{ACHATS} -900"]},
            "La part des subventions recule de 90 % à 80 %",
            "De 2022 à 2024, vos ressources sont passées de 1 000 € à 500 €. "
            "L’exercice 2024 finit sur un déficit de 400 €.",
        ),
        (
            {2023: [f"{SUBVENTION} 600", f"{COTISATIONS} 400"],
             2024: [f"{SUBVENTION} 619", f"{COTISATIONS} 381"]},
            "De 2023 à 2024, vos ressources gardent la même composition",
            "Vos ressources font 1 000 €, comme en 2023. "
            "L’exercice 2024 finit sur un excédent de 1 000 €.",
        ),
        (
            {2024: [f"{ACHATS} -100"]},
            "Aucune ressource dans les comptes lus",
            "Vos ressources de l’exercice 2024 font 0 €. L’exercice 2024 finit sur un déficit de 100 €.",
        ),
        (
            {2023: [f"{SUBVENTION} -600"], 2024: [f"{SUBVENTION} 100"]},
            "En 2024, 100 % de vos ressources viennent des subventions",
            "De 2023 à 2024, vos ressources sont passées de −600 € à 100 €. "
            "L’exercice 2024 finit sur un excédent de 100 €.",
        ),
    ],
    ids=["une année", "équilibre", "recul", "trois années", "stable", "sans ressource", "négatif"],
)  # fmt: skip
def test_the_finding_in_words(results, words, years, title, lede):
    read = results(years)
    assert (words(read.title), words(read.lede)) == (title, lede)


def test_nothing_read_is_said_and_nothing_is_drawn(work, upload, now):
    read = present(import_files(trajectory=work({}), files=[upload(b"", name="vide.txt")], now=now))
    assert (read.title, read.chart, read.years) == ("Aucun exercice lu", None, [])
    assert "fichier par fichier" in read.lede
    assert (read.files[0].is_blocked, codes(read, 0)) == (True, ["F1-vide"])
    assert [entry["id"] for entry in read.toc] == ["fichiers", "prudence", "donnees"]


@pytest.mark.parametrize("story", STORIES)
def test_every_centime_is_accounted_for(now, story):
    told = generate_association(story, seed=11, first_year=2023, years=3, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in told.exercices]
    read = present(import_files(trajectory=None, files=sent, now=now))
    for exercice, year in zip(told.exercices, read.years, strict=True):
        assert year.resultat["resultat"] == exercice.resultat_centimes()
        assert year.resultat["produits"] == year.class_7
        assert (year.gap, sum(part.centimes for part in year.reconciliation)) == (0, year.class_7)
        resources = year.reconciliation[0].centimes
        assert sum(family.centimes or 0 for family in year.families) == resources


def test_every_amount_opens_on_its_accounts(results):
    (year,) = results(
        {2025: [f"{SUBVENTION} 600", "744000 Subventions de l’État 50", f"{COTISATIONS} 9"]}
    ).years
    for opening in [*year.families, *year.reconciliation]:
        assert sum(source.montant_centimes for source in opening.sources) == opening.centimes
    assert [(source.compte, source.montant_centimes) for source in year.families[0].sources] == [
        ("741000", 60000),
        ("744000", 5000),
    ]


def test_what_cannot_be_computed_is_never_zero(results, words):
    read = results({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    commande = next(family for family in read.years[0].families if family.label.startswith("Commande"))
    assert commande.centimes is None
    assert "le compte 706 ne dit pas qui paie" in words(commande.reason)
    (cell,) = next(row[1:] for row in read.chart.table.rows if row[0].startswith("Commande"))
    assert not any(digit.isdigit() for digit in cell), f"the table of the figure says {cell!r}"


def test_a_family_is_named_alike_in_the_figure_and_in_the_accounts(results):
    table = results({2025: [f"{SUBVENTION} 600"]}).chart.table
    pairs = zip(RESSOURCES.values(), (row[0] for row in table.rows), strict=False)
    assert [(whole, short) for whole, short in pairs if not whole.startswith(short)] == []


@pytest.mark.parametrize(
    ("before", "after", "amounts"),
    [(1000, 1010, ["1 000", "1 010"]), (600, 100, ["600", "100"]), (-600, 100, ["600", "100"])],
)
def test_the_figure_names_small_amounts_as_they_are(results, words, before, after, amounts):
    title = words(results({2023: [f"{SUBVENTION} {before}"], 2024: [f"{SUBVENTION} {after}"]}).chart.title)
    assert [amount for amount in amounts if f"{amount} €" not in title] == [], title


def test_produits_out_of_resources_stand_apart(results):
    lines = [f"{SUBVENTION} 600", "777000 Quote-part 50", "781000 Reprise 30", "870000 Bénévolat 500",
             "860000 Emploi -500"]  # fmt: skip
    (year,) = results({2024: lines}).years
    assert year.class_7 == 68000
    assert year.in_kind == 50000
    assert year.reconciliation[0].centimes == 60000
    assert sum(part.centimes for part in year.reconciliation[1:]) == 8000


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("512000 Banque -600", []), ("512000 Banque -590", ["F10-ouverture"]), ("", ["F10-ouverture-absente"])],
)
def test_an_opening_is_compared_with_the_closing_before(fec, upload, now, opening, expected):
    closing = "512000 Banque -600"
    before = fec(opening=closing, year=2023)
    after = fec(f"{COTISATIONS} 5", year=2024, opening=opening)
    sent = [upload(after, year=2024), upload(before, year=2023)]
    read = present(import_files(trajectory=None, files=sent, now=now))
    assert [code for code in codes(read, 1) if code.startswith("F10")] == expected
    assert [code for code in codes(read, 0) if code.startswith("F10")] == []


def test_years_that_do_not_follow_are_not_compared(results):
    read = results({2022: [f"{SUBVENTION} 600"], 2024: [f"{SUBVENTION} 600"]})
    assert [code for place in (0, 1) for code in codes(read, place)] == []


def test_a_deleted_account_is_said_beside_its_file(results):
    read = results({2024: [f"{SUBVENTION} 5"], 2025: [f"{SUBVENTION} 5", "790000 Transferts de charges 10"]})
    assert "C2-compte-supprime" not in codes(read, 0)
    assert "C2-compte-supprime" in codes(read, 1)


def test_a_change_of_rules_is_said_once_between_the_two_years(results, words):
    years = (2018, 2019, 2020, 2024, 2025)
    source = words(results({year: [f"{SUBVENTION} 600"] for year in years}).chart.source)
    assert source.count("les règles comptables changent") == 2
    assert "Entre 2019 et 2020, les règles comptables changent" in source
    assert "Entre 2024 et 2025, les règles comptables changent" in source


def test_years_of_one_name_are_told_apart_by_their_dates(work, fec, upload, now):
    trajectory = work({2025: [f"{SUBVENTION} 600"]})
    short = fec(f"{SUBVENTION} 300", year=2025).replace(b"20250630", b"20250131")
    read = present(import_files(trajectory=trajectory, files=[upload(short, name="court.txt")], now=now))
    assert [year.label for year in read.years] == ["01/01/2025-31/01/2025", "01/01/2025-31/12/2025"]
    assert read.chart.table.header[1:] == tuple(year.label for year in read.years)


def test_a_season_is_named_by_its_two_years(now):
    club = generate_association("club_benevole", seed=3, first_year=2023, years=1, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in club.exercices]
    read = present(import_files(trajectory=None, files=sent, now=now))
    assert [year.label for year in read.years] == ["2023-2024"]


def test_what_was_read_of_a_file_is_said(results, words):
    file = results({2025: [f"{SUBVENTION} 600"]}).files[0]
    assert words(file.summary) == "2 lignes lues, du 30 juin 2025 au 30 juin 2025."
    facts = {term: words(value) for term, value in file.facts}
    assert (facts["Total au débit"], facts["Total au crédit"]) == ("600,00 €", "600,00 €")
    assert facts["Séparateur"] == "tabulation"


def test_the_last_day_is_the_one_of_the_visitors_calendar():
    late = dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC)  # half past midnight, the 26th, in Paris
    trajectory = Trajectory.objects.create(created_at=late, expires_at=late)
    assert present(trajectory).kept_until == dt.date(2026, 11, 26)


def test_years_that_are_missing_are_said(results, words):
    years = {2022: [f"{SUBVENTION} 600"], 2023: [f"{SUBVENTION} 600"], 2025: [f"{SUBVENTION} 600"]}
    (note,) = results(years).discontinuities
    assert "Entre 2023 et 2025, il manque des comptes : du 1er janvier au 31 décembre 2024." in words(note)


def test_years_that_overlap_are_said(words):
    def exercice(opened: str, closed: str, label: str) -> Exercice:
        balance = Balance(
            opened_on=dt.date.fromisoformat(opened), closed_on=dt.date.fromisoformat(closed), lines=()
        )
        return Exercice(ImportedFile(), balance, label)

    pair = [exercice("2023-01-01", "2024-03-31", "2023-2024"), exercice("2024-01-01", "2024-12-31", "2024")]
    assert "se recouvrent : du 1er janvier au 31 mars 2024" in words(discontinuities(pair)[0])
