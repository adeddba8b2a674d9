"""Every kind of page, in every way it may be looked at: no fault that axe can see, and what axe cannot see."""

import re
import urllib.request
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe

START = "/agir/trajectoire/"
DEMONSTRATION = f"{START}demonstration/festival/"
RESULTS = f"{START}resultats/"
SHEET = "/comprendre/hybridation/"
ADDRESSES = {
    "home": "/",
    "door": "/comprendre/",
    "index": "/comprendre/modeles/",
    "model": "/comprendre/modeles/cofinancement/",
    "lever": "/comprendre/leviers/richesses-humaines/",
    "lever-tree": "/comprendre/arbre-des-leviers/",
    "lever-sheet": "/comprendre/leviers/cotisations/",
    "sheet": SHEET,
    "sheet-brief": f"{SHEET}?lecture=bref",
    "comparison": "/comprendre/comparer/",
    "comparison-chosen": "/comprendre/comparer/?modele=4&modele=5&modele=7",
    "comparison-wrong": "/comprendre/comparer/?modele=1&modele=2&modele=3&modele=4&modele=5",
    "glossary": "/glossaire/",
    "term": "/glossaire/subvention/",
    "search": "/recherche/",
    "search-found": "/recherche/?q=subvention",
    "search-corrected": "/recherche/?q=subvantion",
    "search-nothing": "/recherche/?q=xylophone",
    "start": "/par-ou-commencer/",
    "start-questions": "/par-ou-commencer/?qui=entreprises",
    "start-route": "/par-ou-commencer/?qui=dirigeantes&besoin=perte&moyens=fec",
    "start-wrong": "/par-ou-commencer/?qui=dirigeantes&besoin=rien-de-connu",
    "sitemap": "/plan-du-site/",
    "library": "/ressources/bibliotheque/",
    "library-filtered": "/ressources/bibliotheque/?usage=donnees&levier=financiers",
    "resource": "/ressources/bibliotheque/cadre-de-reference/",
    "examples": "/exemples/",
    "example": "/exemples/siel-bleu/",
    "proposal": "/ressources/proposer/",
    "proposal-wrong": "/ressources/proposer/",
    "favourites": "/favoris/",
    "favourite-add": SHEET,
    "useful": SHEET,
    "articles": "/actualites/",
    "article": "/actualites/dons-en-2024-moins-de-petits-dons/",
    "agenda": "/agenda/",
    "rules": "/veille/",
    "rule": "/veille/plan-comptable-2025/",
    "follow": "/s-informer/suivre/",
    "letter": "/lettre/",
    "letter-wrong": "/lettre/",
    "statistics": "/statistiques/",
    "installation": "/mentions-legales/",
    "trajectory": START,
    "trajectory-wrong": START,
    "typed": f"{START}saisir/",
    "typed-wrong": f"{START}saisir/",
    "results-none": RESULTS,
    "link-none": f"{START}reprendre/personne/",
    "demonstration": DEMONSTRATION,
    "demonstration-typed": f"{START}demonstration/chorale-dix-lignes/",
    "demonstration-print": f"{DEMONSTRATION}imprimer/",
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
    "work-resume": "link",
    "not-found": "/une-page-qui-n-existe-pas/",
    "gallery": "/composants/",
}
FOLLOWED = {  # the link to follow from there
    "favourite-add": "Garder cette page",
    "useful": "cette page ne m’a pas été utile",
    "work-edit": "Modifier : 2022",
    "work-remove": "Retirer : 2022",
    "work-replace": "Remplacer : 2024",
}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
LINES = {"Cotisations": "9 100", "Ventes et participations": "6 100", "Autres dépenses": "14 800"}
WRONG = {  # what is sent to see errors: words where a number is expected, then the button
    "trajectory-wrong": ({}, "Importer mes comptes"),
    "proposal-wrong": ({"Titre de la ressource": "Un guide"}, "Proposer cette ressource"),
    "letter-wrong": ({"Votre adresse électronique": "moi"}, "Demander la lettre"),
    "typed-wrong": ({"Cotisations": "douze", "Autres dépenses": "-3"}, "Garder cette année"),
    "work-questions-wrong": (
        {"Heures données par les bénévoles (2024)": "beaucoup"}, "Garder mes réponses et voir les résultats",
    ),
}  # fmt: skip
# One file in each state, as if the worker were busy with it. No task asks for them, so they stay.
WAITING = """
from django.utils import timezone
from trajectoires.trajectories.models import Trajectory
now, work = timezone.now(), Trajectory.objects.get(resume_key={key!r})
states = {{"lu.txt": {{"attempts": 1, "read_bytes": 4_000_000}}, "attend.txt": {{}}, "perdu.txt": {{"failed_at": now}}}}
for name, state in states.items():
    work.pending_files.create(name=name, upload="0" * 32, size=9_000_000, received_at=now, **state)
"""
MODES = {  # the media of the browser, and the size of its window
    "wide": ({}, WIDE),
    "narrow": ({}, NARROW),
    "dark": ({"color_scheme": "dark"}, WIDE),
    "forced colours": ({"forced_colors": "active"}, WIDE),
}
STANDARD = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
MOST_STOPS = 800
NOT_FOUND = {"results-none", "link-none", "not-found"}
SITE_NAME = "Trajectoires socio-économiques"
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth
  const scrolls = (node) => node && node !== document.documentElement
    && (['auto', 'scroll'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement))
  return [...document.querySelectorAll('body *')].filter((node) => {
    const box = node.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right > width + 1 && node.checkVisibility() && !node.closest('.vh')
      && !scrolls(node)
  }).map((node) => node.outerHTML.slice(0, 120))
}"""
RECORD_FOCUS = """() => {
  window.stops = []
  document.addEventListener('focusin', ({ target }) => {
    const style = getComputedStyle(target)
    const box = target.getBoundingClientRect()
    const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0
    const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    window.stops.push({ name: target.outerHTML.slice(0, 120), ring, isSeen })
  })
}"""


@dataclass(frozen=True)
class Work:
    state: dict[str, object]
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
    page.goto(START)
    link = page.get_by_label("Votre lien de reprise").input_value()
    site.manage("shell", "-v", "0", "-c", WAITING.format(key=link.rstrip("/").rpartition("/")[2]))
    yield Work(context.storage_state(), link)
    erase_everything(page)
    context.close()


@pytest.fixture
def look(visitor, work):
    """Open a kind of page."""

    def open_view(view):
        is_hers = view.startswith("work") and view != "work-resume"
        page = visitor(reduced_motion="reduce", **({"storage_state": work.state} if is_hers else {}))
        address = work.link if view == "work-resume" else ADDRESSES[view]
        assert (page.goto(address).status == 404) == (view in NOT_FOUND)
        if view in FOLLOWED:
            page.get_by_role("link", name=FOLLOWED[view]).first.click()
        if view in WRONG:
            send_wrong(page, *WRONG[view])
        return page

    return open_view


def send_wrong(page, words, button):
    for label, text in words.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name=button).click()
    page.locator(".error-summary").wait_for()


def audit(page):
    """What axe finds in each mode."""
    page.evaluate(Axe().axe_script)
    return {mode: found for mode in MODES if (found := audit_one(page, *MODES[mode]))}


def audit_one(page, media, size):
    page.set_viewport_size(size)
    page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
    violations = page.evaluate("(options) => axe.run(options)", STANDARD)["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in violations
        for node in each["nodes"]
    ]


def sideways(page):
    """What sticks out of a window 320 points wide, be it a telephone or a zoom."""
    faults = {}
    for size in (NARROW, ZOOMED):
        page.set_viewport_size(size)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = page.evaluate(OVERFLOWING)
        if beyond or found:
            faults[f"{size['width']} × {size['height']}"] = (beyond, found)
    return faults


@pytest.mark.parametrize("view", ADDRESSES)
def test_a_page_looked_at_in_every_way(look, view):
    page = look(view)
    assert audit(page) == {}
    assert sideways(page) == {}
    if "print" not in view:  # paper has no frame and nothing to press
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.set_viewport_size(WIDE)
        check_frame(page, is_gallery=view == "gallery")
        check_tabs(page)
        check_skip_link(page)


def test_axe_finds_nothing_in_a_definition_that_is_open(look):
    page = look("model")
    page.locator(".term button").first.click()
    page.locator(".term-text:popover-open").wait_for()
    assert audit(page) == {}


@pytest.mark.parametrize("view", ["work-results", "work-questions", "demonstration-typed", "method-openings"])
def test_axe_finds_nothing_once_everything_is_open(look, view):
    page = look(view)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert audit(page) == {}
    assert sideways(page) == {}


def check_frame(page, *, is_gallery):
    assert page.locator("html").get_attribute("lang") == "fr"
    assert (
        is_gallery or page.locator("h1").count() == 1
    )  # the gallery shows heads of pages among its specimens
    assert page.locator("h1").first.inner_text().strip()
    assert re.fullmatch(rf"\S.* – {SITE_NAME}", page.title()), page.title()
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    names = page.get_by_role("navigation").evaluate_all(
        "(all) => all.map((each) => each.ariaLabel || each.getAttribute('aria-labelledby'))"
    )
    assert all(names)
    assert len(names) == len(set(names))


def check_tabs(page):
    """From the top to the bottom with Tab: each stop has a ring and is on the screen."""
    page.evaluate("document.activeElement.blur()")  # an error summary takes the focus on arrival
    page.evaluate(RECORD_FOCUS)
    stops, starts = [], []
    while len(starts) < 2 and len(stops) < MOST_STOPS:
        for _ in range(10):
            page.keyboard.press("Tab")
        stops = page.evaluate("window.stops")
        starts = [index for index, stop in enumerate(stops) if 'class="skip"' in stop["name"]]
    stops = stops[slice(*starts[:2])]  # once around
    assert len(stops) > 15
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []


def check_skip_link(page):
    page.evaluate("document.activeElement.blur()")
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] < 0
    skip.focus()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#contenu'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.masthead') === null")


def test_titles_tell_pages_apart(site):
    same = {
        "comparison-chosen",
        "library-filtered",
        "sheet-brief",
        *FOLLOWED,
        "start-questions",
        "start-route",
        *(view for view in ADDRESSES if view.endswith("-wrong")),
    }
    asked = [
        view
        for view in ADDRESSES
        if view not in same and not view.startswith("work") and view not in NOT_FOUND
    ]
    titles = {}
    for view in asked:
        with urllib.request.urlopen(site.url + ADDRESSES[view], timeout=60) as answer:
            titles[view] = re.search(r"<title>(.*?)</title>", answer.read().decode(), re.DOTALL)[1].strip()
    assert len(set(titles.values())) == len(titles) > 15, titles
