"""A learner at her exercises: what is right is read in the files of the lessons, and given by clicks or by request."""

import os
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import yaml

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = Path(__file__).with_name("transcripts")  # written again with TRANSCRIPTS=1
PROGRESS = "/se-former/mon-parcours/"
COURSE = "/se-former/faire-parler-ses-comptes/"  # the shortest, and all seven kinds of exercises
COURSE_TITLE = "Lire et faire parler ses comptes"
ATTESTATION = f"{PROGRESS}attestation/faire-parler-ses-comptes/"
CHECK = "/se-former/attestations/"
PLACEMENT = "/se-former/par-quelle-lecon/"
ANSWERS = {  # to its five questions: only the accounts are a worry
    "mots": "oui", "papiers": "perdue", "banque": "oui", "financeur": "sans", "ensemble": "dure",
}  # fmt: skip
PLACED = f"{PLACEMENT}?{urlencode(ANSWERS)}&voir=oui"
RIGHT, NOT_YET = "C’est juste", "Pas encore"
CHOICES = {"cas", "choix-unique", "choix-multiples"}
FIGURES = re.compile(r"<dd>(.*?)</dd>")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Lesson:
    address: str
    title: str
    rank: int
    exercises: tuple[dict, ...]

    @property
    def page_of_exercises(self):
        return f"{self.address}exercices/"

    def asked(self, kind):
        """Its exercise of this kind."""
        return next(each for each in self.exercises if each["sorte"] == kind)


@cache
def lesson_at(address):
    """As its file says it."""
    return _read(ROOT / f"content/pages{address.rstrip('/')}.md")


@cache
def lessons_of(course):
    """In their order."""
    folder = ROOT / f"content/pages{course}"
    return sorted(
        (_read(file) for file in folder.glob("*.md") if file.stem != "index"), key=lambda each: each.rank
    )


def _read(file):
    front = yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1])
    address = f"/{file.relative_to(ROOT / 'content/pages').with_suffix('')}/"
    return Lesson(address, front["titre"].replace("'", "’"), front["rang"], tuple(front["exercices"]))


# --- what is right, and what is not -----------------------------------------------------------------------------------


def right_answer(exercise, figures=()):
    """The values of each field. `figures`: those that the page shows, for an exercise on one's own."""
    kind, answers = exercise["sorte"], exercise.get("reponses", [])
    if kind in CHOICES:
        return {"reponse": [str(place) for place, each in enumerate(answers) if each["juste"] == "oui"]}
    if kind == "mes-chiffres":
        return {"reponse": [worked_out(exercise["calcul"], figures)]}
    if kind == "ordre":
        return {f"r{place}": [str(place + 1)] for place in range(len(answers))}
    return {f"r{place}": [each["valeur"]] for place, each in enumerate(answers)}


def worked_out(asked, figures):
    """As a learner does: one amount out of a whole, a number of months, or which of two amounts is larger."""
    *amounts, whole = figures
    if asked == "sens-du-resultat":
        return "Un excédent" if amounts[0] > whole else "Un déficit"
    if asked == "mois-de-tresorerie":
        cash, spent = amounts
        return f"{cash * whole / spent:.1f}".replace(".", ",")
    return f"{round(100 * max(amounts) / whole)} %"


def wrong_answer(exercise, figures=()):
    """Everything wrong; of an order, two places exchanged."""
    kind, right = exercise["sorte"], right_answer(exercise, figures)
    if kind in CHOICES:
        places = [str(place) for place, each in enumerate(exercise["reponses"]) if each["juste"] == "non"]
        return {"reponse": places[:1]}
    if kind == "mes-chiffres":
        value = right["reponse"][0]
        other = {"Un excédent": "Un déficit", "Un déficit": "Un excédent"}.get(value, "990")
        return {"reponse": [other]}
    if kind == "tableau":
        return {name: [str(int(values[0]) + 1)] for name, values in right.items()}
    if kind == "ordre":
        return {**right, "r0": right["r1"], "r1": right["r0"]}
    names = list(right)
    return dict(zip(names, [right[name] for name in (*names[1:], names[0])], strict=True))


