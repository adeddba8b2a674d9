"""The result page as it is read: every figure opens, nothing is lost, print holds the same and asks nothing."""

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from socioeco.generator import generate_association
from socioeco.readers import read_fec
from socioeco.report.reading import of_fec
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.services import dispute, record_reading

pytestmark = pytest.mark.django_db
RESULTS, PRINT = "/agir/trajectoire/resultats/", "/agir/trajectoire/resultats/imprimer/"
FIGURE = re.compile(r"\d[\s\u00a0\u202f]*(?:k€|M€|€|%|mois\b|ETP\b)")
VOID = {"meta", "link", "br", "input", "img", "hr", "path", "rect", "circle", "source"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    @property
    def own_text(self) -> str:
        return "".join(child for child in self.children if isinstance(child, str))

    def ancestors(self):
        """The element itself first."""
        yield self
        if self.parent:
            yield from self.parent.ancestors()

    def all(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.current = Element("root", {})
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes), self.current)
        self.current.children.append(element)
        if tag not in VOID:
            self.current = element

    def handle_startendtag(self, tag, attributes):
        self.current.children.append(Element(tag, dict(attributes), self.current))

    def handle_endtag(self, tag):
        for element in self.current.ancestors():
            if element.tag == tag and element.parent:
                self.current = element.parent
                return

    def handle_data(self, data):
        self.current.children.append(data)


def read(response):
    return Reader(response.content.decode()).root


def by_id(root):
    return {each.attributes["id"]: each for each in root.all() if each.attributes.get("id")}


def opens(element, ids):
    """Inside a <details>, a <figure> that holds one, or a link to one."""
    for each in element.ancestors():
        if each.tag == "details":
            return True
        if each.tag == "figure" and any(inner.tag == "details" for inner in each.all()):
            return True
        target = ids.get(each.attributes.get("href", "").removeprefix("#")) if each.tag == "a" else None
        if target and any(outer.tag == "details" for outer in target.ancestors()):
            return True
    return False


def figures_that_do_not_open(root):
    ids = by_id(root)
    return [
        each.own_text.strip() for each in root.all() if FIGURE.search(each.own_text) and not opens(each, ids)
    ]


@pytest.fixture
def demonstration(db, now):
    """Five years across a change of rules."""

    def make(story="subvention_perdue"):
        association = generate_association(story, seed=2026, first_year=2021, years=5, size="petite")
        made = Trajectory.objects.create(
            created_at=now, demonstration_slug="essai", name=association.name, story=association.description
        )
        for exercice in association.exercices:
            record_reading(
                trajectory=made, reading=of_fec(read_fec([exercice.fec_bytes()], exercice.fec_name)), now=now
            )
        return made

    return make


PUBLIC = [f"/agir/trajectoire/demonstration/essai/{last}" for last in ("", "imprimer/")]


@pytest.mark.parametrize("story", ["subvention_perdue", "club_benevole"])
def test_no_figure_stands_where_it_cannot_be_opened(client, demonstration, story):
    demonstration(story)
    for address in PUBLIC:
        root = read(client.get(address))
        assert len([each for each in root.all() if FIGURE.search(each.own_text)]) > 50
        assert figures_that_do_not_open(root) == []


def test_no_figure_of_a_work_stands_where_it_cannot_be_opened(owner, now):
    work = Trajectory.objects.get()
    dispute(
        trajectory=work, text="Nous vivons à 80 % de nos membres, avec 2 ETP et 3 mois d’avance.", now=now
    )
    for address in (RESULTS, PRINT):
        assert figures_that_do_not_open(read(owner.get(address))) == []


def test_the_title_is_words(client, demonstration):
    demonstration()
    root = read(client.get(PUBLIC[0]))
    (title,) = [each for each in root.all() if each.tag == "h1"]
    assert not re.search(r"\d", title.own_text)


def test_links_inside_the_page_lead_somewhere_and_once(client, demonstration):
    demonstration()
    for address in PUBLIC:
        root = read(client.get(address))
        names = [each.attributes["id"] for each in root.all() if each.attributes.get("id")]
        assert sorted(set(names)) == sorted(names)
        links = [
            each.attributes["href"]
            for each in root.all()
            if each.tag == "a" and each.attributes.get("href", "").startswith("#")
        ]
        assert len(links) > 5
        assert [link for link in links if link[1:] not in names] == []


def test_print_is_all_open_and_asks_nothing(owner, words):
    response = owner.get(PRINT)
    root = read(response)
    details = [each for each in root.all() if each.tag == "details"]
    assert len(details) > 20
    assert [each.attributes.get("id") for each in details if "open" not in each.attributes] == []
    assert [each.tag for each in root.all() if each.tag in {"form", "button", "input", "textarea"}] == []
    assert "Établi avec Trajectoires socio-économiques" in words(response)
    work = Trajectory.objects.get()
    assert work.resume_key not in response.content.decode(), (
        "paper goes round a board: no link that opens the work"
    )


def test_print_says_what_the_page_says(owner):
    """Every section, every indicator and every year of the page, but what only the screen can do."""
    on_screen, on_paper, brief = (
        {name for name, each in by_id(read(owner.get(address))).items() if each.tag in {"section", "details"}}
        for address in (RESULTS, f"{PRINT}?comptes=oui", PRINT)
    )
    assert len(on_paper) > 20
    assert on_screen - on_paper == {"donnees", "alliances"}, (
        "nobody told an alliance: the screen alone offers to"
    )
    outer = {name for name in on_screen if name.startswith(("indicateur", "comptes")) and name in brief}
    assert len(outer) >= 10, "the brief one keeps every indicator and every year"


def test_the_brief_print_lists_no_account_line(owner, words):
    long, brief = (owner.get(address).content.decode() for address in (f"{PRINT}?comptes=oui", PRINT))
    assert '<table class="accounts' in long
    assert '<table class="accounts' not in brief
    assert "Version longue, avec toutes les lignes de comptes" in words(brief)


def test_a_demonstration_offers_nothing_to_change(client, demonstration, words):
    demonstration()
    response = client.get(PUBLIC[0])
    root = read(response)
    main = by_id(root)["contenu"]
    assert [each.tag for each in main.all() if each.tag in {"form", "button", "textarea"}] == []
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "Vos données" not in words(response)


def test_a_work_says_until_when_and_by_which_link(owner, words):
    work = Trajectory.objects.get()
    text = words(owner.get(RESULTS))
    assert f"http://testserver{reverse('trajectories:resume', args=[work.resume_key])}" in text
    assert "trente jours après votre dernière visite" in text
    assert "Tout effacer" in text


def test_what_the_person_thinks_is_shown_with_its_day(owner, words):
    owner.post(reverse("trajectories:dispute"), {"texte": "Nous sommes <b>une coopérative</b>."})
    response = owner.get(RESULTS)
    assert "Votre avis, écrit le" in words(response)
    assert "&lt;b&gt;une coopérative&lt;/b&gt;" in response.content.decode()


def test_a_text_too_long_is_given_back_whole(owner, words):
    text = "Notre modèle. " * 1000
    response = owner.post(reverse("trajectories:dispute"), {"texte": text})
    assert response.status_code == 422
    assert text.strip() in words(response)
    assert Trajectory.objects.get().dispute == ""


def test_five_years_stay_light_and_ask_little(client, demonstration, django_assert_max_num_queries):
    demonstration("festival")
    client.get(PUBLIC[0])
    with django_assert_max_num_queries(12):
        response = client.get(PUBLIC[0])
    assert len(gzip.compress(response.content)) < 45_000
