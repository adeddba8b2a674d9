"""What a treasurer writes is read as she writes it; what cannot be read is said in French, all at once."""

import datetime as dt

import pytest

from socioeco.readers import TypedExercice, TypedLine
from trajectoires.trajectories.forms import DisputeForm, ImportForm, ReplaceForm, TypedForm
from trajectoires.trajectories.forms.periods import usual_opening

TODAY = dt.date(2026, 11, 25)
PRODUITS = ("cotisations", "ventes", "commande", "subventions", "dons", "mecenat", "autres")


def typed_form(**data):
    return TypedForm(
        {"cloture": "2025", "cotisations": "10", "depenses": "5", **data}, suggested_year=2025, today=TODAY
    )


def errors(form):
    return {name: " ".join(messages) for name, messages in form.errors.items()}


# --- ten lines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "centimes"),
    [
        ("1 234,5", 123_450),
        ("1\u202f234,50 €", 123_450),
        ("1234.5", 123_450),
        ("1.234,50", 123_450),
        ("0", 0),
        ("", None),
        ("   ", None),
    ],
)
def test_an_amount_is_read_as_it_is_written(written, centimes):
    form = typed_form(dons=written)
    assert form.is_valid(), form.errors
    assert form.exercice().lines[TypedLine.DONS] == centimes


def test_a_blank_is_not_a_zero_and_stays_blank():
    form = typed_form(ventes="0")
    assert form.is_valid()
    exercice = form.exercice()
    assert (exercice.lines[TypedLine.VENTES], exercice.lines[TypedLine.COMMANDE]) == (0, None)
    assert (exercice[TypedLine.DONS], exercice[TypedLine.COMMANDE]) == (0, None)


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost():
    form = typed_form(cloture="31/02/2025", ventes="douze", dons="1.234", salaires="-300", heures="beaucoup")
    found = errors(form)
    assert found.keys() == {"cloture", "ventes", "dons", "salaires", "heures"}
    assert "n’existe pas" in found["cloture"]
    assert "ne se lit pas comme un montant" in found["ventes"]
    assert "1234 ou 1,234" in found["dons"]
    assert "sans signe moins" in found["salaires"]
    assert "ne se lit pas comme un nombre" in found["heures"]
    assert (form["ventes"].value(), form["cloture"].value(), form["cotisations"].value()) == (
        "douze",
        "31/02/2025",
        "10",
    )


def test_only_cash_and_own_funds_may_be_below_zero():
    minus = {line.value: "-1" for line in TypedLine}
    assert errors(typed_form(**minus)).keys() == minus.keys() - {"argent", "fonds_propres"}
    form = typed_form(argent="-1 200", fonds_propres="(35,5)")
    assert form.is_valid()
    assert form.exercice()[TypedLine.ARGENT] == -120_000
    assert form.exercice()[TypedLine.FONDS_PROPRES] == -3_550


def test_a_year_has_an_amount_in_and_an_amount_out():
    found = errors(typed_form(cotisations="", depenses=""))
    assert found.keys() == {"cotisations", "salaires"}
    for produit in PRODUITS:
        assert typed_form(**{"cotisations": "", produit: "3"}).is_valid()
    assert typed_form(depenses="", salaires="3").is_valid()
    assert typed_form(argent="", fonds_propres="", heures="").is_valid()


def test_a_wrong_amount_is_not_said_missing_too():
    assert errors(typed_form(cotisations="", dons="douze")).keys() == {"dons"}


@pytest.mark.parametrize(
    ("written", "opened", "closed"),
    [
        ("2025", (2025, 1, 1), (2025, 12, 31)),
        ("31/12/2025", (2025, 1, 1), (2025, 12, 31)),
        ("31 août 2025", (2024, 9, 1), (2025, 8, 31)),
        ("29-02-2024", (2023, 3, 1), (2024, 2, 29)),
        ("28/02/2025", (2024, 3, 1), (2025, 2, 28)),
        ("15/06/2025", (2024, 6, 16), (2025, 6, 15)),
    ],
)
def test_the_closing_gives_an_exercice_of_twelve_months(written, opened, closed):
    form = typed_form(cloture=written)
    assert form.is_valid(), form.errors
    assert (form.exercice().opened_on, form.exercice().closed_on) == (dt.date(*opened), dt.date(*closed))


