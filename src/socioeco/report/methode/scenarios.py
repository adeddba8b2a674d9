"""The page of scenarios: what is repeated, what may be supposed, and each hypothesis card from its definition."""

from socioeco.report.document import Facts, Items, Section, Text
from socioeco.report.methode.model import Page, slug_of
from socioeco.report.scenario.catalogue import HOW, LEFT_OUT, questions_of
from socioeco.scenarios import Carte, cartes
from socioeco.scenarios.depart import AUTRE_DUREE, DECALAGES, REPETITION, SANS_MOIS
from socioeco.scenarios.depart_typed import PAYE_DANS_LE_MOIS
from socioeco.scenarios.lectures import DANS_LE_MOIS, TOUTES_CHOSES
from socioeco.scenarios.ranges import FOURCHETTE
from socioeco.scenarios.validation import ANNEES, TROP_DE_FOURCHETTES

GROUP = "Scénarios"
DOUBLE = (
    "Chaque mois est joué en partie double\u00a0: une écriture débite une position du bilan et en crédite une autre du même "
    "montant, et le bilan s’équilibre à la fin de chaque mois."
)
STRESS = (
    "La table des pertes retire chaque financeur, puis chaque famille de ressources entière, un à la fois, dès le premier "
    "mois\u202f; les dépenses ne changent pas."
)
DRAWN = (
    "La fourchette tirée de vos variations rejoue, dans un ordre tiré au sort, des passages d’une année à l’autre que vous "
    "avez vécus, toutes les familles ensemble. Aucune loi de probabilité n’est supposée. La même graine redonne les mêmes "
    "futurs. Il y faut au moins cinq années réelles qui se suivent."
)


def pages() -> tuple[Page, ...]:
    return (
        Page(
            slug="scenarios",
            group=GROUP,
            title="Les scénarios et leurs cartes d’hypothèse",
            lede="La dernière année connue, répétée, et ce que des hypothèses choisies y changent, mois par mois.",
            sections=(*_rules(), *map(_card, cartes())),
        ),
    )


def _rules() -> tuple[Section, ...]:
    repeated = (
        ("Toujours", f"{DOUBLE} {REPETITION}"),
        ("Quand les comptes donnent les mois", DECALAGES),
        ("Quand ils ne les donnent pas", SANS_MOIS),
        ("Exercice d’une autre durée", AUTRE_DUREE),
        ("Dix lignes saisies", PAYE_DANS_LE_MOIS),
    )
    read = (DANS_LE_MOIS, TOUTES_CHOSES, STRESS)
    ranges = (("Les vôtres", f"{FOURCHETTE} {TROP_DE_FOURCHETTES}"), ("Celle de vos variations", DRAWN))
    return (
        Section(anchor="repetition", title="Ce qui se répète", blocks=(Facts(repeated),)),
        Section(anchor="lectures", title="Comment le lire", blocks=(Items(read),)),
        Section(anchor="fourchettes", title="Les fourchettes", blocks=(Facts(ranges),)),
        Section(
            anchor="fichier", title="Le fichier de cartes", blocks=(Text(ANNEES), Text(HOW), Text(LEFT_OUT))
        ),
    )


def _card(carte: Carte) -> Section:
    """What it asks and moves, and how to read it: the words of the screens."""
    facts = Facts((("Clé", carte.cle), ("Comptes", carte.comptes)))
    return Section(
        anchor=slug_of("carte", carte.cle),
        title=carte.titre,
        blocks=(Text(carte.explication), facts, *questions_of(carte), Text(carte.prudence, is_caution=True)),
    )
