"""What the result page says: its finding, its figures, and what it will not say."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socioeco.comptes import RESSOURCES
from socioeco.generator import STORIES, generate_association
from socioeco.readers import Answers, ExerciceAnswers, Question, TypedExercice, TypedLine, exercice_key
from socioeco.values import calcule, calcule_entre, non_calculable
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters import present
from trajectoires.trajectories.presenters.wording import write_value
from trajectoires.trajectories.services import receive_files, save_answers, save_typed

pytestmark = pytest.mark.django_db
SUBVENTION = "741000 Subventions de la commune"
COTISATIONS = "756000 Cotisations"
VENTES = "706000 Prestations"
ACHATS = "606000 Achats"


def codes(results, place):
    return [anomaly.code for anomaly in results.files[place].anomalies]


def said(pieces):
    return "".join(piece.text for piece in pieces)


def year(number):
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def typed(number, **lines):
    opened_on, closed_on = year(number)
    amounts = {TypedLine(key): euros * 100 for key, euros in lines.items()}
    return TypedExercice(opened_on=opened_on, closed_on=closed_on, lines=amounts)


@pytest.fixture
def typed_work(db, now):
    def make(*exercices):
        work = None
        for exercice in exercices:
            work = save_typed(trajectory=work, exercice=exercice, hours=None, now=now)
        return work

    return make


@pytest.fixture
def answered(now):
    """`answered(work, {2025: {Question.HEURES: 1200}})`."""

    def answer(work, by_year):
        exercices = {
            exercice_key(*year(number)): ExerciceAnswers(values=values) for number, values in by_year.items()
        }
        return save_answers(trajectory=work, answers=Answers(exercices=exercices), now=now)

    return answer


# --- the title and the first sentences --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "title", "lede"),
    [
        (
            {2025: [f"{SUBVENTION} 600", f"{COTISATIONS} 400", f"{ACHATS} -900"]},
            "La moitié au moins de vos ressources vient des subventions",
            "Vos ressources de l’exercice 2025 font 1 000 €. L’exercice 2025 finit sur un excédent de 100 €.",
        ),
        (
            {2025: [f"{COTISATIONS} 400", f"{ACHATS} -400"]},
            "Toutes vos ressources viennent des cotisations",
            "Vos ressources de l’exercice 2025 font 400 €. L’exercice 2025 finit à l’équilibre.",
        ),
        (
            {2023: [f"{SUBVENTION} 600", f"{VENTES} 400"], 2024: [f"{SUBVENTION} 300", f"{VENTES} 900"]},
            "La part des subventions recule, celle des ventes et achats publics progresse",
            "De 2023 à 2024, vos ressources sont passées de 1 000 € à 1 200 €. "
            "L’exercice 2024 finit sur un excédent de 1 200 €.",
        ),
        (
            {2022: [f"{SUBVENTION} 900", f"{COTISATIONS} 100"], 2023: [f"{COTISATIONS} 5", f"{SUBVENTION} 5"],
             2024: [f"{SUBVENTION} 400", f"{COTISATIONS} 100", f"{ACHATS} -900"]},
            "La part des subventions recule, celle des cotisations progresse",
            "De 2022 à 2024, vos ressources sont passées de 1 000 € à 500 €. "
            "L’exercice 2024 finit sur un déficit de 400 €.",
        ),
        (
            {2023: [f"{SUBVENTION} 600", f"{COTISATIONS} 400"],
             2024: [f"{SUBVENTION} 619", f"{COTISATIONS} 381"]},
            "Vos ressources gardent la même composition",
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
            "Toutes vos ressources viennent des subventions",
            "De 2023 à 2024, vos ressources sont passées de −600 € à 100 €. "
            "L’exercice 2024 finit sur un excédent de 100 €.",
        ),
    ],
    ids=["une année", "équilibre", "recul", "trois années", "stable", "sans ressource", "négatif"],
)  # fmt: skip
def test_the_finding_in_words(results, words, years, title, lede):
    read = results(years)
    assert words(read.title) == title
    assert words(said(read.lede)).startswith(lede)


def test_every_amount_of_the_first_sentences_leads_to_an_opening(results):
    read = results({2023: [f"{SUBVENTION} 600"], 2024: [f"{SUBVENTION} 700", f"{ACHATS} -650"]})
    amounts = [piece for piece in read.lede if "€" in piece.text or "mois" in piece.text]
    openings = {
        *(f"#{each.anchor}" for each in [*read.years, *read.indicators]),
        *(f"#{each.result_anchor}" for each in read.years),
    }
    assert len(amounts) >= 3
    assert [piece.text for piece in amounts if piece.href not in openings] == []


def test_a_purchase_told_one_year_only_is_not_a_change(work, answered, words):
    """Sales of 400 both years: saying who pays them moves nothing."""
    lines = [f"{SUBVENTION} 600", f"{VENTES} 400"]
    read = present(answered(work({2024: lines, 2025: lines}), {2025: {Question.ACHATS_PUBLICS: 30_000}}))
    assert words(read.title) == "Vos ressources gardent la même composition"


def test_a_typed_year_compares_with_accounts_by_what_both_tell(work, now, words):
    mine = work({2025: [f"{SUBVENTION} 500", "754200 Mécénat 300", "755000 Fondation 200"]})
    lines = typed(2024, subventions=500, mecenat=500, salaires=1)
    read = present(save_typed(trajectory=mine, exercice=lines, hours=None, now=now))
    assert words(read.title) == "Vos ressources gardent la même composition"


def test_nothing_read_is_said_and_nothing_is_drawn(work, upload, now):
    read = present(receive_files(trajectory=work({}), files=[upload(b"", name="vide.txt")], now=now))
    assert (read.title, read.resources, read.years, read.indicators, read.position) == (
        "Aucun exercice lu", None, [], [], None,
    )  # fmt: skip
    assert "fichier par fichier" in said(read.lede)
    assert (read.files[0].is_blocked, codes(read, 0)) == (True, ["F1-vide"])
    assert [entry["id"] for entry in read.toc] == ["lectures", "prudence", "contacts", "donnees"]


# --- values in words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unite", "written"),
    [
        (calcule(Fraction(1, 2)), "part", "50 %"),
        (calcule_entre(Fraction(36, 100), Fraction(68, 100)), "part", "entre 36 % et 68 %"),
        (calcule_entre(Fraction(0), Fraction(45, 100)), "part", "au plus 45 %"),
        (calcule_entre(Fraction(361, 1000), Fraction(362, 1000)), "part", "environ 36 %"),
        (calcule_entre(-50_000, 0), "euros", "entre −500 € et 0 €"),
        (calcule(123_456), "euros", "1 235 €"),
        (non_calculable("Aucune charge."), "mois", "non calculable"),
    ],
)
def test_a_value_in_words(words, value, unite, written):
    assert words(write_value(value, unite)) == written


# --- every centime ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES)
def test_every_centime_is_accounted_for(now, words, story):
    told = generate_association(story, seed=11, first_year=2023, years=3, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in told.exercices]
    read = present(receive_files(trajectory=None, files=sent, now=now))
    for exercice, view in zip(told.exercices, reversed(read.years), strict=True):
        assert view.resultat_centimes == exercice.resultat_centimes()
        assert view.gap_centimes == 0
        resources, others = (
            sum(total(opening) for opening in openings) for openings in (view.families, view.others)
        )
        assert resources == view.ressources_centimes
        assert resources + others == view.total_centimes


def total(opening):
    return sum(source.montant_centimes for source in opening.lines.sources)


def test_an_opening_adds_up_to_what_it_says(results, words):
    lines = [f"{SUBVENTION} 600", "744000 Subventions de l’État 50", f"{COTISATIONS} 9"]
    (view,) = results({2025: lines}).years
    assert [(words(each.label), words(each.amount), total(each)) for each in view.families] == [
        ("Subventions", "650,00 €", 65_000),
        ("Cotisations", "9,00 €", 900),
    ]


def test_the_lines_of_a_figure_are_written_once(results):
    """More lines than one reads at a glance: the second figure made of them leads to the first."""
    charges = [f"6{number}0000 Charge {number} -10" for number in range(10, 18)]
    read = results({2025: [f"{SUBVENTION} 600", *charges]})
    shown = {
        opening.anchor: opening.lines
        for indicator in read.indicators
        for opening in indicator.terms
        if opening.lines
    }
    again = [lines.seen_at for lines in shown.values() if lines.seen_at]
    assert again
    assert [anchor for anchor in again if not shown[anchor].sources] == []
    assert read.years[0].charges.lines.seen_at in shown


def test_what_cannot_be_computed_is_never_zero(results, words):
    read = results({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    commande = next(each for each in read.years[0].families if each.label.startswith("Commande"))
    assert commande.amount == "non calculable"
    assert "le compte 706 ne dit pas qui paie" in words(commande.note)
    (cell,) = next(row[1:] for row in read.resources.chart.table.rows if row[0].startswith("Commande"))
    assert not any(digit.isdigit() for digit in cell), f"the table of the figure says {cell!r}"


def test_a_family_is_named_alike_in_the_figure_and_in_the_accounts(results):
    table = results({2025: [f"{SUBVENTION} 600"]}).resources.chart.table
    pairs = zip(RESSOURCES.values(), (row[0] for row in table.rows), strict=False)
    assert [(whole, short) for whole, short in pairs if not whole.startswith(short)] == []


@pytest.mark.parametrize(
    ("before", "after", "amounts"),
    [(1000, 1010, ["1 000", "1 010"]), (600, 100, ["600", "100"]), (-600, 100, ["600", "100"])],
)
def test_the_figure_names_small_amounts_as_they_are(results, words, before, after, amounts):
    read = results({2023: [f"{SUBVENTION} {before}"], 2024: [f"{SUBVENTION} {after}"]})
    title = words(read.resources.chart.title)
    assert [amount for amount in amounts if f"{amount} €" not in title] == [], title


def test_produits_out_of_resources_stand_apart(results, words):
    lines = [f"{SUBVENTION} 600", "777000 Quote-part 50", "781000 Reprise 30", "870000 Bénévolat 500",
             "860000 Emploi -500"]  # fmt: skip
    read = results({2024: lines})
    (view,) = read.years
    assert (view.total_centimes, view.ressources_centimes) == (68_000, 60_000)
    assert sum(total(each) for each in view.others) == 8_000
    assert words(view.in_kind.amount) == "500,00 €"
    assert [row for row in read.resources.beside.table.rows if row[0].startswith("Contributions")] == [
        ("Contributions en nature, en euros", "500")
    ]


# --- beside the money -------------------------------------------------------------------------------------------------


def test_hours_posts_and_partners_stand_on_their_own_tracks(work, answered):
    mine = work({2024: [f"{SUBVENTION} 600"], 2025: [f"{SUBVENTION} 600"]})
    values = {Question.HEURES: 1200, Question.ETP: 150, Question.PARTENAIRES: 3}
    resources = present(answered(mine, {2025: values})).resources
    assert [row[1:] for row in resources.beside.table.rows] == [("–", "1\u202f200"), ("–", "1,5"), ("–", "3")]
    assert resources.chart.table.rows[-1][1:] == ("600", "600"), "nothing of it is added to the money"


def test_what_nobody_told_is_not_drawn(results):
    resources = results({2025: [f"{SUBVENTION} 600"]}).resources
    assert resources.beside is None


# --- indicators -------------------------------------------------------------------------------------------------------


def indicators(read):
    return {each.anchor.removeprefix("indicateur-"): each for each in read.indicators}


def test_an_indicator_opens_on_all_that_makes_it(results):
    read = results({2024: [f"{SUBVENTION} 600"], 2025: [f"{SUBVENTION} 700", f"{ACHATS} -100"]})
    assert len(read.indicators) >= 8
    for each in read.indicators:
        assert each.question.strip().endswith("?"), each.question
        assert all((each.formula, each.why, each.reading, each.source)), each.anchor
        assert each.rule.startswith("Version 1, depuis le ")
        assert [label for label, _ in each.years] == ["2024"]
        assert each.terms or each.is_missing, each.anchor
        assert not each.is_missing or each.note, "an indicator that is not computable says why"


def test_the_public_part_holds_subsidies_and_purchases_apart(results):
    read = results({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    found = indicators(read)
    assert [part.anchor for part in found["part-publique"].parts] == [
        "indicateur-part-subventions",
        "indicateur-part-commande",
    ]
    assert not {"part-subventions", "part-commande"} & found.keys()


def test_an_answer_narrows_the_range(work, answered, words):
    mine = work({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    before = indicators(present(mine))["part-publique"]
    assert (before.is_range, words(before.value)) == (True, "entre 60 % et 100 %")
    assert before.note
    after = indicators(present(answered(mine, {2025: {Question.ACHATS_PUBLICS: 20_000}})))["part-publique"]
    assert (after.is_range, words(after.value)) == (False, "80 %")


def test_a_range_is_explained_among_the_cautions(results):
    read = results({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    titles = [title for title, _ in read.cautions.ranges]
    assert indicators(read)["part-publique"].title in titles


@pytest.mark.parametrize(("years", "is_drawn"), [((2024, 2025), False), ((2023, 2024, 2025), True)])
def test_a_line_is_drawn_from_three_values(results, years, is_drawn):
    read = results({number: [f"{COTISATIONS} {number}"] for number in years})
    assert bool(indicators(read)["resultat"].sparkline) == is_drawn


@pytest.mark.parametrize(
    ("amounts", "direction"),
    [
        ((100, 200), "plus qu’en 2024"),
        ((200, 100), "moins qu’en 2024"),
        ((200, 201), "à peu près comme en 2024"),
    ],
)
def test_the_direction_is_said_in_words(results, amounts, direction):
    years = dict(zip((2024, 2025), ([f"{COTISATIONS} {amount}"] for amount in amounts), strict=True))
    assert indicators(results(years))["resultat"].direction == direction


# --- position, changes ------------------------------------------------------------------------------------------------


def test_the_position_shows_seven_models_and_ranks_none(results):
    position = results({2025: [f"{SUBVENTION} 600", f"{COTISATIONS} 400"]}).position
    assert [model.number for model in position.models] == [1, 2, 3, 4, 5, 6, 7]
    assert [model.number for model in position.models if model.is_reconstitution] == [1, 7]
    assert all(model.groups for model in position.models), "even what is not known is said"
    assert position.conclusion
    assert position.limits
    assert any(
        signal.is_asked for model in position.models for _, signals in model.groups for signal in signals
    )


def test_differences_add_up_exactly(now):
    told = generate_association("festival", seed=5, first_year=2022, years=4, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in told.exercices]
    read = present(receive_files(trajectory=None, files=sent, now=now))
    assert len(read.changes) == 3
    for change in read.changes:
        assert len(change.tables) == 2
        for table in change.tables:
            columns = list(zip(*(map(number, row[1:]) for row in table.rows), strict=True))
            assert [sum(column[:-1]) for column in columns] == [column[-1] for column in columns]
            assert [after - before for before, after, _ in zip(*columns, strict=True)] == list(columns[2])


def number(cell):
    """What a cell of a table says, in centimes."""
    if cell == "=":
        return 0
    plain = cell.replace("\u202f", "").replace("\u2212", "-").replace(",", ".")
    return round(float(plain) * 100)


def test_the_largest_movement_is_named(results, words):
    read = results(
        {2024: [f"{SUBVENTION} 600", f"{COTISATIONS} 100"], 2025: [f"{SUBVENTION} 200", f"{COTISATIONS} 150"]}
    )
    (change,) = read.changes
    assert words(change.title) == "De 2024 à 2025 : des ressources en baisse, un résultat en baisse"
    assert words(change.sentences[0]) == (
        "Le plus grand mouvement des ressources : « Subventions », −400 €, dans un écart total de −350 €."
    )


# --- what was read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("512000 Banque -600", []), ("512000 Banque -590", ["F10-ouverture"]), ("", ["F10-ouverture-absente"])],
)
def test_an_opening_is_compared_with_the_closing_before(fec, upload, now, opening, expected):
    closing = "512000 Banque -600"
    before = fec(opening=closing, year=2023)
    after = fec(f"{COTISATIONS} 5", year=2024, opening=opening)
    sent = [upload(after, year=2024), upload(before, year=2023)]
    read = present(receive_files(trajectory=None, files=sent, now=now))
    assert [code for code in codes(read, 1) if code.startswith("F10")] == expected
    assert [code for code in codes(read, 0) if code.startswith("F10")] == []


def test_years_that_do_not_follow_are_not_compared(results):
    read = results({2022: [f"{SUBVENTION} 600"], 2024: [f"{SUBVENTION} 600"]})
    assert [code for place in (0, 1) for code in codes(read, place)] == []


def test_a_deleted_account_is_said_beside_its_file(results):
    read = results({2024: [f"{SUBVENTION} 5"], 2025: [f"{SUBVENTION} 5", "790000 Transferts de charges 10"]})
    assert "C2-compte-supprime" not in codes(read, 0)
    assert "C2-compte-supprime" in codes(read, 1)


def test_a_typed_year_is_shown_with_its_anomalies_and_its_day(typed_work, now):
    read = present(typed_work(typed(2025, cotisations=600, salaires=100)))
    (shown,) = read.typed
    assert (shown.label, shown.is_set_aside, shown.updated_at) == ("2025", False, now)
    assert read.years[0].gap_centimes is None, "typed lines have no class 7"
    assert any("2025" in note and "lignes saisies" in note for note in read.cautions.notes)


def test_a_file_sets_the_typed_year_aside_and_the_page_says_so(work, now):
    mine = work({2025: [f"{SUBVENTION} 600"]})
    read = present(save_typed(trajectory=mine, exercice=typed(2025, cotisations=5), hours=None, now=now))
    assert [(each.label, each.is_set_aside) for each in read.typed] == [("2025", True)]
    assert [each.ressources_centimes for each in read.years] == [60_000]


def test_what_was_read_of_a_file_is_said(results, words):
    file = results({2025: [f"{SUBVENTION} 600"]}).files[0]
    kind = "Fichier des écritures comptables (FEC)"
    assert words(file.summary) == f"{kind} : 2 lignes lues, du 30 juin 2025 au 30 juin 2025."
    facts = {term: words(value) for term, value in file.facts}
    assert (facts["Total au débit"], facts["Total au crédit"]) == ("600,00 €", "600,00 €")
    assert facts["Séparateur"] == "tabulation"


# --- cautions, questions, contacts ------------------------------------------------------------------------------------


def test_a_change_of_rules_is_said_once_between_the_two_years(results, words):
    years = (2018, 2019, 2020, 2024, 2025)
    read = results({number: [f"{SUBVENTION} 600"] for number in years})
    for text in (words(read.resources.chart.source), words(" ".join(read.cautions.notes))):
        assert text.count("les règles comptables changent") == 2
        assert "entre 2019 et 2020, les règles comptables changent" in text.lower()
        assert "entre 2024 et 2025, les règles comptables changent" in text.lower()


def test_years_of_one_name_are_told_apart_by_their_dates(work, fec, upload, now, words):
    trajectory = work({2025: [f"{SUBVENTION} 600"]})
    short = fec(f"{SUBVENTION} 300", year=2025).replace(b"20250630", b"20250131")
    read = present(receive_files(trajectory=trajectory, files=[upload(short, name="court.txt")], now=now))
    labels = ["01/01/2025-31/01/2025", "01/01/2025-31/12/2025"]
    assert [each.label for each in reversed(read.years)] == labels
    assert list(read.resources.chart.table.header[1:]) == labels
    notes = words(" ".join(read.cautions.notes))
    assert "ne dure pas une année : du 1er janvier 2025 au 31 janvier 2025" in notes
    assert "se recouvrent : du 1er au 31 janvier 2025" in notes


def test_a_season_is_named_by_its_two_years(now):
    club = generate_association("club_benevole", seed=3, first_year=2023, years=1, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in club.exercices]
    read = present(receive_files(trajectory=None, files=sent, now=now))
    assert [each.label for each in read.years] == ["2023-2024"]


def test_years_that_are_missing_are_said(results, words):
    years = {2022: [f"{SUBVENTION} 600"], 2023: [f"{SUBVENTION} 600"], 2025: [f"{SUBVENTION} 600"]}
    (note,) = results(years).resources.notes
    assert "Entre 2023 et 2025, il manque des comptes : du 1er janvier au 31 décembre 2024." in words(note)


def test_a_question_answered_is_not_counted_any_more(work, answered, now):
    mine = work({2025: [f"{SUBVENTION} 600", f"{VENTES} 400"]})
    asked = present(mine).open_questions
    values = {Question.HEURES: 0, Question.ACHATS_PUBLICS: 0}
    assert present(answered(mine, {2025: values})).open_questions == asked - 2
    unknown = ExerciceAnswers(unknown=frozenset({Question.HEURES, Question.ETP, Question.ACHATS_PUBLICS}))
    said_unknown = Answers(exercices={exercice_key(*year(2025)): unknown})
    save_answers(trajectory=mine, answers=said_unknown, now=now)
    mine.refresh_from_db()
    assert present(mine).open_questions == asked - 3, "« je ne sais pas » is an answer"


def test_a_demonstration_asks_nothing(work):
    mine = work({2025: [f"{SUBVENTION} 600"]})
    Trajectory.objects.update(expires_at=None, demonstration_slug="essai", resume_key=None)
    mine.refresh_from_db()
    read = present(mine)
    assert (read.open_questions, read.is_own, read.resume_key) == (0, False, "")


@pytest.mark.parametrize(
    ("lines", "is_urgent"),
    [
        ({"cotisations": 1000, "depenses": 1200, "argent": 1000}, False),
        ({"cotisations": 1000, "depenses": 1200, "argent": 99}, True),
        ({"cotisations": 1000, "depenses": 1200, "argent": -5}, True),
        ({"cotisations": 1000, "depenses": 1200, "argent": 5000, "fonds_propres": -1}, True),
        ({"cotisations": 1000, "depenses": 1200}, False),
    ],
    ids=["dix mois", "moins d’un mois", "découvert", "fonds propres négatifs", "on ne sait pas"],
)
def test_prevention_comes_first_when_the_house_is_in_danger(typed_work, lines, is_urgent):
    contacts = present(typed_work(typed(2025, **lines))).contacts
    assert ("prévention" in contacts[0].title) == is_urgent
    assert [contact for contact in contacts[1:] if "prévention" in contact.title] == []


def test_the_dla_is_for_those_who_employ(typed_work):
    alone = present(typed_work(typed(2025, cotisations=10, depenses=5))).contacts
    employer = present(typed_work(typed(2025, cotisations=10, salaires=5))).contacts
    assert ["DLA" in contact.title for contact in alone].count(True) == 0
    assert ["DLA" in contact.title for contact in employer].count(True) == 1


def test_the_last_day_is_the_one_of_the_visitors_calendar():
    late = dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC)  # half past midnight, the 26th, in Paris
    trajectory = Trajectory.objects.create(created_at=late, expires_at=late)
    assert present(trajectory).kept_until == dt.date(2026, 11, 26)


def test_the_page_asks_the_database_little(work, django_assert_max_num_queries):
    mine = work({number: [f"{SUBVENTION} 600"] for number in range(2021, 2026)})
    with django_assert_max_num_queries(6):
        present(mine)
