"""The pages of scenarios: begun, set, worked out, compared, handed to a board; what is wrong, said and kept."""

import io
import re
import zipfile
from fractions import Fraction

import pikepdf
import pytest
from django.urls import reverse
from lxml import html as lxml_html

from socioeco.readers import TypedExercice, TypedLine
from trajectoires.trajectories.enums import MOST_COMPARED, MOST_SCENARIOS, SESSION_KEY
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.services import save_typed

pytestmark = pytest.mark.django_db
LINES = {"subventions": 12_000, "dons": 3_000, "depenses": 14_000, "argent": 2_000, "fonds_propres": 2_500}


@pytest.fixture
def make_work(client, now):
    """A work held by this client's session."""
    import datetime as dt

    def make(**euros):
        lines = dict.fromkeys(TypedLine) | {TypedLine(key): each * 100 for key, each in euros.items()}
        year = TypedExercice(opened_on=dt.date(2025, 1, 1), closed_on=dt.date(2025, 12, 31), lines=lines)
        work = save_typed(trajectory=None, exercice=year, hours=None, now=dt.datetime.now(dt.UTC))
        session = client.session
        session[SESSION_KEY] = str(work.pk)
        session.save()
        return work

    return make


@pytest.fixture
def own(make_work):
    return make_work(**LINES)


def address(name, *arguments):
    return reverse(f"trajectories:{name}", args=arguments)


@pytest.fixture
def begun(client, own):
    """A fifth of subsidies less."""
    response = client.post(address("scenario_new"), {"depart": "subventions-en-baisse"})
    scenario = Scenario.objects.get()
    assert response.url == address("scenario", scenario.pk)
    return scenario


def tree_of(response):
    return lxml_html.document_fromstring(response.content.decode())


def centimes(text):
    number = re.sub(r"[^\d,−-]", "", text).replace("−", "-").replace(",", ".")
    return int(Fraction(number) * 100)


# --- begin, describe, copy, remove ------------------------------------------------------------------------


def test_a_work_without_scenario_says_what_one_is_and_proposes_from_the_accounts(client, own, words):
    said = words(client.get(address("scenarios")))
    assert "que se passe-t-il si" in said
    assert "Un cinquième de subventions en moins" in said
    assert "Une embauche" in said
    assert not re.search(r"\d\s*€", said)  # no amount is invented


def test_without_a_year_nothing_starts_and_the_reason_is_said(client, own, words):
    own.typed_years.all().delete()
    assert "Il faut d’abord une année" in words(client.get(address("scenarios")))
    assert client.get(address("scenario_new")).url == address("scenarios")


def test_a_proposal_whose_answers_only_the_person_has_opens_its_card(client, own):
    response = client.post(address("scenario_new"), {"depart": "embauche"})
    scenario = Scenario.objects.get()
    assert response.url == address("scenario_card_new", scenario.pk, "embauche")
    assert scenario.cards == []
    assert client.post(address("scenario_new"), {"depart": "inconnu"}).url == address("scenarios")


def test_a_scenario_of_one_s_own_is_written_changed_copied_and_removed(client, own, words):
    form = {"nom": "Sans la ville", "annees": "4", "notes": "Le maire change."}
    assert client.post(address("scenario_new"), {**form, "nom": ""}).status_code == 422
    assert client.post(address("scenario_new"), form).status_code == 302
    scenario = Scenario.objects.get()
    assert (scenario.years, scenario.notes) == (4, "Le maire change.")
    client.post(address("scenario_describe", scenario.pk), {**form, "annees": "5"})
    client.post(address("scenario_copy", scenario.pk))
    names = list(Scenario.objects.values_list("name", "years"))
    assert names == [("Sans la ville", 5), ("Sans la ville (2)", 5)]
    taken = client.post(address("scenario_describe", scenario.pk), {**form, "nom": "Sans la ville (2)"})
    assert taken.status_code == 422
    assert "Un autre scénario porte ce nom" in words(taken)
    assert "Supprimer « Sans la ville » ?" in words(client.get(address("scenario_remove", scenario.pk)))
    client.post(address("scenario_remove", scenario.pk))
    assert Scenario.objects.get().name == "Sans la ville (2)"


def test_a_full_work_says_so(client, begun, words):
    for _ in range(MOST_SCENARIOS - 1):
        client.post(address("scenario_copy", begun.pk))
    assert Scenario.objects.count() == MOST_SCENARIOS
    for response in (
        client.post(address("scenario_copy", begun.pk)),
        client.post(address("scenario_new"), {"depart": "embauche"}),
        client.post(address("scenario_new"), {"nom": "Un de plus", "annees": "3"}),
    ):
        assert response.status_code == 422
        assert "le plus que nous gardons" in words(response)


# --- cards ------------------------------------------------------------------------------------------------


