"""Every kind of page, in every way it may be looked at: no fault that axe can see, and what axe cannot see."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

DEMONSTRATION = "/agir/trajectoire/demonstration/festival/"
RESULTS = "/agir/trajectoire/resultats/"
ADDRESSES = {
    "home": "/",
    "door": "/comprendre/",
    "index": "/comprendre/modeles/",
    "model": "/comprendre/modeles/cofinancement/",
    "lever": "/comprendre/leviers/richesses-humaines/",
    "sheet": "/comprendre/hybridation/",
    "comparison": "/comprendre/comparer/",
    "comparison-chosen": "/comprendre/comparer/?modele=4&modele=5&modele=7",
    "comparison-wrong": "/comprendre/comparer/?modele=4",
    "glossary": "/glossaire/",
    "term": "/glossaire/subvention/",
    "search": "/recherche/",
    "search-found": "/recherche/?q=subvention",
    "search-nothing": "/recherche/?q=xylophone",
    "start": "/par-ou-commencer/",
    "start-route": "/par-ou-commencer/?qui=dirigeante&quoi=perte&avec=fec",
    "start-wrong": "/par-ou-commencer/?qui=personne&quoi=perte",
    "sitemap": "/plan-du-site/",
    "statistics": "/statistiques/",
    "installation": "/mentions-legales/",
    "trajectory": "/agir/trajectoire/",
    "trajectory-wrong": "/agir/trajectoire/",
    "results": RESULTS,
    "results-none": RESULTS,
    "demonstration": DEMONSTRATION,
    "not-found": "/une-page-qui-n-existe-pas/",
    "gallery": "/composants/",
}
MODES = {
    "wide": {},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
}
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}  # 1280 × 1024 at 400 %
STANDARD = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SITE_NAME = "Trajectoires socio-économiques"
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth
  const scrolls = (node) => node && node !== document.documentElement
    && (['auto', 'scroll'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement))
  return [...document.querySelectorAll('body *')].filter((node) => {
    const box = node.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right > width + 1 && node.checkVisibility() && !scrolls(node)
  }).map((node) => node.outerHTML.slice(0, 120))
}"""
FOCUSED = """() => {
  const node = document.activeElement
  const style = getComputedStyle(node)
  const box = node.getBoundingClientRect()
  return {
    name: node.outerHTML.slice(0, 120),
    isEnd: node === document.body,
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
  }
}"""


@pytest.fixture(scope="module")
def work(browser, site, uploads, import_files, erase_everything):
    """The browser state of a visitor who has imported three years, the last of them damaged."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    page = context.new_page()
    damaged = {**uploads[2], "buffer": uploads[2]["buffer"].replace(b",", b",x", 3)}
    import_files(page, [*uploads[:2], damaged])
    page.wait_for_url(f"**{RESULTS}")
    yield context.storage_state()
    erase_everything(page)
    context.close()


@pytest.fixture
def look(visitor, work):
    """Open a kind of page in a way of looking."""

    def open_view(view, **options):
        page = visitor(**options, **({"storage_state": work} if view == "results" else {}))
        page.goto(ADDRESSES[view])
        if view == "trajectory-wrong":
            page.get_by_role("button", name="Importer mes comptes").click()
            page.locator(".error-summary").wait_for()
        return page

    return open_view


def faults_of(page):
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("view", ADDRESSES)
def test_axe_finds_nothing(look, view, mode):
    assert faults_of(look(view, **MODES[mode])) == []


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_a_definition_that_is_open(look, mode):
    page = look("model", **MODES[mode])
    page.locator(".term button").first.click()
    page.locator(".term-text:popover-open").wait_for()
    assert faults_of(page) == []


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_once_everything_is_open(look, mode):
    page = look("results", **MODES[mode])
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert faults_of(page) == []


@pytest.mark.parametrize("view", ADDRESSES)
def test_the_frame_of_a_page(look, view):
    page = look(view)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").count() == 1
    heading = page.locator("h1").inner_text().strip()
    assert heading
    assert re.fullmatch(rf"\S.* – {SITE_NAME}", page.title()), page.title()
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    names = page.get_by_role("navigation").evaluate_all(
        "(all) => all.map((each) => each.ariaLabel || each.getAttribute('aria-labelledby'))"
    )
    assert all(names)
    assert len(names) == len(set(names))


def test_titles_tell_pages_apart(look):
    same = {"trajectory-wrong", "comparison-chosen", "comparison-wrong", "start-route", "start-wrong"}
    titles = {view: look(view).title() for view in ADDRESSES if view not in same}
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize("view", ADDRESSES)
def test_the_skip_link_leads_to_the_content(look, view):
    page = look(view)
    page.evaluate("document.activeElement.blur()")  # an error summary takes the focus on arrival
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip":
        page.locator(".skip").focus()
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#contenu")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.masthead') === null")


@pytest.mark.parametrize("options", [MODES["narrow"], ZOOMED], ids=["320px", "400%"])
@pytest.mark.parametrize("view", ADDRESSES)
def test_nothing_sticks_out_sideways(look, view, options):
    page = look(view, **options)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("view", ADDRESSES)
def test_the_focus_is_always_seen(look, view):
    """From the top to the bottom with Tab: each stop has a ring and is on the screen."""
    page = look(view)
    page.evaluate("document.activeElement.blur()")
    stops = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isEnd"]:
            break
        stops.append(stop)
    assert 10 < len(stops) < 400
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []
