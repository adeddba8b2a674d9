"""A visitor sends her accounts: what she reads is what the engine computes, to the centime, and it is hers alone."""

import re

import pytest

from socioeco.comptes import regime_for
from socioeco.formats import format_euros
from socioeco.indicators import compute_ressources, compute_resultat
from socioeco.readers import read_fec

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
CHROMIUM = "/usr/bin/chromium"
PNG = {
    "name": "photo.png",
    "mimeType": "image/png",
    "buffer": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
}
XML = {
    "name": "comptes.xml",
    "mimeType": "text/xml",
    "buffer": b'<?xml version="1.0" encoding="UTF-8"?><comptabilite><exercice/></comptabilite>',
}
EMPTY = {"name": "vide.txt", "mimeType": "text/plain", "buffer": b""}


@pytest.fixture
def imported(visiting, uploads, import_files):
    import_files(visiting, uploads)
    visiting.wait_for_url(f"**{RESULTS}")
    return visiting


def balances(uploads):
    return [read_fec([each["buffer"]], each["name"]).balance for each in uploads]


def damage(upload, *, name=None):
    """An amount in letters on line 42, a thirteenth month on line 100."""
    lines = upload["buffer"].split(b"\r\n")
    for line, column, content in ((42, 11, b"douze euros"), (100, 3, b"20251350")):
        cells = lines[line - 1].split(b"\t")
        cells[column] = content
        lines[line - 1] = b"\t".join(cells)
    return {**upload, "name": name or upload["name"], "buffer": b"\r\n".join(lines)}


def years_of(page):
    """The results to the centime: « 2023 » to its produits, charges and résultat, as written."""
    years = {}
    for year in reversed(page.locator("#resultat > div > details.opening").all()):
        label = year.locator("> summary span").first.text_content().removeprefix("Exercice ")
        amounts = [each.text_content() for each in year.locator(".v").all()]
        years[label] = [*amounts[1:], amounts[0]]
    return years


def file_of(page, name):
    """What was read of this file, on the page of results."""
    title = page.locator("summary", has_text=re.compile(f"^{re.escape(name)}$"))
    return page.locator("#lectures > details.data").filter(has=title)


def rows_of(page, opening):
    """The lines that a figure adds up, be it in its own opening or in the one it leads to."""
    link = opening.locator(".seen a")
    place = page.locator(link.get_attribute("href")) if link.count() else opening
    return [
        (row.get_by_role("rowheader").text_content(), row.get_by_role("cell").last.text_content())
        for row in place.locator("table.accounts").first.locator("tbody tr").all()
    ]


def test_three_years_in_one_go_to_the_centime(imported, uploads, association):
    expected = {}
    for exercice, balance in zip(association.exercices, balances(uploads), strict=True):
        computed = compute_resultat(balance)
        assert computed.resultat_centimes == exercice.resultat_centimes()  # the books themselves say the same
        amounts = (computed.produits_centimes, computed.charges_centimes, computed.resultat_centimes)
        expected[str(exercice.closed_on.year)] = [format_euros(amount, decimals=2) for amount in amounts]
    assert list(expected) == ["2023", "2024", "2025"]
    assert years_of(imported) == expected


def test_the_chart_and_its_table_say_the_engine_s_numbers(imported, uploads):
    chart = imported.locator("#ressources-figure svg.chart:visible")
    assert chart.count() == 1
    assert all(year in chart.text_content() for year in ("2023", "2024", "2025"))
    imported.locator("#ressources-figure").get_by_text("Voir les chiffres en tableau").click()
    rows = imported.get_by_role("table", name="Ressources par exercice, en euros").locator("tbody tr").all()
    shown = {
        row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").all_inner_texts() for row in rows
    }
    computed = [compute_ressources(balance, regime_for(balance.opened_on)) for balance in balances(uploads)]
    assert shown["Total"] == [whole_euros(each.total_centimes) for each in computed]
    for key, label in {"subventions": "Subventions", "dons": "Dons", "cotisations": "Cotisations"}.items():
        assert shown[label] == [whole_euros(each[key].value.number) for each in computed]
    assert computed[0]["commande"].value.number is None
    assert "0" not in shown["Commande publique"], "what is not computed is not zero"


