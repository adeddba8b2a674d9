"""A small questionnaire: two landmarks, two first questions, six questions, one of each kind of branch."""

from types import SimpleNamespace

from wagtail.models import Page, Site

from trajectoires.content.models import DoorPage, SheetPage
from trajectoires.kit.models import AutodiagnosticPage
from trajectoires.kit.models.questionnaire import Questionnaire

ROOT = "/agir/autodiagnostic/"
LANDMARKS = [("argent", "L’argent", "Ce qui entre."), ("equipe", "L’équipe", "Qui fait quoi.")]
FIRSTS = [("emploie", "Employez-vous quelqu’un ?"), ("aide", "Recevez-vous une aide ?")]
# key, landmark, lever, condition, urgency, pages
QUESTIONS = [
    ("contrat", "equipe", "humaines", "emploie", 3, []),
    ("reserve", "argent", "financiers", "", 3, [("/comprendre/reserve/", "Pour la compter.")]),
    ("convention", "argent", "alliances", "aide", 2, [("/comprendre/reserve/", "Pour tenir sans l’aide.")]),
    ("dons", "argent", "financiers", "non-aide", 2, [("/comprendre/absente/", "Elle n’est pas en ligne.")]),
    ("relais", "equipe", "humaines", "", 1, [("/agir/trajectoire/", "Pour voir.")]),
    ("liste", "equipe", "", "", 2, []),
]


def question(key, *written):
    landmark, lever, condition, urgency, pages = written
    return {
        "key": key,
        "landmark": landmark,
        "lever": lever,
        "text": f"Fait {key}.",
        "help": f"Chercher {key}.",
        "condition": condition,
        "strength": f"Force {key}.",
        "weakness": f"Fragilité {key}.",
        "step": f"Geste {key}.",
        "urgency": urgency,
        "pages": [
            {"type": "item", "id": f"{key}-{place}", "value": {"href": href, "why": why}}
            for place, (href, why) in enumerate(pages)
        ],
    }


def fields(landmarks=LANDMARKS, firsts=FIRSTS, questions=QUESTIONS, version=1):
    """The fields of the page, as the database keeps them."""
    return {
        "version": version,
        "landmarks": [
            {"type": "landmark", "value": {"key": key, "title": title, "words": words}}
            for key, title, words in landmarks
        ],
        "firsts": [{"type": "first", "value": {"key": key, "text": text}} for key, text in firsts],
        "questions": [
            {"type": "question", "value": each if isinstance(each, dict) else question(*each)}
            for each in questions
        ],
    }


def page(**changes) -> AutodiagnosticPage:
    return AutodiagnosticPage(
        title="Autodiagnostic", slug="autodiagnostic", lede="Quelques faits.", **fields(**changes)
    )


def questionnaire(**changes) -> Questionnaire:
    return page(**changes).questionnaire()


def build_site() -> SimpleNamespace:
    """/agir/autodiagnostic/, and the page that it advises."""
    home = Page.objects.get(depth=1).add_child(
        instance=SheetPage(title="Accueil", slug="accueil-d-essai", lede="Une.")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    door = home.add_child(instance=DoorPage(title="Agir", slug="agir", lede="Une.", question="Quoi ?"))
    other = home.add_child(
        instance=DoorPage(title="Comprendre", slug="comprendre", lede="Une.", question="Quoi ?")
    )
    advised = other.add_child(instance=SheetPage(title="La réserve", slug="reserve", lede="Une."))
    return SimpleNamespace(home=home, other=other, advised=advised, page=door.add_child(instance=page()))


def rewrite(site, **changes) -> None:
    """Editors publish another version."""
    for name, value in fields(**changes).items():
        setattr(site.page, name, value)
    site.page.full_clean()
    site.page.save_revision().publish()
