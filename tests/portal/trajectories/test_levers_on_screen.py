"""The three levers, the triangle and the published figures on the result page: each figure opens, silence is said."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
from django.urls import reverse
from odfdo import Document

from socioeco.readers import Answers, ExerciceAnswers, Question, exercice_key
from socioeco.report.document import Figure, Grid, Links, Opening
from trajectoires.trajectories.enums import SESSION_KEY, Scope
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters import present, take_away
from trajectoires.trajectories.presenters.levers import present_levers
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.selectors.questions import question_anchor
from trajectoires.trajectories.services import save_answers

pytestmark = pytest.mark.django_db
RESULTS = "/agir/trajectoire/resultats/"
QUESTIONS = "/agir/trajectoire/questions/"
YEARS = {
    2024: ["741000 Subventions 60000", "756000 Cotisations 4000", "706000 Stages 6000", "606000 Achats -500"],
    2025: ["741000 Subventions 50000", "756000 Cotisations 5000", "706000 Stages 9000", "875000 Temps 700"],
}
ANCHOR = re.compile(r'href="#([^"]+)"')


@pytest.fixture
def told(work, now):
    """Two years; of the first, the hours are known and nobody knows the posts."""
    made = work(YEARS)
    exercices = work_of(made).exercices
    keys = [exercice_key(each.postes.opened_on, each.postes.closed_on) for each in exercices]
    answers = {
        keys[0]: ExerciceAnswers(values={Question.HEURES: 1200, Question.PARTENAIRES: 3},
                                 unknown=frozenset({Question.ETP})),
        keys[1]: ExerciceAnswers(values={Question.ETP: 150}),
    }  # fmt: skip
    return save_answers(trajectory=made, answers=Answers(exercices=answers), now=now)


def levers_of(trajectory, **more):
    section = present_levers(work_of(trajectory).exercices, beside=None, **more)
    return {each.anchor: each for each in section.blocks if isinstance(each, Opening)}


def grid_of(opening):
    (found,) = (each for each in opening.blocks if isinstance(each, Grid))
    return {
        row[0]: [cell.text if isinstance(cell, Figure) else cell for cell in row[1:]] for row in found.rows
    }


def openings_of(opening):
    return {each.title: each for each in opening.blocks if isinstance(each, Opening)}


# --- the levers -------------------------------------------------------------------------------------------------------


def test_each_lever_stands_year_by_year(told, words):
    levers = levers_of(told)
    people = grid_of(levers["levier-humaines"])
    assert people["Heures données par les bénévoles"] == ["1\u202f200\u00a0h", "non dit"]
    assert people["Salariés en équivalents temps plein"] == ["non dit", "1,50\u00a0ETP"]
    money = grid_of(levers["levier-financiers"])
    assert [words(each) for each in money["Subventions"]] == ["60 000", "50 000"]
    assert [words(each) for each in money["Ressources de l’année"]] == ["70 000", "64 000"]
    assert [words(each) for each in money["À côté, jamais dedans : apports en nature"]][1] == "700"
    assert grid_of(levers["levier-alliances"])["Partenaires engagés par écrit"] == ["3", "non dit"]


def test_what_is_given_without_money_is_never_added(told):
    money = grid_of(levers_of(told)["levier-financiers"])
    families = [
        row
        for name, row in money.items()
        if name in {"Subventions", "Cotisations", "Ventes et participations"}
    ]
    amounts = [sum(int(re.sub(r"\D", "", row[1])) for row in families)]
    assert amounts == [int(re.sub(r"\D", "", money["Ressources de l’année"][1]))]


def test_silence_is_told_apart_from_not_knowing(told):
    posts = openings_of(levers_of(told)["levier-humaines"])["Salariés en équivalents temps plein"]
    said = dict(pair for block in posts.blocks if hasattr(block, "pairs") for pair in block.pairs)
    assert said["2024"] == "vous ne savez pas"
    assert said["2025"] == "1,50\u00a0ETP"
    assert said["Formule"]
    assert "Version 1, depuis le 25" in said["Règle"]
    hours = openings_of(levers_of(told)["levier-humaines"])["Heures données par les bénévoles"]
    assert (
        dict(pair for block in hours.blocks if hasattr(block, "pairs") for pair in block.pairs)["2025"]
        == "non dit"
    )


def test_what_is_not_known_leads_to_a_question_that_is_asked(told, owner):
    """Every address leads to a field of the page of questions."""
    session = owner.session
    session[SESSION_KEY] = str(told.id)
    session.save()
    page = owner.get(QUESTIONS).content.decode()
    links = [
        href
        for lever in levers_of(told, may_answer=True).values()
        for block in walk(lever)
        if isinstance(block, Links)
        for _, href in block.links
        if href.startswith(QUESTIONS)
    ]
    assert len(links) > 10
    assert [href for href in links if f'id="{href.partition("#")[2]}"' not in page] == []
    assert not any(isinstance(block, Links) and block.links[0][1].startswith(QUESTIONS)
                   for lever in levers_of(told).values() for block in walk(lever))  # fmt: skip


def walk(opening):
    for block in opening.blocks:
        yield block
        if isinstance(block, Opening):
            yield from walk(block)


def test_an_answer_on_a_lever_is_shown(owner, words):
    exercice = work_of(Trajectory.objects.get()).exercices[-1]
    names = [question_anchor(exercice, each).removeprefix("id_")
             for each in (Question.SERVICE_CIVIQUE, Question.MECENAT_COMPETENCES_COUT)]  # fmt: skip
    owner.post(QUESTIONS, {names[0]: "8", names[1]: "1 500,50"})
    shown = words(owner.get(RESULTS))
    assert "Service civique, mois de mission" in shown
    assert "1 500,50 €" in shown


# --- the page ---------------------------------------------------------------------------------------------------------


def test_sections_come_in_their_order_and_every_address_is_in_the_page(owner):
    page = owner.get(RESULTS).content.decode()
    ids = re.findall(r'<section id="([^"]+)"', page)
    wanted = ["ressources", "leviers", "appuis", "position", "triangle", "reperes", "resultat", "comptes"]
    assert [each for each in ids if each in wanted] == wanted
    for anchor in ANCHOR.findall(page):
        assert f'id="{anchor}"' in page, anchor


def test_a_short_print_keeps_the_numbers_and_a_long_one_all_that_makes_them(owner):
    short, long = (owner.get(f"{RESULTS}imprimer/{query}").content.decode() for query in ("", "?comptes=oui"))
    for page in (short, long):
        assert all(f'<section id="{each}"' in page for each in ("leviers", "triangle", "reperes"))
        assert 'id="repere-structure-des-ressources"' in page
        assert f'href="{QUESTIONS}' not in page
    assert 'id="reperes-a-dire"' in long
    assert 'id="reperes-a-dire"' not in short
    assert 'id="mesure-ressources"' in long
    assert not re.search(r'(?:id|href)="#?(?:mesure|triangle-)', short)


def test_a_budget_of_queries_holds(owner, django_assert_max_num_queries):
    work = Trajectory.objects.get()
    with django_assert_max_num_queries(6):
        assert present(work).reading.benchmarks


def test_without_an_exercice_nothing_is_said(work):
    made = work(YEARS)
    made.files.all().delete()
    assert present(made).reading is None
    assert present_levers([], beside=None) is None
    assert take_away(made, kind="ods", today=made.created_at.date())


# --- what a guest sees ------------------------------------------------------------------------------------------------


def test_a_guest_reads_the_chapters_without_what_leads_to_answers(kept, shared, dominique):
    shared(scopes=[Scope.RESULTS])
    page = dominique.client.get(RESULTS).content.decode()
    assert all(f'<section id="{each}"' in page for each in ("leviers", "triangle", "reperes"))
    assert reverse("trajectories:questions") not in page
    assert '<table class="accounts' not in page


def test_masked_staff_costs_say_that_they_are(kept, shared, dominique, words):
    """The tables that are about employers do not say that the accounts are silent: they are hidden."""
    shared(scopes=[Scope.RESULTS])
    shown = words(dominique.client.get(RESULTS))
    assert "Les charges de personnel sont masquées : rien ne dit ici si cette colonne vous regarde." in shown
    assert "Vos comptes ne disent pas si vous employez" not in shown


# --- to take away -----------------------------------------------------------------------------------------------------


def sheets_of(trajectory):
    document = Document(io.BytesIO(take_away(trajectory, kind="ods", today=trajectory.created_at.date())))
    return {table.name: [list(row) for row in table.get_values()] for table in document.body.tables}


def test_the_workbook_holds_true_numbers(told):
    sheets = sheets_of(told)
    head, *rows = sheets["Leviers"]
    assert head[3:5] == ["2024", "2025"]
    by_measure = {row[1]: row for row in rows}
    assert by_measure["Heures données par les bénévoles"][3] == 1200
    assert by_measure["Heures données par les bénévoles"][4] is None
    assert "vous n’avez pas répondu" in by_measure["Heures données par les bénévoles"][5]
    assert by_measure["Ressources de l’année"][3:5] == [70_000, 64_000]
    assert float(by_measure["Salariés en équivalents temps plein"][4]) == 1.5


def test_three_poles_add_up_in_the_workbook(told):
    _, *rows = sheets_of(told)["Triangle"]
    house = [row for row in rows if row[1] == "Commande publique avec les ventes" and row[0] == "2025"]
    lows, highs = ([float(row[3]) for row in house[:3]], [float(row[4] or row[3]) for row in house[:3]])
    assert sum(lows) <= 1 <= sum(highs), "accounts do not say who pays « Subventions »"
    assert lows[2] == highs[2] == pytest.approx(float(Fraction(9, 64)))


def test_published_figures_keep_their_source_and_what_does_not_compare_its_reason(told):
    head, *rows = sheets_of(told)["Repères"]
    assert head[:4] == ["Repère", "Ligne", "Chiffre de", "Année"]
    own = [row for row in rows if row[2] == "Vous"]
    published = [row for row in rows if row[2] not in {"Vous", None, ""}]
    assert own
    assert all(row[10].count("http") for row in published)
    apart = [row for row in rows if row[7] == "non comparable"]
    assert apart
    assert all(row[8] for row in apart)


def test_the_workbook_comes_back_as_it_left(told):
    """What was added to it is read by nobody: the sheets to fill in are the same."""
    content = take_away(told, kind="ods", today=told.created_at.date())
    with zipfile.ZipFile(io.BytesIO(content)) as ods:
        names = re.findall(r'table:name="([^"]+)"', ods.read("content.xml").decode())
    assert len(set(names)) == len(names)
    assert names.index("À saisir") < names.index("Leviers")
