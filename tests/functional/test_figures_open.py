"""No number with a unit stands alone: it opens on its formula, its values, its lines and its rule, on paper too."""

import re

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
SCENARIOS, PLAN = "/agir/trajectoire/scenarios/", "/agir/plan/"
LINES = {
    "Cotisations": "9 100",
    "Ventes et participations": "6 100",
    "Subventions": "3 000",
    "Salaires et charges": "3 900",
    "Autres dépenses": "14 800",
    "Argent disponible à la clôture": "10 200",
    "Heures données par les bénévoles": "1 200",
}
# What stays of the page once the figures that open are taken away, and the links that lead to one.
STRAY = r"""() => {
  const opens = "details.opening, details.indicator, details.data, figure.figure:has(details.data)"
  const leads = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(opens)
  const page = document.querySelector("main")
  const copy = page.cloneNode(true)
  const links = [...page.querySelectorAll("a")].map((link) => link.hash && leads(link))
  copy.querySelectorAll("a").forEach((link, rank) => links[rank] && link.remove())
  for (const each of copy.querySelectorAll(opens)) each.remove()
  for (const each of copy.querySelectorAll("details")) each.open = true
  document.body.append(copy)
  const text = copy.innerText
  copy.remove()
  return text.match(/[^\n]*\d[\d\s.,]*\s?(k?€|%|(mois|ETP|euros?|heures?)(?![\p{L}]))[^\n]*/gu) || []
}"""
# Each indicator: what its line says, and what it opens on.
INDICATORS = """() => [...document.querySelectorAll("details.indicator:not(.model-signals)")].map((each) => {
  const own = (selector) => [...each.querySelectorAll(selector)].filter((node) => node.closest("details.indicator") === each)
  return {
    title: own("summary .q")[0].textContent.trim(),
    value: own("summary .v")[0].textContent.trim(),
    keys: own("dt").map((node) => node.textContent.trim()),
    rule: own("dt").find((node) => node.textContent.trim() === "Règle")?.nextElementSibling.textContent || "",
    reasons: own("p").map((node) => node.textContent.trim()).filter(Boolean).length,
    terms: own(".opening").length,
    lines: own("table tbody tr, .seen a").length,
  }
})"""
UNITS = ("€", "%", "mois")


@pytest.fixture(scope="module")
def works(browser, site, uploads, import_files, type_year, erase_everything):  # noqa: PLR0917 - fixtures
    """A page on each kind of work: typed, imported, both."""
    pages = {
        kind: browser.new_context(base_url=site.url, locale="fr-FR").new_page()
        for kind in ("typed", "files", "mixed")
    }
    for page in (pages["typed"], pages["mixed"]):
        type_year(page, "31/12/2022", {**LINES, "Subventions": "4 000"})
    type_year(pages["typed"], "31/12/2023", LINES)
    import_files(pages["files"], uploads)
    import_files(pages["mixed"], uploads[:2])
    pages["mixed"].wait_for_url(f"**{RESULTS}")
    yield pages
    for page in pages.values():
        erase_everything(page)
        page.context.close()


def stray_numbers(page):
    return page.evaluate(STRAY)


def demonstrations(page):
    page.goto(START)
    return [link.get_attribute("href") for link in page.locator(".stories a").all()]


def test_the_scan_sees_what_does_not_open(page):
    """A scan that saw nothing would find no fault."""
    page.set_content(
        "<main><p>Il reste 1\u202f234\u00a0€ et 6,5 mois.</p><p>Depuis 2025, 3 mois<b>-là</b>. <a href='#x'>12 %</a> "
        "<a href='#y'>40 %</a></p><p id='x'></p><details class='opening' id='y'><summary>40 %</summary></details>"
        "<details><summary>Pourquoi</summary><p>0,5 ETP</p></details></main>"
    )
    assert len(stray_numbers(page)) == 3


@pytest.mark.parametrize("kind", ["typed", "files", "mixed"])
def test_no_number_stands_alone_in_a_work(works, kind):
    page = works[kind]
    for address in (RESULTS, f"{RESULTS}imprimer/", f"{RESULTS}imprimer/?comptes=oui"):
        page.goto(address)
        assert any(unit in page.locator("main").text_content() for unit in UNITS)
        assert stray_numbers(page) == [], address


def test_no_number_stands_alone_beside_a_budget(works):
    """Typed budget, accounts and their places: on the pages that the result leads to."""
    page = works["mixed"]
    page.goto(f"{START}budget/saisir/")
    for label, amount in {"Clôture de l’exercice": "2022", "Achats": "1 500", "Cotisations": "9 000"}.items():
        if label == "Cotisations":
            page.locator("summary", has_text="Autres produits de gestion courante").click()
        page.get_by_label(label, exact=True).fill(amount)
    page.get_by_role("button", name="Garder ce budget").click()
    page.wait_for_url(f"**{START}budget/")
    assert page.locator("details.opening").count() > 5
    assert stray_numbers(page) == []
    page.goto(f"{START}rangement/")
    assert page.locator("details.opening").count() > 5
    assert stray_numbers(page) == []
    page.locator("table.accounts a").first.evaluate("(link) => link.click()")
    page.wait_for_url("**/rangement/compte/**")
    assert stray_numbers(page) == []


