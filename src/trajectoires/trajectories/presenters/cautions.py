"""« Lire avec prudence » and « À qui parler »: what these years in particular ask the reader to keep in mind."""

from collections.abc import Sequence
from dataclasses import dataclass

from socioeco.formats import format_date
from socioeco.indicators import Origine
from socioeco.readers import Question
from socioeco.values import Statut
from trajectoires.trajectories.presenters.indicators import Computed
from trajectoires.trajectories.presenters.resources import breaks, discontinuities
from trajectoires.trajectories.presenters.wording import in_list
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.findings import is_in_danger, purchase_is_hidden

A_YEAR = range(359, 371)  # days from opening to closing: closing days may move a little


@dataclass(frozen=True, kw_only=True)
class Cautions:
    notes: list[str]
    ranges: list[tuple[str, str]]


@dataclass(frozen=True)
class Contact:
    title: str
    text: str
    href: str = ""
    link: str = ""


def present_cautions(exercices: Sequence[Exercice], computed: Sequence[Computed]) -> Cautions:
    """Sentences without any figure, and the indicators of the last exercice that are ranges."""
    notes = [*breaks(exercices), *discontinuities(exercices), *_lengths(exercices), *_typed(exercices)]
    if any(purchase_is_hidden(exercice) for exercice in exercices):
        notes.append(
            "Un compte 706 ne dit pas qui paie : une commune qui achète une prestation y figure comme un client "
            "privé. Tant que vous ne le dites pas, la commande publique reste dans les ventes."
        )
    return Cautions(notes=notes, ranges=_ranges(computed[-1]) if computed else [])


def _lengths(exercices: Sequence[Exercice]) -> list[str]:
    return [
        f"L’exercice {each.label} ne dure pas une année : du {format_date(each.postes.opened_on)} "
        f"au {format_date(each.postes.closed_on)}. Ses montants ne se comparent pas tels quels."
        for each in exercices
        if (each.postes.closed_on - each.postes.opened_on).days not in A_YEAR
    ]


def _typed(exercices: Sequence[Exercice]) -> list[str]:
    labels = [each.label for each in exercices if each.postes.origine is Origine.SAISIE]
    if not labels:
        return []
    word = "L’année" if len(labels) == 1 else "Les années"
    verb = "vient" if len(labels) == 1 else "viennent"
    return [
        f"{word} {in_list(labels)} {verb} de lignes saisies : personne n’a vérifié qu’elles sont complètes, "
        "et ce qui se lit au bilan n’y est pas."
    ]


def _ranges(computed: Computed) -> list[tuple[str, str]]:
    """The title of each range, and why it is one."""
    return [(each.definition.titre, each.value.reserve) for each in computed.values() if each.value.is_range]


# --- whom to call -----------------------------------------------------------------------------------------


def present_contacts(exercices: Sequence[Exercice], computed: Sequence[Computed]) -> list[Contact]:
    """Those who help, the most urgent first. Facts and their sources are those of the page « Aide »."""
    if not exercices:
        return [GUID_ASSO, EXPERT]
    last = exercices[-1]
    urgent = [PREVENTION] if is_in_danger(last, computed[-1]) else []
    employer = [DLA] if _is_employer(last) else []
    return [*urgent, *employer, GUID_ASSO, EXPERT, FEDERATION]


def _is_employer(exercice: Exercice) -> bool:
    posts = exercice.postes.answers.get(Question.ETP)
    staff = exercice.postes.personnel.value
    return bool(posts) or (staff.number or 0) > 0 or staff.statut is Statut.SECRET


PREVENTION = Contact(
    "D’abord, la prévention",
    "Vos comptes montrent une trésorerie ou des fonds propres très bas. Parlez-en tout de suite à votre "
    "expert-comptable, puis au président du tribunal judiciaire ; dans douze villes, à celui du tribunal des "
    "activités économiques. Il peut ouvrir une conciliation ; au-delà de quarante-cinq jours sans pouvoir payer, "
    "cette voie se ferme.",
    "/aide/",
    "Qui appeler, et les sources de ces règles",
)
DLA = Contact(
    "Le dispositif local d’accompagnement (DLA)",
    "Vous employez quelqu’un et votre modèle doit changer : le DLA de votre département accompagne gratuitement.",
    "https://www.info-dla.fr/",
    "info-dla.fr",
)
GUID_ASSO = Contact(
    "Un point d’appui Guid’Asso",
    "Vous ne savez pas à qui vous adresser : l’accueil est gratuit et ouvert à toutes les associations.",
    "https://www.associations.gouv.fr/",
    "associations.gouv.fr",
)
EXPERT = Contact(
    "Votre expert-comptable",
    "Un chiffre vous surprend : demandez d’abord à la personne qui tient les comptes, puis à l’expert-comptable.",
)
FEDERATION = Contact(
    "Votre fédération ou votre réseau",
    "Votre réseau connaît des associations qui ressemblent à la vôtre, et les questions qu’elles se posent.",
)
