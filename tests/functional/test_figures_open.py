"""No number with a unit stands alone: it opens on its formula, its values, its lines and its rule, on paper too."""

import re

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
SCENARIOS, PLAN, KIT = "/agir/trajectoire/scenarios/", "/agir/plan/", "/agir/kit/"
WHERE = (START, PLAN, KIT)
LINES = {
    "Cotisations": "9 100",
    "Ventes et participations": "6 100",
    "Subventions": "3 000",
    "Salaires et charges": "3 900",
    "Autres dépenses": "14 800",
    "Argent disponible à la clôture": "10 200",
    "Heures données par les bénévoles": "1 200",
}
# What stays of the page once the figures that open are taken away, and the links that lead to one, on whichever page.
STRAY = r"""async () => {
  const opens = "details.opening, details.indicator, details.data, figure.figure:has(details.data)"
  const pages = new Map([[location.pathname + location.search, document]])
  const pageAt = async (url) => {
    const key = url.pathname + url.search
    if (!pages.has(key)) {
      const answer = await fetch(url)
      pages.set(key, new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html"))
    }
    return pages.get(key)
  }
  const leads = async (link) => {
    if (!link.hash || !/\d/.test(link.textContent)) return false
    const url = new URL(link.href)
    const target = (await pageAt(url)).getElementById(decodeURIComponent(url.hash.slice(1)))
    return Boolean(target?.closest(opens))
  }
  const page = document.querySelector("main")
  const copy = page.cloneNode(true)
  const links = []
  for (const link of page.querySelectorAll("a")) links.push(await leads(link))
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
# The chapters of the engine: where each of their links leads, and whether it opens there.
LINKED = r"""(id) => [...document.querySelectorAll(`#${id} td a[href^="#"]`)].map((link) => {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  const inside = target?.closest("details.opening") || target
  return { text: link.textContent.trim(), opens: Boolean(inside), said: inside?.textContent || "" }
})"""
LINKS = "() => [...document.querySelectorAll('main a[href]')].map((each) => each.pathname + each.search)"
# Pages that ask: what they show of a unit is how to write it, or what was written.
ASKING = re.compile(
    r"/(demonstration|methode|saisir|questions|cartes|decrire|effacer|retirer|supprimer|dater|remplacer|garder|fermer"
    r"|reprendre|renvoyer|ajouter|rapport|partage|lecture|compte|financeur|annuler)/|/plan/\d+/|\.(ods|csv|pdf|odt|ics|zip)(\?|$)"
)


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


def test_the_scan_follows_a_link_to_another_page(page):
    """It opens there, or it is a fault as well."""
    address = demonstrations(page)[0]
    page.goto(address)
    anchor = page.locator("details.indicator").first.get_attribute("id")
    page.goto(START)
    page.evaluate(
        "(links) => document.querySelector('main').innerHTML = links.map((href) => `<a href='${href}'>40 %</a>`).join(' ')",
        [f"{address}#{anchor}", f"{address}#nulle-part", f"{address}#contenu"],
    )
    (stray,) = stray_numbers(page)
    assert stray.count("40") == 2


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
    page.get_by_role("link", name="Régler les cartes").click()
    assert "entre 10" in page.locator("details.opening").first.text_content()
    assert stray_numbers(page) == []
    page.go_back()
    page.get_by_role("link", name="Comparer avec l’an dernier").click()
    assert "€" in page.locator("table").first.text_content()
    assert stray_numbers(page) == []
    page.get_by_role("link", name="Feuille pour le conseil").click()
    supposed = page.locator("tbody tr").first
    assert "40" in supposed.text_content()
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
def test_every_figure_of_the_chapters_opens_on_what_makes_it(works, kind):
    """Levers, places on the triangle, published tables: a formula or a definition, a date, or why there is none."""
    page = works[kind]
    page.goto(RESULTS)
    for chapter, least in {"leviers": 4, "triangle": 4, "reperes": 20}.items():
        found = page.evaluate(LINKED, chapter)
        assert len(found) >= least, chapter
        assert [each["text"] for each in found if not each["opens"]] == []
    for each in page.evaluate(LINKED, "triangle"):
        assert "Formule" in each["said"], each
        assert "version 1, depuis le 25" in " ".join(each["said"].split()), each


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


def test_no_number_stands_alone_on_any_page_that_a_work_leads_to(visiting, import_files, uploads):
    """From link to link, as far as they go in the kit; a prefilled tool says where each of its values opens."""
    page = visiting
    import_files(page, uploads)
    page.wait_for_url(f"**{RESULTS}")
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Essayer : Un cinquième de subventions en moins").click()
    seen, faults = crawl(page, [RESULTS, SCENARIOS, PLAN, KIT])
    assert faults == {}
    paths = [address.partition("?")[0] for address in seen]
    wanted = (RESULTS, f"{RESULTS}imprimer/", f"{START}budget/", f"{START}rangement/", f"{SCENARIOS}comparer/",
              f"{SCENARIOS}conseil/", PLAN)  # fmt: skip
    assert [each for each in wanted if each not in paths] == []
    assert any(re.fullmatch(rf"{SCENARIOS}\d+/", each) for each in paths)
    assert any(re.fullmatch(rf"{SCENARIOS}\d+/resultat/", each) for each in paths)
    assert sum(each.endswith("/prerempli/") for each in paths) >= 15


def crawl(page, first):
    """Every address seen, and the numbers that stand alone on each. Guides of the kit are read, not scanned."""
    queue, seen, faults = list(first), set(), {}
    while queue:
        address = queue.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        is_guide = address.startswith(KIT) and not address.endswith("/prerempli/")
        if not is_guide and (found := stray_numbers(page)):
            faults[address] = found
        links = page.evaluate(
            "() => [...document.querySelectorAll('main a[href]')].map((each) => each.pathname + each.search)"
        )
        queue += [each for each in links if each.startswith(WHERE) and not ASKING.search(each)]
    return seen, faults