def test_exercices_that_follow_each_other_do_not_overlap():
    for day in (dt.date(2025, 12, 31), dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2025, 6, 15)):
        before = usual_opening(day) - dt.timedelta(days=1)
        assert (before.year, before.month) == (day.year - 1, day.month)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("2024", ""),
        ("01/01/2024", ""),
        ("31/12/2023", "vingt-quatre mois"),
        ("01/01/2026", "précède la clôture"),
        ("31/12/2025", ""),
        ("hier", "ne se lit pas"),
    ],
)
def test_an_exercice_of_another_length(opened, said):
    form = typed_form(ouverture=opened)
    assert said in errors(form).get("ouverture", "")
    assert form.is_valid() == (not said)
    assert form.has_own_opening


def test_a_closing_far_in_the_future_is_a_slip():
    assert typed_form(cloture="25/11/2027").is_valid()
    assert "Vérifiez l’année" in errors(typed_form(cloture="26/11/2027"))["cloture"]
    assert "Écrivez une date" in errors(typed_form(cloture=""))["cloture"]


@pytest.mark.parametrize(
    ("written", "hours"), [("1 200", 1200), ("1200 h", 1200), ("1 200 heures", 1200), ("0", 0), ("", None)]
)
def test_hours_are_a_whole_number(written, hours):
    form = typed_form(heures=written)
    assert form.is_valid(), form.errors
    assert form.hours() == hours


@pytest.mark.parametrize("written", ["12,5", "-3", "1.200", "h", "1200 €", "9" * 20, "x" * 500, "٣"])
def test_what_is_no_count_of_hours(written):
    assert errors(typed_form(heures=written)).keys() == {"heures"}


def test_a_year_comes_back_as_it_was_kept_and_is_read_again_the_same():
    kept = TypedExercice(
        opened_on=dt.date(2024, 9, 1),
        closed_on=dt.date(2025, 8, 31),
        lines=dict.fromkeys(TypedLine)
        | {TypedLine.DONS: 123_456, TypedLine.DEPENSES: 70_000, TypedLine.ARGENT: -5, TypedLine.VENTES: 0},
    )
    shown = TypedForm(typed=kept, hours=1_500, suggested_year=2025, today=TODAY)
    assert not shown.has_own_opening
    sent = {name: shown[name].value() or "" for name in shown.fields}
    assert sent["cloture"] == "31/08/2025"
    again = TypedForm({**sent, "ventes": str(sent["ventes"])}, suggested_year=2025, today=TODAY)
    assert again.is_valid(), again.errors
    assert (again.exercice(), again.hours()) == (kept, 1_500)


def test_a_new_year_proposes_the_one_expected():
    form = TypedForm(suggested_year=2023, today=TODAY)
    assert form["cloture"].value() == "31/12/2023"
    assert not form.has_own_opening


def test_each_line_says_what_a_blank_means():
    form = TypedForm(suggested_year=2025, today=TODAY)
    told = {line for line in TypedLine if "Vide : vous ne savez pas" in form[line.value].help_text}
    assert told == {TypedLine.COMMANDE, TypedLine.ARGENT, TypedLine.FONDS_PROPRES}
    assert all("comptes" in form[line.value].help_text for line in TypedLine)


# --- files and words --------------------------------------------------------------------------------------------------


def test_long_files_are_said_to_be_read_apart():
    assert "de plus de 5 Mo sont lus à part" in ImportForm().fields["fichiers"].help_text


def test_one_file_replaces_one(upload):
    form = ReplaceForm({}, {"fichier": upload(b"x", name="a.txt")})
    assert form.is_valid()
    assert form.cleaned_data["fichier"].name == "a.txt"
    assert "Choisissez un fichier" in errors(ReplaceForm({}, {}))["fichier"]
    assert (
        "« vide.txt » est vide"
        in errors(ReplaceForm({}, {"fichier": upload(b"", name="vide.txt")}))["fichier"]
    )


def test_an_opinion_may_be_taken_back_and_is_not_a_book():
    assert DisputeForm({"texte": ""}).is_valid()
    assert "deux mille" in errors(DisputeForm({"texte": "x" * 2_001}))["texte"]