def test_no_number_stands_alone_in_a_demonstration(page):
    addresses = demonstrations(page)
    assert len(addresses) == 6
    for address in addresses:
        for view in (address, f"{address}imprimer/"):
            page.goto(view)
            assert page.locator("details.indicator").count() > 8, view
            assert stray_numbers(page) == [], view


@pytest.mark.parametrize("kind", ["typed", "files", "mixed"])
def test_no_number_stands_alone_in_scenarios(works, kind):
    """With a range, so that each bound must open too; then side by side."""
    page = works[kind]
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Essayer : Un cinquième de subventions en moins").click()
    page.get_by_role("link", name="Régler").click()
    page.get_by_text("Je ne suis pas sûr").click()
    page.get_by_label("Au plus bas").fill("10")
    page.get_by_label("Au plus haut").fill("40 %")
    page.get_by_role("button", name="Garder et calculer").click()
    assert page.locator("details.opening").count() > 60
    assert stray_numbers(page) == []
    page.get_by_role("link", name="Comparer avec l’an dernier").click()
    assert "€" in page.locator("table").first.text_content()
    assert stray_numbers(page) == []


def test_no_number_stands_alone_in_the_scenarios_of_a_demonstration(page):
    page.goto(f"{START}demonstration/festival/scenarios/")
    addresses = [link.get_attribute("href") for link in page.locator("main .tree a").all()]
    assert len(addresses) == 3
    assert stray_numbers(page) == []
    for address in addresses:
        page.goto(address)
        assert page.locator("details.opening").count() > 60
        assert stray_numbers(page) == [], address


@pytest.mark.parametrize("kind", ["typed", "files", "mixed"])
def test_every_indicator_opens_on_all_that_makes_it(works, kind):
    page = works[kind]
    page.goto(RESULTS)
    found = page.evaluate(INDICATORS)
    assert len(found) >= 8
    for each in found:
        check_opening(each)
    written = [each["value"] for each in found]
    assert any("%" in value for value in written)
    assert any("€" in value for value in written)
    assert ("non calculable" in written) == (kind == "typed")


def check_opening(indicator):
    """A value has its terms and their lines; one that cannot be computed says why it is not."""
    is_missing = indicator["value"] == "non calculable"
    assert {"Formule", "Comment lire", "Règle"} <= set(indicator["keys"]), indicator
    assert re.search(r"Version \d+, depuis le \d+\S* \w+ \d{4}", " ".join(indicator["rule"].split())), (
        indicator
    )
    assert indicator["reasons"] >= (2 if is_missing else 1), indicator
    assert is_missing or (indicator["terms"] and indicator["lines"]), indicator


def test_on_paper_everything_is_open_and_nothing_can_be_pressed(works):
    page = works["mixed"]
    page.goto(f"{RESULTS}imprimer/?comptes=oui")
    assert page.locator("details").count() > 50
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("form, input, textarea, .button").count() == 0
    page.goto(f"{RESULTS}imprimer/")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("table.accounts").count() == 0
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 0 < pages < 25


def test_a_link_to_a_figure_opens_it(works):
    """With JavaScript the figure is open on arrival; the same link without it leads to its line."""
    work = works["typed"]
    work.goto(RESULTS)
    link = work.locator("h1 ~ * a[href^='#'], .lede a[href^='#']").first
    target = work.locator(f"{link.get_attribute('href')}")
    assert not target.evaluate("(node) => node.open")
    link.click()
    work.wait_for_function("(id) => document.getElementById(id).open", arg=target.get_attribute("id"))
    assert target.is_visible()


def test_no_number_stands_alone_in_a_plan(visiting, type_year):
    """Beside what was aimed at, what was reached; then what is still to come."""
    page = visiting
    type_year(page, "31/12/2023", LINES)
    page.goto(f"{PLAN}ajouter/")
    amounts = {"Effet attendu, en euros par an": "1 500", "Valeur visée à N+1": "9 000"}
    for label, words in {"Que faire": "Agir", **amounts, "Valeur visée à N+2": "9 500,50"}.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Ce que nous suivrons").select_option("charges")
    page.get_by_role("button", name="Garder cette action").click()
    page.wait_for_url(f"**{PLAN}#action-*")
    type_year(page, "31/12/2024", LINES)
    page.goto(PLAN)
    assert "écart" in page.locator("details.opening", has_text="(N+1)").first.text_content()
    assert page.locator("details.opening", has_text="à venir").count() == 1
    assert stray_numbers(page) == []
