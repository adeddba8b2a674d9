"""What accounts never say, and the person does: hours given, promises for the years to come."""

from collections.abc import Iterable
from fractions import Fraction

from socioeco.indicators.etats import LigneEtat, TotalEtat
from socioeco.indicators.postes import Postes
from socioeco.indicators.sources import SourceLine
from socioeco.indicators.terms import MONTHS, Calcul, Terme, on_twelve_months
from socioeco.readers import Question
from socioeco.values import Value, calcule, non_calculable

SANS_HEURES = (
    "Vous n’avez pas dit les heures données. Demandez-les aux personnes qui organisent les équipes et au "
    "bureau\u00a0: une estimation commune vaut mieux que rien."
)
SANS_ETP = (
    "Vous n’avez pas dit le nombre de postes à temps plein. Demandez-le à la personne qui tient la paie."
)
SANS_TEMPS_PLEIN = (
    "Vous n’avez pas dit les heures d’un temps plein dans votre association. Elles sont dans votre convention "
    "collective ou votre accord\u00a0: demandez-les à la personne qui tient la paie."
)
SANS_VOLONTAIRES = "Sans les heures des volontaires en service civique\u00a0: vous ne les avez pas dites."
SANS_HEURE = "Aucune heure, ni donnée ni payée\u00a0: une part ne se calcule pas."
SANS_PROMESSE = (
    "Vous n’avez pas dit ce qui est promis par écrit au-delà de l’exercice. Demandez-le à la personne qui suit les "
    "conventions\u00a0: les comptes ne le disent pas."
)
SANS_PRODUIT = "Aucun produit dans l’exercice\u00a0: une part ne se calcule pas."
SANS_BENEVOLAT = (
    "Aucun compte de la classe 87 ne porte le bénévolat seul\u00a0: il n’est pas valorisé à part."
)
PAS_SEPARE = (
    "Le bénévolat n’est pas séparé des autres contributions en nature\u00a0: demandez le détail de la classe 87 à la "
    "personne qui tient les comptes."
)
NIVEAUX = (Question.HEURES_EXECUTION, Question.HEURES_ENCADREMENT, Question.HEURES_EXPERTISE)
SELON_VOUS = "Votre réponse"


def benevolat_valorise(postes: Postes) -> Calcul:
    """The time of volunteers as the accounts value it: 875, or 870 before 2020."""
    if not postes.en_nature.value.is_computed:
        return non_calculable(postes.en_nature.value.raison), ()
    if postes.etats is None:
        return non_calculable(PAS_SEPARE), ()
    ligne = postes.etats.compte_de_resultat["benevolat"]
    if not isinstance(ligne, LigneEtat) or ligne.montant_centimes <= 0:
        return non_calculable(SANS_BENEVOLAT), ()
    amount = calcule(ligne.montant_centimes)
    terme = Terme.euros(ligne.libelle, amount, ligne.all_sources)
    return amount, (terme, *on_twelve_months(amount, postes))


def part_benevolat_heures(postes: Postes) -> Calcul:
    """Hours given in share of all hours: given, paid, and those of civic service when they are told."""
    given, paid, civic = _given(postes), _paid(postes), postes.answers.get(Question.SERVICE_CIVIQUE_HEURES)
    hours = (("Heures bénévoles", given), ("Heures salariées", paid))
    termes = tuple(Terme.nombre(label, each.number) for label, each in hours if each.number is not None)
    if civic:
        termes += (Terme.nombre("Heures de service civique", Fraction(civic)),)
    if given.number is None or paid.number is None:
        return non_calculable(given.raison or paid.raison), termes
    whole = given.number + paid.number + (civic or 0)
    if whole <= 0:
        return non_calculable(SANS_HEURE), termes
    return calcule(given.number / whole, reserve=SANS_VOLONTAIRES if civic is None else ""), termes


def pluriannualite(postes: Postes) -> Calcul:
    """What is promised in writing beyond the exercice. What accounts carry over stands beside."""
    promised, produits = postes.answers.get(Question.PLURIANNUEL), postes.produits
    beside = _carried_over(postes)
    produced = Terme.euros("Produits de l’exercice", produits.value, produits.sources)
    if promised is None:
        return non_calculable(SANS_PROMESSE), (produced, *beside)
    line = SourceLine(compte="", libelle=SELON_VOUS, montant_centimes=promised)
    told = Terme.euros("Promis par écrit au-delà de l’exercice", calcule(promised), (line,))
    whole = produits.value.or_default(0)
    if whole <= 0:
        return non_calculable(SANS_PRODUIT), (told, produced, *beside)
    return calcule(Fraction(promised, whole)), (told, produced, *beside)


def _given(postes: Postes) -> Value[Fraction]:
    """The hours told, else their sum by level when each level is told."""
    whole = postes.answers.get(Question.HEURES)
    levels = [postes.answers.get(niveau) for niveau in NIVEAUX]
    if whole is None and None not in levels:
        whole = _sum(levels)
    return non_calculable(SANS_HEURES) if whole is None else calcule(Fraction(whole))


def _paid(postes: Postes) -> Value[Fraction]:
    """Posts by the hours of a full-time post, for the length of the exercice. No post, no hour."""
    posts, full_time = postes.answers.get(Question.ETP), postes.answers.get(Question.HEURES_TEMPS_PLEIN)
    if posts is None:
        return non_calculable(SANS_ETP)
    if full_time is None and posts:
        return non_calculable(SANS_TEMPS_PLEIN)
    return calcule(Fraction(posts, 100) * (full_time or 0) * postes.months / MONTHS)


def _carried_over(postes: Postes) -> tuple[Terme, ...]:
    if postes.etats is None:
        return ()
    beside = "À côté\u00a0: déjà reçu, pour les années suivantes"
    found = (postes.etats.bilan[cle] for cle in ("produits_constates_avance", "fonds_dedies"))
    return tuple(
        Terme.euros(each.libelle, calcule(each.montant_centimes, reserve=beside), each.all_sources)
        for each in found
        if not isinstance(each, TotalEtat) and each.montant_centimes
    )


def _sum(numbers: Iterable[int | None]) -> int:
    return sum(number or 0 for number in numbers)