def test_a_card_is_chosen_answered_and_worked_out_at_once(client, begun, words):
    assert "Un emprunt" in words(client.get(address("scenario_cards", begun.pk)))
    card = address("scenario_card_new", begun.pk, "embauche")
    assert "Quel salaire brut par mois" in words(client.get(card))
    data = {"salaire": "1 500", "cotisations": "600", "debut": "3", "fin": "", "calculer": "oui"}
    response = client.post(card, data)
    assert response.url == address("scenario_result", begun.pk) + "?calcul=oui"
    begun.refresh_from_db()
    assert [each["carte"] for each in begun.cards] == ["baisse_des_subventions", "embauche"]


def test_everything_wrong_in_a_card_is_said_and_nothing_typed_is_lost(client, begun):
    card = address("scenario_card_new", begun.pk, "embauche")
    response = client.post(card, {"salaire": "mille", "cotisations": "-6", "debut": "5", "fin": "2"})
    assert response.status_code == 422
    tree = tree_of(response)
    links = [link.get("href") for link in tree.xpath("//*[contains(@class, 'error-summary')]//a")]
    assert links == ["#id_salaire", "#id_cotisations", "#id_fin"]
    assert [tree.xpath(f"//*[@name='{name}']/@value") for name in ("salaire", "cotisations")] == [
        ["mille"],
        ["-6"],
    ]
    begun.refresh_from_db()
    assert len(begun.cards) == 1


def test_a_card_is_set_again_and_taken_away(client, begun):
    card = address("scenario_card", begun.pk, 1)
    assert 'value="20"' in client.get(card).content.decode()
    client.post(card, {"pourcentage": "35", "debut": "7", "fin": ""})
    begun.refresh_from_db()
    assert begun.cards[0]["reponses"] == {"pourcentage": 3_500}
    client.post(address("scenario_card_remove", begun.pk, 1))
    begun.refresh_from_db()
    assert begun.cards == []
    assert client.get(card).status_code == 404
    assert client.get(address("scenario_card_new", begun.pk, "inventee")).status_code == 404


def test_accounts_that_changed_since_are_said_card_by_card(client, own, begun, words):
    lines = TypedExercice.from_json(own.typed_years.get().lines).to_json()
    lines["lignes"] = {**lines.get("lignes", {}), "subventions": 0}
    own.typed_years.update(lines=lines)
    response = client.get(address("scenario_result", begun.pk))
    assert response.status_code == 422
    assert "ne peut plus être calculé" in words(response)
    assert "ne trouve rien à modifier" in words(response)
    assert client.get(address("scenario", begun.pk)).status_code == 200
    assert client.get(f"{address('scenario_compare')}?s={begun.pk}").url == address("scenario", begun.pk)


# --- results ----------------------------------------------------------------------------------------------


def test_the_result_is_announced_where_the_focus_goes_when_it_was_asked_for(client, begun):
    asked = tree_of(client.get(address("scenario_result", begun.pk) + "?calcul=oui"))
    (said,) = asked.xpath("//*[@id='calcul']")
    assert (said.get("role"), said.get("tabindex"), said.get("autofocus")) == ("status", "-1", "")
    assert "C’est calculé" in said.text_content()
    assert not tree_of(client.get(address("scenario_result", begun.pk))).xpath("//*[@id='calcul']")


def test_what_is_shown_by_year_is_what_the_engine_gives_and_each_figure_opens(client, begun):
    """Subsidies fall by a fifth: 2 400 euros less than the excess of 1 000."""
    tree = tree_of(client.get(address("scenario_result", begun.pk)))
    (row,) = tree.xpath("//section[@id='annees']//table[1]/tbody/tr[th[text()='Résultat']]")
    assert [centimes(cell.text_content()) for cell in row.xpath("td")] == [-140_000] * 3
    identifiers = set(tree.xpath("//@id"))
    links = {link.removeprefix("#") for link in tree.xpath("//main//a/@href[starts-with(., '#')]")}
    assert links <= identifiers


def test_the_entries_of_every_opening_add_up_to_its_figure(client, begun):
    client.post(
        address("scenario_card_new", begun.pk, "embauche"),
        {
            "salaire": "1500,37",
            "salaire_bas": "1000",
            "salaire_haut": "2000",
            "cotisations": "600",
            "debut": "3",
        },
    )
    tree = tree_of(client.get(address("scenario_result", begun.pk)))
    tables = tree.xpath("//details[contains(@class, 'opening')]//table[contains(caption, 'ce qui fait')]")
    assert len(tables) > 40
    for table in tables:
        *rows, total = (centimes(row.xpath("td")[-1].text_content()) for row in table.xpath("tbody/tr"))
        assert sum(rows) == total, table.xpath("string(caption)")
    for opening in tree.xpath("//details[contains(@class, 'opening')][contains(@id, 'tresorerie')]"):
        assert opening.xpath(".//dt[.='Formule']"), opening.get("id")


