"""What could be put in a plan: what the trajectory, the answers to the questionnaire and the scenarios give reasons for.

Each says its reason. Nothing is put in a plan by itself, and none is a fine answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from socioeco.indicators import compute_indicateurs
from socioeco.readers import Question
from socioeco.scenarios import carte_named
from trajectoires.kit.enums import HELP, HOURS, RESULT
from trajectoires.kit.models import Diagnosis
from trajectoires.kit.selectors.pages import find_page
from trajectoires.kit.selectors.plans import actual
from trajectoires.kit.selectors.results import result_of
from trajectoires.trajectories.models import Scenario
from trajectoires.trajectories.selectors import Exercice, cards_of
from trajectoires.trajectories.selectors.findings import is_in_danger, leaning, purchase_is_hidden

RESULTS, QUESTIONS = "/agir/trajectoire/resultats/", "/agir/trajectoire/questions/"
PRIORITIES, SCENARIO = "/agir/autodiagnostic/resultat/#priorites", "/agir/trajectoire/scenarios/{}/"
KIT, LEVERS = "/agir/kit/", "/comprendre/leviers/"
HALF = Fraction(1, 2)
# By card of a scenario: what can be done before it happens, and the page that helps.
OF_CARDS = {
    "baisse_des_depenses": (
        "Lister les dépenses que nous pouvons vraiment réduire, et dire qui en décide",
        f"{KIT}budget-previsionnel/",
    ),
    "baisse_des_subventions": (
        "Dire en conseil ce que nous gardons et ce que nous arrêtons si les subventions baissent",
        f"{KIT}note-au-conseil/",
    ),
    "convention_pluriannuelle": (
        "Demander une convention sur plusieurs années à un financeur",
        f"{LEVERS}convention-pluriannuelle-d-objectifs/",
    ),
    "embauche": (
        "Vérifier, avant d’embaucher, de quoi payer le poste jusqu’au bout",
        f"{LEVERS}salariat-et-groupement-d-employeurs/",
    ),
    "emprunt": (
        "Préparer le dossier d’emprunt : à quoi il sert, comment il se rembourse",
        f"{LEVERS}emprunt-et-quasi-fonds-propres/",
    ),
    "energie_et_loyers": (
        "Relire le bail et le contrat d’énergie avant leur échéance",
        f"{KIT}tableau-des-risques/",
    ),
    "famille_en_baisse": ("Chercher de quoi remplacer la ressource qui baisse", LEVERS),
    "fin_contrat_aide": (
        "Noter la date de fin du contrat aidé et décider de la suite du poste",
        f"{LEVERS}emplois-aides/",
    ),
    "financeur_perdu": (
        "Rencontrer ce financeur avant sa décision, et chercher qui pourrait le relayer",
        f"{KIT}carte-des-financeurs/",
    ),
    "hausse_des_depenses": (
        "Chercher ce qui fait monter les dépenses, et ce qui peut attendre",
        f"{KIT}budget-previsionnel/",
    ),
    "investissement": (
        "Écrire le plan de financement de l’achat : ce qui le paie, et quand",
        f"{KIT}plan-de-tresorerie/",
    ),
    "nouvelle_subvention": (
        "Préparer la demande de subvention, avec sa date limite",
        f"{KIT}calendrier-des-demandes/",
    ),
    "partenariat_mecenat": (
        "Écrire ce que nous proposons à une entreprise, puis prendre contact",
        f"{LEVERS}mecenat-d-entreprise/",
    ),
    "plus_de_cotisations": (
        "Proposer à l’assemblée générale un nouveau montant de cotisation",
        f"{LEVERS}cotisations/",
    ),
    "plus_de_ventes": (
        "Calculer le coût complet de ce que nous vendons avant d’en vendre plus",
        f"{KIT}cout-complet/",
    ),
    "retard_des_subventions": (
        "Écrire mois par mois l’argent qui entre et l’argent qui sort",
        f"{KIT}plan-de-tresorerie/",
    ),
    "sans_exceptionnel": (
        "Vérifier que l’année s’équilibre sans produit exceptionnel",
        f"{KIT}politique-de-reserves/",
    ),
    "subvention_en_retard": (
        "Demander au financeur la date de son versement, et voir comment tenir jusque-là",
        f"{KIT}plan-de-tresorerie/",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`href` is where the reason can be read; `page` helps to act, and is online or left out by whoever shows it."""

    key: str
    what: str
    why: str
    href: str
    page: str = ""
    measure: str = ""


