"""A paper statement shared among two activities, with and without JavaScript: amounts, a key, the key again."""

from .test_figures_open import LINES, stray_numbers

ACTIVITIES = "/agir/trajectoire/activites/"
RESULTS = f"{ACTIVITIES}resultats/"


def row(page, legend):
    return page.get_by_role("group", name=legend, exact=True)


def share(page, year):
    page.locator("li", has_text=year).get_by_role("link", name="Répartir").click()
    row(page, "Cotisations").get_by_label("Club").fill("9 100")
    row(page, "Autres dépenses").get_by_label("Buvette").fill("2000,50")
    row(page, "Autres dépenses").get_by_label("Le reste").select_option("heures")


def test_two_years_are_shared_and_read(page_with_and_without_js, type_year, erase_everything):
    page = page_with_and_without_js
    for year in (2023, 2024):
        type_year(page, f"31/12/{year}", LINES)
    page.get_by_role("link", name="Mes activités").click()
    page.get_by_label("Activité 1", exact=True).fill("Club")
    page.get_by_label("Activité 2", exact=True).fill("Buvette")
    page.get_by_role("button", name="Garder ces activités").click()
    share(page, "2023")
    page.get_by_role("button", name="Garder cette répartition").last.click()
    assert "la clé « Heures » est vide" in " ".join(page.locator(".error-summary").inner_text().split())
    assert row(page, "Cotisations").get_by_label("Club").input_value() == "9 100"
    row(page, "Heures").get_by_label("Club").fill("300")
    row(page, "Heures").get_by_label("Buvette").fill("100 h")
    page.get_by_role("button", name="Garder cette répartition").last.click()
    page.wait_for_url(f"**{RESULTS}")
    page.goto(ACTIVITIES)
    share(page, "2024")
    page.get_by_role("button", name="Reprendre les clés de 2023").click()
    assert row(page, "Heures").get_by_label("Club").input_value() == "300"
    assert row(page, "Cotisations").get_by_label("Club").input_value() == "9 100"
    page.get_by_role("button", name="Garder cette répartition").first.click()
    page.wait_for_url(f"**{RESULTS}")
    told = " ".join(page.locator("main").inner_text().split())
    assert "D’une année à l’autre" in told
    assert page.locator("table a[href^='#']").count() > 20
    erase_everything(page)


def test_every_figure_of_the_activities_opens(visiting, type_year):
    page = visiting
    type_year(page, "31/12/2024", LINES)
    page.goto(ACTIVITIES)
    page.get_by_label("Activité 1", exact=True).fill("Club")
    page.get_by_label("Activité 2", exact=True).fill("Buvette")
    page.get_by_role("button", name="Garder ces activités").click()
    share(page, "2024")
    row(page, "Heures").get_by_label("Club").fill("300")
    assert stray_numbers(page) == []
    page.get_by_role("button", name="Garder cette répartition").last.click()
    page.wait_for_url(f"**{RESULTS}")
    assert stray_numbers(page) == []
    for each in page.locator("details.indicator:not(.model-signals)").all():
        keys = each.locator("dt").all_text_contents()
        assert {"Formule", "Règle"} <= {key.strip() for key in keys}
        assert each.locator("table tbody tr, .opening").count() > 0