def test_nothing_to_say_is_a_result(client, make_work, words):
    make_work(subventions=500, depenses=900)
    client.post(address("scenario_new"), {"depart": "subventions-en-baisse"})
    said = words(client.get(address("scenario_result", Scenario.objects.get().pk)))
    assert "non calculable" in said
    assert "Ce que la trésorerie gagne ou perd depuis la clôture" in said
    assert "Il faut au moins cinq années réelles" in said


@pytest.mark.parametrize("name", ["scenario_result", "scenario_figures"])
def test_queries_do_not_grow_with_the_cards(client, begun, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(address(name, begun.pk))


def test_the_workbook_holds_true_numbers(client, begun):
    response = client.get(address("scenario_figures", begun.pk))
    assert "scenario.ods" in response["Content-Disposition"]
    content = zipfile.ZipFile(io.BytesIO(response.content)).read("content.xml").decode()
    assert re.search(r'office:value="-1400(\.0+)?"', content)
    assert "Écritures des cartes" in content


# --- side by side -----------------------------------------------------------------------------------------


@pytest.fixture
def two(client, begun):
    client.post(address("scenario_new"), {"depart": "subventions-en-retard"})
    return "&".join(f"s={each}" for each in Scenario.objects.values_list("pk", flat=True))


def test_scenarios_stand_beside_the_last_year_and_every_figure_opens(client, two, words):
    response = client.get(f"{address('scenario_compare')}?{two}")
    tree = tree_of(response)
    heads = [head.text_content().strip() for head in tree.xpath("//table[1]//thead//th")][1:4]
    assert heads == [
        "Comme l’an dernier",
        "Un cinquième de subventions en moins",
        "Les subventions arrivent en retard",
    ]
    links = {link.removeprefix("#") for link in tree.xpath("//main//a/@href[starts-with(., '#')]")}
    assert links
    assert links <= set(tree.xpath("//@id"))
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_lengths_that_differ_are_played_to_the_longest(client, two, words):
    Scenario.objects.filter(name__startswith="Les subventions").update(years=5)
    assert "Cinq ans joués" in words(client.get(f"{address('scenario_compare')}?{two}"))


@pytest.mark.parametrize("query", ["", "?s=", "?s=abc", "?s=99999999999999999999999"])
def test_nothing_chosen_leads_back_with_a_reason(client, begun, query, words):
    response = client.get(address("scenario_compare") + query, follow=True)
    assert f"et {MOST_COMPARED} au plus" in words(response)


def test_another_s_scenario_is_not_compared(client, begun, make_work):
    make_work(**LINES)
    for name in ("scenario_compare", "scenario_board", "scenario_board_pdf"):
        assert client.get(f"{address(name)}?s={begun.pk}").status_code == 404


def test_the_sheet_of_a_board_leads_to_what_opens_its_figures(client, two, words):
    sheet = tree_of(client.get(f"{address('scenario_board')}?{two}"))
    said = words(lxml_html.tostring(sheet, encoding="unicode"))
    assert "Ce que nous décidons" in said
    assert "Ce qui casse d’abord" in said
    compared = tree_of(client.get(f"{address('scenario_compare')}?{two}"))
    anchors = {link.partition("#")[2] for link in sheet.xpath("//td//a/@href")}
    assert len(anchors) > 6
    assert anchors <= set(compared.xpath("//@id"))


def test_the_sheet_is_one_tagged_page(client, two):
    Scenario.objects.update(notes="Ce que nous savons de la mairie. " * 6)
    response = client.get(f"{address('scenario_board_pdf')}?{two}")
    with pikepdf.open(io.BytesIO(response.content)) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"


def test_a_scenario_without_card_has_nothing_to_be_compared_with(client, own):
    client.post(address("scenario_new"), {"nom": "Vide", "annees": "3"})
    scenario = Scenario.objects.get()
    assert client.get(f"{address('scenario_compare')}?s={scenario.pk}").url == address(
        "scenario", scenario.pk
    )
    assert client.get(address("scenario_result", scenario.pk)).status_code == 200


# --- where they are found, and demonstrations -------------------------------------------------------------


def test_the_results_and_the_hub_lead_to_scenarios(client, own):
    for page in ("start", "results"):
        assert address("scenarios") in client.get(address(page)).content.decode()


def test_a_demonstration_has_its_scenarios_to_read_and_none_is_kept(client, own, words):
    shown = Trajectory.objects.create(
        created_at=own.created_at, demonstration_slug="club", name="Démonstration : Club"
    )
    own.typed_years.update(trajectory=shown)
    whole = client.get(address("demonstration_scenarios", "club"))
    assert "Démonstration" in words(whole)
    assert client.get(address("demonstration_scenario", "club", "subventions-en-baisse")).status_code == 200
    assert client.get(address("demonstration_scenario", "club", "inventee")).status_code == 404
    assert not Scenario.objects.exists()
    assert "csrf" not in whole.content.decode()