def suggestions_of(
    *,
    exercices: Sequence[Exercice],
    scenarios: Sequence[Scenario] = (),
    diagnosis: Diagnosis | None = None,
    taken: Iterable[str] = (),
) -> list[Suggestion]:
    """The most urgent first, without those in the plan already."""
    taken = set(taken)
    found = [*_of_years(actual(exercices)), *_of_diagnosis(diagnosis), *_of_scenarios(scenarios)]
    return [each for each in found if each.key not in taken]


# --- the years --------------------------------------------------------------------------------------------------------


def _of_years(years: Sequence[Exercice]) -> Iterable[Suggestion]:
    if not years:
        return
    last = years[-1]
    yield from _danger(last)
    yield from _deficit(last)
    yield from _leaning(last)
    yield from _asked(last)


def _danger(last: Exercice) -> Iterable[Suggestion]:
    computed = {each.definition.cle: each for each in compute_indicateurs(last.postes)}
    if is_in_danger(last, computed):
        yield Suggestion(
            key="danger",
            what="Appeler cette semaine les personnes qui peuvent nous aider",
            why=f"Fin {last.label}, la trésorerie ou les fonds propres sont très bas.",
            href=f"{RESULTS}#contacts",
            page=HELP,
        )


def _deficit(last: Exercice) -> Iterable[Suggestion]:
    if last.postes.resultat_centimes < 0:
        yield Suggestion(
            key="deficit",
            what="Comprendre le déficit, et décider comment l’équilibre revient",
            why=f"L’exercice {last.label} finit sur un déficit.",
            href=f"{RESULTS}#resultat",
            page=f"{KIT}budget-previsionnel/",
            measure=RESULT,
        )


def _leaning(last: Exercice) -> Iterable[Suggestion]:
    if sentence := leaning(last, at_least=HALF):
        yield Suggestion(
            key="appui",
            what="Dessiner la carte de nos financeurs, et dire lesquels pourraient les rejoindre",
            why=f"{sentence}, en {last.label}.",
            href=f"{RESULTS}#ressources",
            page=f"{KIT}carte-des-financeurs/",
        )


def _asked(last: Exercice) -> Iterable[Suggestion]:
    if purchase_is_hidden(last):
        yield Suggestion(
            key="achats-publics",
            what="Demander à qui tient les comptes quelle part de nos ventes vient de collectivités",
            why="Un compte 706 ne dit pas qui paie : la commande publique reste dans les ventes.",
            href=QUESTIONS,
            page=f"{LEVERS}commande-publique/",
        )
    if last.postes.answers.get(Question.HEURES) is None:
        yield Suggestion(
            key="heures",
            what="Compter les heures données par les bénévoles",
            why=f"Personne n’a dit combien d’heures les bénévoles ont données en {last.label}.",
            href=QUESTIONS,
            page=f"{KIT}valorisation-du-benevolat/",
            measure=HOURS,
        )


# --- the answers, the scenarios ---------------------------------------------------------------------------------------


def _of_diagnosis(diagnosis: Diagnosis | None) -> Iterable[Suggestion]:
    page = find_page() if diagnosis else None
    if diagnosis is None or page is None:
        return
    for each in result_of(page.questionnaire(), diagnosis.answers).priorities:
        question = each.question
        yield Suggestion(
            key=f"repere-{question.key}",
            what=question.step,
            why=question.weakness,
            href=PRIORITIES,
            page=question.pages[0].href.partition("#")[0] if question.pages else "",
        )


def _of_scenarios(scenarios: Sequence[Scenario]) -> Iterable[Suggestion]:
    """One by sort of card, for the first scenario that plays it."""
    seen: dict[str, Scenario] = {}
    for scenario in scenarios:
        for card in cards_of(scenario):
            seen.setdefault(card.carte, scenario)
    for cle, scenario in seen.items():
        what, page = OF_CARDS[cle]
        yield Suggestion(
            key=f"carte-{cle}",
            what=what,
            why=f"Votre scénario « {scenario.name} » joue la carte « {carte_named(cle).titre} ».",
            href=SCENARIO.format(scenario.pk),
            page=page,
        )
