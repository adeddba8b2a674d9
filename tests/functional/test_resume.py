"""The *lien de reprise*: a work is taken up in another browser, and an old link opens nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from socioeco.formats import format_date

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
LINES = {"Cotisations": "9 100", "Autres dépenses": "8 700,50"}
RESULT = "399,50\u00a0€"


@pytest.fixture
def arrive(visitor, erase_everything):
    """Make visitors, the first without JavaScript, the second with it; what they leave is erased."""
    pages = []

    def one():
        pages.append(visitor(java_script_enabled=bool(len(pages) % 2)))
        return pages[-1]

    yield one
    for page in pages:
        erase_everything(page)


def resume_link(page):
    page.goto(START)
    return page.get_by_label("Votre lien de reprise").input_value()


def take_up(page, link):
    assert page.goto(link).status == 200
    page.get_by_role("button", name="Reprendre ce travail").click()
    page.get_by_role("heading", name="Votre travail en cours").wait_for()


def opens_nothing(page, link):
    answer = page.goto(link)
    return (
        answer.status == 404
        and page.get_by_role("heading", name="Ce lien n’ouvre aucun travail").is_visible()
    )


def holds(page, name):
    """Whether the hub of this browser's work has this exercice."""
    page.goto(START)
    return page.get_by_role("heading", name=name, exact=True).count() == 1


def test_a_work_is_taken_up_in_another_browser(arrive, type_year):
    first, second = arrive(), arrive()
    type_year(first, "31/12/2025", LINES)
    link = resume_link(first)
    answer = second.goto(link)
    assert answer.headers["referrer-policy"] == "strict-origin"
    second.get_by_text("Exercice 2025, saisi").wait_for()
    kept_until = format_date(datetime.now(ZoneInfo("Europe/Paris")).date() + timedelta(days=30))
    assert kept_until in second.locator("main").inner_text()
    assert second.goto(RESULTS).status == 404, "looking opens nothing"
    take_up(second, link)
    for page in (first, second):
        assert page.goto(RESULTS).status == 200
        assert RESULT in page.locator("#resultat").inner_text()
        assert link in page.locator(".resume-link").inner_text()
    type_year(second, "31/12/2024", LINES)
    assert holds(first, "2024"), "it is one work, not a copy"


def test_a_renewed_link_closes_the_old_one(arrive, type_year):
    first, second, third = arrive(), arrive(), arrive()
    type_year(first, "31/12/2025", LINES)
    old = resume_link(first)
    take_up(second, old)
    first.get_by_role("button", name="Changer le lien").click()
    first.get_by_role("status").get_by_text("l’ancien n’ouvre plus rien").wait_for()
    new = resume_link(first)
    assert new != old
    assert opens_nothing(third, old)
    assert opens_nothing(third, f"{new.rstrip('/')[:-1]}/"), "a link that is not whole"
    take_up(third, new)
    assert holds(second, "2025"), "where it was open, it stays open"


def test_an_erased_work_is_erased_everywhere(arrive, type_year, erase_everything):
    first, second = arrive(), arrive()
    type_year(first, "31/12/2025", LINES)
    link = resume_link(first)
    take_up(second, link)
    erase_everything(second)
    second.get_by_role("status").get_by_text("Tout est effacé").wait_for()
    assert first.goto(RESULTS).status == 404
    assert opens_nothing(second, link)


def test_a_work_that_is_left_for_another_is_not_lost(arrive, type_year, erase_everything):
    first, second = arrive(), arrive()
    type_year(first, "31/12/2025", LINES)
    type_year(second, "31/12/2019", LINES)
    link, other = resume_link(first), resume_link(second)
    second.goto(link)
    second.get_by_text("Un autre travail est ouvert dans ce navigateur").wait_for()
    assert second.get_by_label("Le lien de l’autre travail").input_value() == other
    second.get_by_role("link", name="Rester dans l’autre travail").click()
    assert holds(second, "2019")
    take_up(second, link)
    assert holds(second, "2025")
    assert not holds(second, "2019")
    take_up(second, other)
    assert holds(second, "2019")
