"""A course of two lessons, with an exercise of each kind, for the tests of the room."""

from types import SimpleNamespace

from wagtail.models import Page, Site

from trajectoires.content.models import DoorPage, SheetPage
from trajectoires.learning.models import CoursePage, LessonPage
from trajectoires.learning.models.exercises import Answer, Exercise

ADDRESS = "/se-former/essai/une/exercices/"


def choice(text, verdict, explanation="Parce que."):
    return {"text": text, "verdict": verdict, "explanation": explanation}


EXERCISES = [
    {
        "key": "un",
        "kind": "choix-unique",
        "instruction": "Que dit l’année ?",
        "answers": [choice("Un manque", "non", "La banque dit autre chose."), choice("Un déficit", "oui")],
    },
    {
        "key": "plusieurs",
        "kind": "choix-multiples",
        "instruction": "Lesquelles ?",
        "answers": [choice("A", "oui"), choice("B", "non"), choice("C", "oui")],
    },
    {
        "key": "ordre",
        "kind": "ordre",
        "instruction": "Rangez.",
        "answers": [{"text": "D’abord"}, {"text": "Ensuite"}, {"text": "Enfin"}],
        "explanation": "On finit par la fin.",
    },
    {
        "key": "paires",
        "kind": "paires",
        "instruction": "Reliez.",
        "answers": [
            {"text": "L’adhésion", "value": "Cotisations"},
            {"text": "La facture", "value": "Ventes"},
            {"text": "L’aide", "value": "Subventions"},
        ],
        "explanation": "Qui paie, et pour quoi.",
    },
    {
        "key": "tableau",
        "kind": "tableau",
        "instruction": "Calculez.",
        "unit": "%",
        "answers": [{"text": "Subventions", "value": "60"}, {"text": "Ventes", "value": "40"}],
        "explanation": "On divise par le total.",
    },
    {
        "key": "cas",
        "kind": "cas",
        "instruction": "Que faire ?",
        "statement": "Une lettre arrive.",
        "hints": [{"text": "Lisez-la."}],
        "answers": [choice("Répondre", "oui"), choice("Attendre", "non")],
    },
    {
        "key": "chez-moi",
        "kind": "mes-chiffres",
        "figure": "sens-du-resultat",
        "instruction": "Chez vous, que dit l’année ?",
        "explanation": "Produits moins charges.",
    },
]
RIGHT = {
    "un": {"reponse": "1"},
    "plusieurs": {"reponse": ["0", "2"]},
    "ordre": {"r0": "1", "r1": "2", "r2": "3"},
    "paires": {"r0": "Cotisations", "r1": "Ventes", "r2": "Subventions"},
    "tableau": {"r0": "60 %", "r1": "40,0"},
    "cas": {"reponse": "0"},
}


def exercise(key: str, **changes: object) -> Exercise:
    """The exercise of this key, as its page reads it, with changes."""
    written = next(each for each in EXERCISES if each["key"] == key)
    empty = {"figure": "", "statement": "", "unit": "", "hints": [], "answers": [], "explanation": ""}
    blank = {"text": "", "verdict": "", "value": "", "explanation": ""}
    answers = [{**blank, **answer} for answer in written.get("answers", [])]
    made = Exercise.of({**empty, **written, "answers": answers})
    return Exercise(**{**made.__dict__, **changes})


def answers(*texts: str, **common: str) -> tuple[Answer, ...]:
    return tuple(Answer(text, **common) for text in texts)


def build_course() -> SimpleNamespace:
    """/se-former/essai/ and its two lessons; only the first has exercises."""
    home = _child(Page.objects.get(depth=1), SheetPage, "accueil-d-essai")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    door = _child(home, DoorPage, "se-former", question="Par où commencer ?")
    course = add_course(door, "essai", number=1)
    first = add_lesson(course, "une", rank=1, exercises=EXERCISES)
    return SimpleNamespace(
        door=door, course=course, first=first, second=add_lesson(course, "deux", rank=2, module="Choisir")
    )


def add_course(door: Page, slug: str, *, number: int) -> CoursePage:
    return _child(door, CoursePage, slug, number=number, level="debut", aims=["Lire une année."])


def add_lesson(course: CoursePage, slug: str, *, rank: int, exercises=(), module: str = "Lire") -> LessonPage:
    written = [{"type": "exercise", "value": _with_items(each)} for each in exercises]
    return _child(
        course, LessonPage, slug, rank=rank, module=module, aim="Lire une année.", exercises=written
    )


def _with_items(exercise: dict[str, object]) -> dict[str, object]:
    """Lists as the database keeps them."""
    return {
        name: [{"type": "item", "id": f"{name}-{place}", "value": each} for place, each in enumerate(value)]
        if isinstance(value, list)
        else value
        for name, value in exercise.items()
    }


def _child(parent, kind, slug, **fields):
    values = {"title": slug.capitalize(), "slug": slug, "lede": "Une phrase.", **fields}
    return parent.add_child(instance=kind(**values))
