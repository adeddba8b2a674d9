"""How each question on an exercice is put to the person."""

from django.forms import Field

from socioeco.indicators.leviers import leviers_definition
from socioeco.readers import Question
from trajectoires.trajectories.fields import NumberField, PartField, write_hundredths
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.questions import sales_of

ASKED = {  # where a title alone would not say what to write
    Question.EN_NATURE: "Ce que valent les biens et services reçus gratuitement",
    Question.HEURES_TEMPS_PLEIN: "Heures d’une année à temps plein, chez vous",
    Question.ALLIANCES_MECENAT: "Partenaires de mécénat",
    Question.ALLIANCES_PRATIQUES: "Partenaires de pratiques responsables",
    Question.ALLIANCES_ECONOMIQUE: "Partenaires de coopération économique",
    Question.ALLIANCES_INNOVATION: "Partenaires d’innovation sociétale",
}
SHARE = "Écrivez un montant, ou une part suivie du signe %. 0 : il n’y en a pas."


def question_field(question: Question, exercice: Exercice) -> Field:
    """Its label names the exercice: far from it, in the list of errors, it is still understood."""
    first = {
        Question.ACHATS_PUBLICS: _achats_publics,
        Question.PREMIER_FINANCEUR: _premier_financeur,
        Question.HEURES: _heures,
        Question.ETP: _etp,
        Question.PARTENAIRES: _partenaires,
    }
    return first[question](exercice) if question in first else _of_lever(question, exercice)


def _achats_publics(exercice: Exercice) -> Field:
    whole = sales_of(exercice)
    return PartField(
        label=f"Part de vos ventes payée par des acheteurs publics ({exercice.label})",
        help_text=(
            "Une commune, un département, une école publique qui vous paie contre une facture. "
            f"Vos ventes de l’exercice, en euros : {write_hundredths(whole)}. {SHARE}"
        ),
        whole_centimes=whole,
        whole="vos ventes de l’exercice",
    )


def _premier_financeur(exercice: Exercice) -> Field:
    return PartField(
        label=f"Ce que vous a versé votre premier financeur ({exercice.label})",
        help_text=f"Celui dont vous avez reçu le plus, subventions, achats et mécénat réunis. {SHARE}",
        whole_centimes=exercice.postes.ressources.total_centimes,
        whole="vos ressources de l’exercice",
    )


def _heures(exercice: Exercice) -> Field:
    return NumberField(
        label=f"Heures données par les bénévoles ({exercice.label})",
        help_text="Toutes ensemble, réunions comprises ; une estimation suffit.",
        units="h|heures?",
        example="1 200",
    )


def _etp(exercice: Exercice) -> Field:
    return NumberField(
        label=f"Salariés, en équivalents temps plein ({exercice.label})",
        help_text=(
            "Une personne à mi-temps toute l’année compte pour 0,5. Avec une ou deux personnes salariées, "
            "la ligne des salaires révèle un salaire : elle reste dans ce travail, que seuls ce navigateur et votre lien "
            "de reprise ouvrent."
        ),
        units="etp",
        has_hundredths=True,
        example="1,5",
    )


def _partenaires(exercice: Exercice) -> Field:
    return NumberField(
        label=f"Partenaires liés par un écrit ({exercice.label})",
        help_text="Convention, charte ou contrat, y compris sans argent : une école, une commune, une autre association.",
        example="4",
    )


def _of_lever(question: Question, exercice: Exercice) -> Field:
    """The others ask for a measure of the three levers, in the words of its definition."""
    measures = (each for lever in leviers_definition().leviers for each in lever.mesures)
    found = next(each for each in measures if each.question == question)
    is_money = found.unite == "euros"
    return NumberField(
        label=f"{ASKED.get(question, found.titre)} ({exercice.label})",
        help_text=found.ou_trouver,
        units="€|euros?" if is_money else "h|heures?|mois",
        has_hundredths=is_money,
        example="1 500" if is_money else "12",
    )
