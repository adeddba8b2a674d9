"""The pages of the trajectory, empty, of a demonstration and of a work that holds everything, looked at in every way."""

from dataclasses import dataclass

import pytest

from .looking import arrive, audit, check_view, sideways

START = "/agir/trajectoire/"
DEMONSTRATION = f"{START}demonstration/festival/"
RESULTS = f"{START}resultats/"
SCENARIOS, PLAN = f"{START}scenarios/", "/agir/plan/"
ACTIVITIES, ALLIANCES = f"{START}activites/", f"{START}alliances/"
ADDRESSES = {
    "trajectory": START,
    "trajectory-wrong": START,
    "typed": f"{START}saisir/",
    "typed-wrong": f"{START}saisir/",
    "results-none": RESULTS,
    "link-none": f"{START}reprendre/personne/",
    "demonstration": DEMONSTRATION,
    "demonstration-typed": f"{START}demonstration/chorale-dix-lignes/",
    "demonstration-print": f"{DEMONSTRATION}imprimer/",
    "demonstration-scenarios": f"{DEMONSTRATION}scenarios/",
    "demonstration-scenario": f"{DEMONSTRATION}scenarios/sans-premier-financeur/",
    "method": f"{START}methode/",
    "method-indicator": f"{START}methode/indicateur-part-publique/",
    "method-openings": f"{START}methode/anomalies/",
    "method-tables": f"{START}methode/plan-2025/",
    "work": START,
    "work-edit": START,
    "work-remove": START,
    "work-replace": START,
    "work-questions": f"{START}questions/",
    "work-questions-wrong": f"{START}questions/",
    "work-reading": f"{START}lecture/",
    "work-results": RESULTS,
    "work-print": f"{RESULTS}imprimer/",
    "work-erase": f"{START}effacer/",
    "work-scenarios": SCENARIOS,
    "work-scenario": SCENARIOS,
    "work-scenario-describe": f"{SCENARIOS}nouveau/",
    "work-scenario-describe-wrong": f"{SCENARIOS}nouveau/",
    "work-scenario-result": SCENARIOS,
    "work-scenario-remove": SCENARIOS,
    "plan-none": PLAN,
    "work-plan": PLAN,
    "work-plan-edit": PLAN,
    "work-plan-wrong": f"{PLAN}ajouter/",
    "work-plan-print": f"{PLAN}imprimer/",
    "work-activities": ACTIVITIES,
    "work-activities-wrong": ACTIVITIES,
    "work-activities-shared": ACTIVITIES,
    "work-activities-results": f"{ACTIVITIES}resultats/",
    "work-alliances": ALLIANCES,
    "work-alliance": ALLIANCES,
    "work-alliance-wrong": f"{ALLIANCES}ajouter/",
    "work-resume": "link",
}
FOLLOWED = {  # the link to follow from there
    "work-edit": "Modifier : 2022",
    "work-remove": "Retirer : 2022",
    "work-replace": "Remplacer : 2024",
    "work-scenario": "Modifier : Un cinquième de subventions en moins",
    "work-scenario-result": "Calculer : Un cinquième de subventions en moins",
    "work-activities-shared": "Répartir : 2024",
    "work-alliance": "Corriger : La Ville",
    "work-plan-edit": "Modifier : Chercher un relais",
    "work-scenario-remove": "Supprimer : Un cinquième de subventions en moins",
}
LINES = {"Cotisations": "9 100", "Ventes et participations": "6 100", "Autres dépenses": "14 800"}
WRONG = {  # what is sent to see errors: words where a number is expected, then the button
    "trajectory-wrong": ({}, "Importer mes comptes"),
    "work-scenario-describe-wrong": ({"Nom du scénario": " "}, "Garder"),
    "work-plan-wrong": ({"Effet attendu, en euros par an (facultatif)": "beaucoup"}, "Garder cette action"),
    "work-activities-wrong": ({"Activité 2": "Club"}, "Garder ces activités"),
    "work-alliance-wrong": ({"Depuis quand ?": "hier"}, "Garder ce partenaire"),
    "typed-wrong": ({"Cotisations": "douze", "Autres dépenses": "-3"}, "Garder cette année"),
    "work-questions-wrong": (
        {"Heures données par les bénévoles (2024)": "beaucoup"}, "Garder mes réponses et voir les résultats",
    ),
}  # fmt: skip
NOT_FOUND = {"results-none", "link-none", "plan-none"}
# One file in each state, as if the worker were busy with it. No task asks for them, so they stay.
WAITING = """
from django.utils import timezone
from trajectoires.trajectories.models import Trajectory
now, work = timezone.now(), Trajectory.objects.get(resume_key={key!r})
states = {{"lu.txt": {{"attempts": 1, "read_bytes": 4_000_000}}, "attend.txt": {{}}, "perdu.txt": {{"failed_at": now}}}}
for name, state in states.items():
    work.pending_files.create(name=name, upload="0" * 32, size=9_000_000, received_at=now, **state)
"""