def whole_euros(centimes):
    return format_euros(centimes, decimals=0).removesuffix("€").strip()


def test_each_family_opens_on_its_accounts(imported, uploads):
    balance = balances(uploads)[2]
    computed = compute_ressources(balance, regime_for(balance.opened_on))
    year = imported.locator("#comptes > details.data", has_text="Exercice 2025")
    year.locator("> summary").click()
    families = [famille for famille in computed.familles if famille.sources]
    assert len(families) > 3
    for famille in families:
        title = imported.locator("summary span", has_text=re.compile(rf"^\s*{re.escape(famille.label)}\s*$"))
        opening = year.locator("details.opening").filter(has=title)
        opening.locator("> summary").click()
        assert rows_of(imported, opening) == [
            (source.compte, format_euros(source.montant_centimes, decimals=2)) for source in famille.sources
        ]
    assert year.locator("dd").last.inner_text() == "0,00\u00a0€"


def test_no_accounting_entry_is_kept(imported, uploads, site):
    labels = {line.split(b"\t")[10].decode() for line in uploads[0]["buffer"].split(b"\r\n")[1:] if line}
    assert len(labels) > 20
    text = imported.locator("main").text_content()
    comptes = {line.split(b"\t")[5].decode() for line in uploads[0]["buffer"].split(b"\r\n")[1:] if line}
    assert [label for label in labels - comptes if len(label) > 15 and label in text] == []


def test_a_large_file_leaves_nothing_on_the_disk(visiting, association, import_files, site):
    """Above the limit of what is read in memory, the file passes by the disk."""
    exercice = association.exercices[0]
    heavy = b"".join([exercice.fec_bytes(), exercice.fec_bytes().split(b"\r\n", 1)[1] * 12])
    assert len(heavy) > 3_000_000
    import_files(visiting, [{"name": exercice.fec_name, "mimeType": "text/plain", "buffer": heavy}])
    visiting.wait_for_url(f"**{RESULTS}")
    assert [path for path in (site.data / "uploads").rglob("*") if path.is_file()] == []


def test_a_damaged_file_says_where_and_the_other_years_stay(visiting, uploads, import_files):
    import_files(visiting, [*uploads[:2], damage(uploads[2])])
    visiting.wait_for_url(f"**{RESULTS}")
    assert list(years_of(visiting)) == ["2023", "2024"]
    said = file_of(visiting, uploads[2]["name"]).inner_text()
    assert "Cet exercice n’entre pas dans le calcul." in said
    assert re.search(r"BLOQUANT\s+LIGNE 42, COLONNE DEBIT", said, re.IGNORECASE)
    assert re.search(r"BLOQUANT\s+LIGNE 100, COLONNE ECRITUREDATE", said, re.IGNORECASE)
    assert "Corrigez ces montants dans votre logiciel, puis refaites l’export." in said
    assert "douze euros" not in visiting.content()
    assert "Aucune anomalie." in file_of(visiting, uploads[0]["name"]).inner_text()


def test_a_corrected_file_takes_the_place_of_the_damaged_one(visiting, uploads, import_files):
    import_files(visiting, [*uploads[:2], damage(uploads[2])])
    visiting.wait_for_url(f"**{RESULTS}")
    import_files(visiting, uploads[2])
    visiting.wait_for_url(f"**{RESULTS}")
    assert list(years_of(visiting)) == ["2023", "2024", "2025"]
    assert file_of(visiting, uploads[2]["name"]).count() == 1
    assert "Cet exercice n’entre pas dans le calcul." not in visiting.locator("main").inner_text()


@pytest.mark.parametrize(
    ("file", "words"),
    [(PNG, "Ce fichier n’est pas un texte"), (XML, "Ce fichier est au format XML.")],
    ids=["png", "xml"],
)
def test_another_kind_of_file_is_named_and_nothing_is_lost(imported, import_files, file, words):
    before = years_of(imported)
    import_files(imported, file)
    imported.wait_for_url(f"**{RESULTS}")
    assert words in file_of(imported, file["name"]).inner_text()
    assert years_of(imported) == before