def title_of(exercise, *, is_right):
    """What the result is called."""
    if is_right:
        return RIGHT
    asked = len(exercise.get("reponses", []))
    return f"Presque : {asked - 2} sur {asked}" if exercise["sorte"] == "ordre" else NOT_YET


def euros(text):
    return float(re.sub(r"[^\d,]", "", text).replace(",", "."))


def given(page, exercise, *, is_right):
    """The answer to an exercise that is before one's eyes."""
    figures = [euros(each) for each in page.locator(f"#{exercise['cle']} dl.keys dd").all_inner_texts()]
    return (right_answer if is_right else wrong_answer)(exercise, figures)


# --- by clicks --------------------------------------------------------------------------------------------------------


def fill(page, exercise, *, is_right):
    """Give an answer without sending it."""
    section = page.locator(f"#{exercise['cle']}")
    for name, values in given(page, exercise, is_right=is_right).items():
        fields = section.locator(f"[name={name}]")
        match fields.first.evaluate("(node) => node.type"):
            case "radio":
                section.locator(f"[name={name}][value='{values[0]}']").check()
            case "checkbox":
                for field in fields.all():
                    field.set_checked(field.get_attribute("value") in values)
            case "select-one":
                fields.select_option(values)
            case _:
                fields.fill(values[0])


def answer(page, exercise, *, is_right):
    fill(page, exercise, is_right=is_right)
    page.locator(f"#{exercise['cle']} [value=valider]").click()
    check_result(page, exercise, title_of(exercise, is_right=is_right))


def check_result(page, exercise, title):
    """The result is where one is, and its heading names it, as the window does."""
    group = page.locator(f"#{exercise['cle']}").get_by_role("group", name=title, exact=True)
    group.and_(page.locator(".outcome:focus")).wait_for()
    assert plain(group.get_by_role("heading").inner_text()) == title
    assert plain(page.title()).startswith(f"{title} – ")


def plain(text):
    """Without the spaces that typography chose."""
    return " ".join(text.split())


# --- by request -------------------------------------------------------------------------------------------------------


def answer_by_request(page, lesson):
    """All its exercises, right, through the same forms and with the same cookies, without drawing a page each time."""
    address = lesson.page_of_exercises
    shown = page.request.get(address).text()
    for exercise in lesson.exercises:
        _, _, section = shown.partition(f'id="{exercise["cle"]}"')
        figures = [euros(unescape(each)) for each in FIGURES.findall(section.partition("</dl>")[0])]
        answers = right_answer(exercise, figures)
        sent = {
            "csrfmiddlewaretoken": TOKEN.search(shown)[1], "exercice": exercise["cle"], "action": "valider", **answers,
        }  # fmt: skip
        form = urlencode(sent, doseq=True)
        done = page.request.post(address, data=form, headers=FORM, max_redirects=0)
        assert done.status == 302, exercise["cle"]


def attest(page, name):
    """The course done, and its attestation, of which nothing is shown but the course; return its key."""
    for lesson in lessons_of(COURSE):
        answer_by_request(page, lesson)
    page.goto(ATTESTATION)
    page.get_by_label("Votre nom").fill(name)
    page.get_by_role("button", name="Établir mon attestation").click()
    return page.locator("dd.key").inner_text()


# --- what is kept, and what is said -----------------------------------------------------------------------------------


def forget(page):
    """The shared site keeps nothing of a learner."""
    page.goto(PROGRESS)
    if (button := page.get_by_role("button", name="Effacer mon parcours")).count():
        button.click()
        page.get_by_text("C’est effacé.").wait_for()


def check_transcript(name, locator):
    """What a screen reader is told there is what was told the last time."""
    told = locator.aria_snapshot() + "\n"
    kept = TRANSCRIPTS / f"{name}.yaml"
    if os.environ.get("TRANSCRIPTS"):
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