@dataclass(frozen=True)
class Work:
    cookies: list[dict[str, object]]
    link: str


@pytest.fixture(scope="module")
def work(browser, site, uploads, import_files, type_year, erase_everything):  # noqa: PLR0917 - fixtures
    """All that may be on a page: files read, refused, waiting; lines typed, and set aside; a view on the position."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    page = context.new_page()
    for year in (2022, 2023):
        type_year(page, f"31/12/{year}", LINES)
    damaged = {**uploads[2], "buffer": uploads[2]["buffer"].replace(b",", b",x", 3)}
    import_files(page, [*uploads[:2], damaged])
    page.wait_for_url(f"**{RESULTS}")
    page.get_by_text("Vous n’êtes pas d’accord").click()
    page.get_by_label("Votre avis").fill("Nous tenons par nos voisins.")
    page.get_by_role("button", name="Garder mon avis").click()
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Essayer : Un cinquième de subventions en moins").click()
    page.goto(f"{PLAN}ajouter/")
    for label, words in {"Que faire": "Chercher un relais", "Valeur visée à N+1": "9 000"}.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Ce que nous suivrons").select_option("charges")
    page.get_by_role("button", name="Garder cette action").click()
    page.goto(ACTIVITIES)
    for place, name in enumerate(("Club", "Buvette"), start=1):
        page.get_by_label(f"Activité {place}", exact=True).fill(name)
    page.get_by_role("button", name="Garder ces activités").click()
    page.goto(f"{ALLIANCES}ajouter/")
    page.get_by_label("Nom du partenaire").fill("La Ville")
    page.get_by_role("button", name="Garder ce partenaire").click()
    page.goto(START)
    link = page.get_by_label("Votre lien de reprise").input_value()
    site.manage("shell", "-v", "0", "-c", WAITING.format(key=link.rstrip("/").rpartition("/")[2]))
    yield Work(context.cookies(), link)
    erase_everything(page)
    context.close()


@pytest.fixture
def look(only_page, work):
    """Open a kind of page: as the one whose work it is, or as somebody who has never come."""

    def open_view(view):
        is_hers = view.startswith("work") and view != "work-resume"
        address = work.link if view == "work-resume" else ADDRESSES[view]
        cookies = work.cookies if is_hers else ()
        status = arrive(only_page, address, cookies=cookies, link=FOLLOWED.get(view), wrong=WRONG.get(view))
        assert (status == 404) == (view in NOT_FOUND)
        return only_page

    return open_view


@pytest.mark.parametrize("view", ADDRESSES)
def test_a_page_looked_at_in_every_way(look, view):
    check_view(look(view), is_paper="print" in view)


@pytest.mark.parametrize(
    "view",
    [
        "work-results",
        "work-questions",
        "work-scenario-result",
        "work-plan",
        "demonstration-scenarios",
        "demonstration-typed",
        "method-openings",
    ],
)
def test_axe_finds_nothing_once_everything_is_open(look, view):
    """In two modes: narrow windows and forced colours have seen the page closed, and what opens has the same components."""
    page = look(view)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert audit(page, ("wide", "dark")) == {}
    assert sideways(page) == {}