def test_another_kind_of_file_alone_is_explained(visiting, import_files):
    import_files(visiting, PNG)
    visiting.wait_for_url(f"**{RESULTS}")
    assert visiting.locator("h1").inner_text() == "Aucun exercice lu"
    assert "Ce fichier n’est pas un texte" in file_of(visiting, PNG["name"]).inner_text()


@pytest.mark.parametrize("case", ["nothing", "empty", "too-many"])
def test_a_refused_sending_takes_the_focus_and_nothing_is_lost(imported, import_files, uploads, case):
    before = years_of(imported)
    eleven = [{**uploads[0], "name": f"{number}.txt"} for number in range(11)]
    files, words = {
        "nothing": ([], "choisissez au moins un fichier"),
        "empty": ([uploads[0], EMPTY], "« vide.txt » est vide."),
        "too-many": (eleven, "vous avez choisi 11 fichiers"),
    }[case]
    import_files(imported, files)
    summary = imported.locator(".error-summary:focus")
    summary.wait_for()
    said = summary.inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert words in said
    assert "est conservé" not in said, "a browser never keeps chosen files"
    imported.goto(RESULTS)
    assert years_of(imported) == before


def test_one_file_is_removed(imported, uploads):
    file_of(imported, uploads[1]["name"]).get_by_role("button", name="Retirer ce fichier").click()
    imported.get_by_role("status").get_by_text(f"« {uploads[1]['name']} » est retiré.").wait_for()
    assert imported.url.endswith(START)
    imported.goto(RESULTS)
    assert list(years_of(imported)) == ["2023", "2025"]


def test_everything_is_erased(imported, visitor, erase_everything):
    state = imported.context.storage_state()
    erase_everything(imported)
    imported.get_by_role("status").get_by_text("Tout est effacé").wait_for()
    assert imported.goto(RESULTS).status == 404
    imported.get_by_role("heading", name="Aucun travail en cours dans ce navigateur").wait_for()
    with_the_old_cookie = visitor(storage_state=state)
    assert with_the_old_cookie.goto(RESULTS).status == 404


def test_no_cookie_but_the_session(visiting, uploads, import_files):
    given = []
    visiting.on("response", lambda answer: given.extend(answer.headers_array()))
    import_files(visiting, uploads[0])
    visiting.wait_for_url(f"**{RESULTS}")
    visiting.get_by_role("button", name="Retirer ce fichier").click()
    visiting.get_by_text("est retiré").wait_for()
    cookies = [each["value"] for each in given if each["name"].lower() == "set-cookie"]
    assert cookies
    assert {cookie.partition("=")[0] for cookie in cookies} == {"session"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_another_visitor_never_sees_it(imported, visitor, uploads, import_files, erase_everything):
    other = visitor()
    assert other.goto(RESULTS).status == 404
    assert uploads[0]["name"] not in other.content()
    import_files(other, uploads[0])
    other.wait_for_url(f"**{RESULTS}")
    assert list(years_of(other)) == ["2023"]
    theirs = file_of(imported, uploads[2]["name"]).locator("form").get_attribute("action")
    own = file_of(other, uploads[0]["name"]).locator("form")
    own.evaluate("(form, action) => form.setAttribute('action', action)", theirs)
    other.get_by_role("button", name="Retirer ce fichier").click()
    other.get_by_role("heading", name="Cette page n’existe pas, ou plus").wait_for()
    imported.reload()
    assert list(years_of(imported)) == ["2023", "2024", "2025"]
    erase_everything(other)


def test_the_work_survives_a_browser_that_is_closed(  # noqa: PLR0917 - fixtures
    browser, site, tmp_path, uploads, import_files, erase_everything
):
    options = {"executable_path": CHROMIUM, "base_url": site.url, "locale": "fr-FR"}
    first = browser.browser_type.launch_persistent_context(tmp_path, **options)
    import_files(first.pages[0], uploads)
    first.pages[0].wait_for_url(f"**{RESULTS}")
    first.close()
    second = browser.browser_type.launch_persistent_context(tmp_path, **options)
    page = second.pages[0]
    page.goto(RESULTS)
    assert list(years_of(page)) == ["2023", "2024", "2025"]
    page.goto(START)
    page.get_by_role("heading", name="Votre travail en cours").wait_for()
    erase_everything(page)
    second.close()
