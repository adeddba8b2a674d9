"""Read what the front page and the footer show: the doors, the route of a reader, what the site holds."""

from dataclasses import dataclass

from trajectoires.content.models import BasePage, DoorPage, LeverPage, ModelPage, SheetPage
from trajectoires.glossary.models import Term
from trajectoires.home.enums import Having, What, Who
from trajectoires.trajectories.selectors import demonstrations
from trajectoires.ui.enums import Door

TOP_DEPTH = 3  # a page right under the first one, in Wagtail's tree


@dataclass(frozen=True)
class Step:
    """One stage of a route: what to do, why, and where."""

    title: str
    why: str
    href: str
    label: str


_UNDERSTAND = {
    What.COMPRENDRE: Step(
        "Repérer ce qui vous fait vivre",
        "Sept modèles servent de repères. Aucun n’est idéal, et une association peut en porter plusieurs.",
        "/comprendre/modeles/",
        "Lire les sept modèles",
    ),
    What.PERTE: Step(
        "Situer le financement perdu",
        "Une subvention repose sur un partenariat et sur un calendrier. La fiche dit ce qui tient et ce qui peut céder.",
        "/comprendre/modeles/subventions-publiques/",
        "Lire la fiche « Subventions publiques »",
    ),
    What.DEPENDANCE: Step(
        "Voir comment d’autres mêlent leurs ressources",
        "Ajouter une ressource change aussi les règles du jeu. La fiche dit à quoi penser avant.",
        "/comprendre/hybridation/",
        "Lire « Porter plusieurs modèles »",
    ),
    What.TRESORERIE: Step(
        "Distinguer trésorerie et résultat",
        "On peut finir l’année en excédent et manquer d’argent au printemps. Le terme est expliqué en deux minutes.",
        "/glossaire/tresorerie/",
        "Lire « Trésorerie »",
    ),
    What.EMBAUCHE: Step(
        "Regarder toutes les façons de mobiliser des personnes",
        "Salariat, bénévolat, volontariat, mise à disposition : chacune a ses conditions.",
        "/comprendre/leviers/richesses-humaines/",
        "Lire « Les richesses humaines »",
    ),
    What.PARTENAIRE: Step(
        "Choisir la forme de l’alliance",
        "Mécénat, coopération, mutualisation : on ne cherche pas le même partenaire pour chacune.",
        "/comprendre/leviers/alliances/",
        "Lire « Les alliances »",
    ),
}

_LOOK = {
    Having.FEC: Step(
        "Déposer vos fichiers d’écritures",
        "Un fichier par exercice. Vous verrez d’où viennent vos ressources, année par année, et chaque anomalie en clair.",
        "/agir/trajectoire/",
        "Importer mes comptes",
    ),
    Having.TABLEUR: Step(
        "Saisir dix lignes par année",
        "Dix lignes de votre balance ou de votre tableau suffisent pour voir vos ressources, votre réserve et ce qui "
        "a changé. Si votre logiciel exporte un FEC, vous pourrez l’ajouter ensuite.",
        "/agir/trajectoire/saisir/",
        "Saisir une année",
    ),
    Having.PAPIER: Step(
        "Saisir dix lignes par année",
        "Le compte de résultat sur papier suffit. Vous recopiez dix lignes ; l’outil en fait une trajectoire, "
        "sans compte à créer.",
        "/agir/trajectoire/saisir/",
        "Saisir une année",
    ),
    Having.RIEN: Step(
        "Comparer les modèles côte à côte",
        "Vingt minutes suffisent pour en rapprocher deux ou trois du vôtre.",
        "/comprendre/comparer/",
        "Comparer les modèles",
    ),
}

_SHARE = {
    Who.DIRIGEANTE: Step(
        "En parler au conseil",
        "Cinq lignes « En bref » ouvrent chaque fiche, faites pour être lues à voix haute. L’aide dit aussi qui appeler.",
        "/aide/",
        "Lire l’aide",
    ),
    Who.SALARIE: Step(
        "Préparer la discussion",
        "Lire ses comptes ensemble, sans être comptable : l’ordre des questions, et ce que chaque ligne veut dire.",
        "/se-former/lire-ses-comptes/",
        "Lire ses comptes",
    ),
    Who.ACCOMPAGNATEUR: Step(
        "Travailler avec les mêmes mots",
        "Le glossaire donne les définitions et leurs sources, utilisables en atelier.",
        "/glossaire/",
        "Ouvrir le glossaire",
    ),
    Who.COLLECTIVITE: Step(
        "Distinguer subvention et commande",
        "La nature du lien change l’initiative, les règles et les comptes de l’association.",
        "/comprendre/modeles/operatrice-de-politique-publique/",
        "Lire « L’association opératrice de politique publique »",
    ),
    Who.ENTREPRISE: Step(
        "Choisir comment aider",
        "Argent, compétences, biens, locaux : la fiche dit ce que chaque forme change pour l’association.",
        "/comprendre/modeles/mobilisation-privee/",
        "Lire « Mobilisation privée »",
    ),
    Who.RECHERCHE: Step(
        "Aller aux séries publiées",
        "Les enquêtes ne mesurent pas la même chose. La page les nomme et dit leur champ.",
        "/ressources/observatoire/",
        "Voir les séries",
    ),
}


def route(*, who: Who, what: What, having: Having) -> tuple[Step, Step, Step]:
    """Three stages, each on a page of this site."""
    return _UNDERSTAND[what], _LOOK[having], _SHARE[who]


def doors() -> list[DoorPage]:
    """The published doors, in their order on every page."""
    order = [door.address for door in Door]
    return sorted(DoorPage.objects.live(), key=lambda page: order.index(page.address))


@dataclass(frozen=True)
class Holding:
    label: str
    count: int


def holdings() -> list[Holding]:
    """What is published at this moment, counted in the database."""
    counted: list[tuple[str, type[BasePage]]] = [
        ("portes", DoorPage),
        ("modèles de référence", ModelPage),
        ("leviers", LeverPage),
        ("fiches", SheetPage),
    ]
    pages = BasePage.objects.live()
    return [
        *(Holding(label, model.objects.live().count()) for label, model in counted),
        Holding("pages en tout", pages.count()),
        Holding("termes du glossaire", Term.objects.filter(live=True).count()),
        Holding("sources citées par les pages", sum(len(page.sources) for page in pages)),
        Holding("associations de démonstration", demonstrations().count()),
    ]


def site_tree() -> list[BasePage]:
    """Every published page, each under its parent: the first page, the doors in their order, then the others."""
    pages = list(BasePage.objects.live().public().order_by("path"))
    order = {door.address: rank for rank, door in enumerate(Door)}
    tops = {page.path: page for page in pages if page.depth == TOP_DEPTH}

    def rank(page: BasePage) -> tuple[int, str, str]:
        top = tops.get(page.path[: TOP_DEPTH * page.steplen])
        if top is None:
            return -1, "", page.path
        return order.get(top.address, len(order)), top.title, page.path

    return sorted(pages, key=rank)
