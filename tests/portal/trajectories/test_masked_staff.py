"""With one or two employees, what would tell a salary is nowhere in a share, not even by difference.

Two works are alike but for what their charges are made of: mostly wages in one, mostly fees in the other. Whatever a
guest receives must be the same, byte for byte: she can then compute nothing of the wages, by any difference.
"""

import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from socioeco.readers import Answers, ExerciceAnswers, Question, TypedExercice, TypedLine, exercice_key
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import Scope
from trajectoires.trajectories.models import Distribution, Share, Trajectory
from trajectoires.trajectories.presenters import present, take_away
from trajectoires.trajectories.selectors import masks_staff, work_of, work_shown

pytestmark = pytest.mark.django_db
RESULTS = "/agir/trajectoire/resultats/"
COSTS = ("Combien coûte-t-elle", "Que dépense-t-on", "Pourcentage", "Elle peut rester utile")
ACTIVITIES = "/agir/trajectoire/activites/resultats/"
OUTPUTS = [
    RESULTS,
    f"{RESULTS}imprimer/",
    f"{RESULTS}imprimer/?comptes=oui",
    f"{RESULTS}chiffres.ods",
    f"{RESULTS}chiffres.csv",
    ACTIVITIES,
]
ACCOUNTS = (Scope.RESULTS, Scope.ACCOUNTS)
# The wages of each year, and what they become in the other work: net pay owed, contributions, tax on wages too.
YEARS = {
    2024: [("641100", 31_337), ("645100", 12_421), ("631100", 3_119)],
    2025: [("641100", 35_353), ("645100", 14_143), ("631100", 3_517)],
}
OTHERS = {"641100": "622600", "645100": "613200", "631100": "606300"}
OWED = {"421000": "401000", "431000": "408000"}


def lines(year, *, are_wages):
    """A year of accounts; the same charges by other numbers when they are not wages."""
    charges = [(compte if are_wages else OTHERS[compte], amount) for compte, amount in YEARS[year]]
    owed = [
        (compte if are_wages else OWED[compte], amount)
        for compte, amount in (("421000", 1_901), ("431000", 2_903))
    ]
    return [
        "741000 Subventions 61000",
        "756000 Cotisations 4000",
        "641000 Un salaire -100",
        "622000 Une note -100",
        "681100 Dotations -1500",
        "626000 Téléphone -700",
        *(f"{compte} Charge -{amount}" for compte, amount in charges),
        *(f"{compte} Reste dû {amount}" for compte, amount in owed),
    ]


def receive(client):
    """What the guest receives, without what tells two requests apart."""
    return {address: stable(client.get(address).content) for address in OUTPUTS}


def stable(content):
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as ods:
            content = b"".join(ods.read(name) for name in sorted(ods.namelist()) if name.endswith(".xml"))
    text = content.decode()
    text = re.sub(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]+"', "", text)
    text = re.sub(r"partages/\d+", "", text)
    return re.sub(r"<(?:meta:creation-date|dc:date)>[^<]+", "", text)


def share_out(kept):
    """All charges to one of two activities; what they receive, half and half."""
    Distribution.objects.filter(trajectory=kept).delete()
    club, fete = (kept.activities.get_or_create(name=name, rank=1)[0].pk for name in ("Club", "Fête"))
    chapters = {f"charge-{each}": {"cle": "pourcentage"} for each in range(60, 70)}
    received = {"ressource-subventions": {"cle": "heures"}, "ressource-cotisations": {"cle": "heures"}}
    for year in YEARS:
        kept.distributions.create(
            opened_on=date(year, 1, 1),
            closed_on=date(year, 12, 31),
            keys={"pourcentage": {club: 100_00}, "heures": {club: 1, fete: 1}},
            choices={**chapters, **received},
            updated_at=timezone.now(),
        )


@pytest.fixture
def received(kept, shared, dominique, work):
    """All that Dominique receives of these years, under this grant."""

    def read(years, **grant):
        kept.files.all().delete()
        made = work(years)
        made.files.update(trajectory=kept)
        share_out(kept)
        shared(**grant)
        outputs = receive(dominique.client)
        Share.objects.all().delete()
        return outputs

    return read


@pytest.mark.parametrize("scopes", [(Scope.RESULTS,), ACCOUNTS], ids=["résultats", "comptes"])
def test_wages_or_fees_make_no_difference_to_a_guest(received, scopes):
    with_wages, with_fees = (
        received({year: lines(year, are_wages=are_wages) for year in YEARS}, scopes=scopes)
        for are_wages in (True, False)
    )
    amounts = [amount for year in YEARS.values() for _, amount in year] + [1_901, 2_903]
    for address, shown in with_wages.items():
        assert "masqué" in shown.lower()
        assert "641100" not in shown
        assert "421000" not in shown
        assert [each for each in amounts if re.search(rf"\b{written(each)}\b", shown)] == []
        assert shown == with_fees[address]


def written(amount):
    """« 31 337 », « 31337 » or « 31337.00 »."""
    thousands, rest = divmod(amount, 1000)
    return rf"{thousands}[\s\u00a0\u202f]?{rest:03d}"


def test_the_owner_and_a_share_that_lifts_the_mask_see_all(received, alice, kept):
    shown = received({2025: lines(2025, are_wages=True)}, scopes=ACCOUNTS, shows_personnel=True)
    assert all("641100" in shown[address] for address in (RESULTS, f"{RESULTS}chiffres.ods"))
    assert "641100" in alice.client.get(RESULTS).content.decode()
    assert "641100" in shown[ACTIVITIES]


def test_a_guest_reads_what_each_activity_receives_and_nothing_of_what_it_costs(received, words):
    shown = received({2025: lines(2025, are_wages=True)}, scopes=ACCOUNTS)[ACTIVITIES]
    said = words(shown)
    assert "Que reçoit cette activité" in said
    assert "Parmi les sept modèles" in said
    assert [each for each in COSTS if each in said] == []


def test_who_does_not_read_the_accounts_reads_no_cost_of_an_activity(received, words):
    """An activity may pay one person where the whole house pays ten."""
    said = words(
        received({2025: lines(2025, are_wages=True)}, scopes=(Scope.RESULTS,), shows_personnel=True)[
            ACTIVITIES
        ]
    )
    assert "Que reçoit cette activité" in said
    assert [each for each in COSTS if each in said] == []


@pytest.mark.parametrize(
    ("posts", "is_masked"), [(None, True), (0, True), (100, True), (200, True), (201, False), (950, False)]
)
def test_it_depends_on_how_many_are_paid(work, posts, is_masked):
    made = work({2025: lines(2025, are_wages=True)})
    exercice = work_of(made).exercices[0].postes
    values = {} if posts is None else {Question.ETP: posts}
    key = exercice_key(exercice.opened_on, exercice.closed_on)
    made.answers = Answers(exercices={key: ExerciceAnswers(values=values)}).to_json()
    assert masks_staff(work_of(made)) is is_masked


def test_without_any_wage_nothing_is_masked(work):
    assert not masks_staff(work_of(work({2025: ["741000 Subventions 10", "606000 Achats -5"]})))


def test_one_year_that_may_tell_masks_them_all(work):
    years = {2024: lines(2024, are_wages=True), 2025: ["741000 Subventions 10", "606000 Achats -5"]}
    shown = work_shown(work(years), Share(scopes=list(ACCOUNTS)))
    assert shown.has_masked_staff
    assert all(year.postes.personnel.value.number is None for year in shown.work.exercices)


def test_typed_lines_are_masked_too(db, now):
    typed = dict.fromkeys(TypedLine, 5_000_00) | {
        TypedLine.SALAIRES: 31_337_00,
        TypedLine.DEPENSES: 12_421_00,
    }
    exercice = TypedExercice(opened_on=now.date().replace(month=1, day=1), closed_on=now.date(), lines=typed)
    made = services.save_typed(trajectory=None, exercice=exercice, hours=None, now=now)
    share = Share(scopes=list(ACCOUNTS))
    table = take_away(made, kind="csv", today=now.date(), share=share).decode()
    shown = str(present(made, share=share)) + table
    for amount in (31_337, 12_421):
        assert not re.search(written(amount), shown)
        assert str(amount * 100) not in shown
    assert re.search(written(43_758), shown), "the total of charges stays"


def test_the_mask_is_lifted_by_a_box_that_is_there_only_when_it_is_needed(kept, alice, words):
    page = alice.client.get(reverse("trajectories:shares"))
    assert "Montrer les salaires" in words(page)
    Trajectory.objects.get(pk=kept.pk).files.all().delete()
    assert "Montrer les salaires" not in words(alice.client.get(reverse("trajectories:shares")))
