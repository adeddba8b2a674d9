"""The postes of an exercice from ten typed lines: what a paper statement tells, and why it does not tell the rest."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators.postes import Financeurs, Origine, Poste, Postes
from socioeco.indicators.ressources import DECLAREE, FamilleRessource, Ressources
from socioeco.indicators.sources import SourceLine, total
from socioeco.readers import LABELS, NO_ANSWERS, ExerciceAnswers, Question, TypedExercice, TypedLine
from socioeco.values import Value, calcule, non_calculable

OF_LINE: Mapping[TypedLine, Ressource] = MappingProxyType(
    {
        TypedLine.COTISATIONS: Ressource.COTISATIONS,
        TypedLine.VENTES: Ressource.VENTES,
        TypedLine.COMMANDE: Ressource.COMMANDE,
        TypedLine.SUBVENTIONS: Ressource.SUBVENTIONS,
        TypedLine.DONS: Ressource.DONS,
        TypedLine.MECENAT: Ressource.MECENAT,
        TypedLine.AUTRES: Ressource.AUTRES,
    }
)
WITH_OTHERS: Mapping[Ressource, str] = MappingProxyType(
    {
        Ressource.FONDATIONS: "Compris dans la ligne saisie «\u00a0Mécénat et fondations\u00a0».",
        Ressource.LEGS: "Les dix lignes ne le séparent pas\u00a0: il est dans «\u00a0Autres produits\u00a0».",
        Ressource.PRODUITS: "Les dix lignes ne les séparent pas\u00a0: ils sont dans «\u00a0Autres produits\u00a0».",
    }
)
MECENAT = "Mécénat et fondations ensemble\u00a0: une seule ligne saisie."
COMMANDE_VIDE = (
    "Non calculable\u00a0: vous n’avez pas saisi ce que paient des acheteurs publics. "
    "Si vous le savez, répondez à la question\u202f; sinon, c’est compris dans les ventes."
)
PLAFONNEE = "Votre réponse dépasse les ventes saisies\u00a0: elles sont comptées en entier."
VENTES = "Peut contenir des achats publics\u00a0: vous n’avez pas dit leur montant."
SANS_FINANCEUR = "Les dix lignes donnent le total des subventions, pas qui les verse."
NO_BILAN = (
    "Les dix lignes ne le disent pas. Il se lit dans le bilan\u00a0: demandez-le à la personne qui tient les "
    "comptes, ou importez le fichier des écritures."
)
NOT_TYPED: Mapping[TypedLine, str] = MappingProxyType(
    {
        TypedLine.ARGENT: (
            "La ligne «\u00a0Argent disponible à la clôture\u00a0» est restée vide. Le montant se lit sur les relevés "
            "de banque au dernier jour de l’exercice, avec la caisse."
        ),
        TypedLine.FONDS_PROPRES: (
            "La ligne «\u00a0Fonds propres à la clôture\u00a0» est restée vide. Le montant se lit au bilan, colonne "
            "du passif\u00a0: demandez-le à la personne qui tient les comptes."
        ),
    }
)
PAID = "Les dépenses saisies peuvent contenir des charges sans paiement, comme les amortissements."
NO_IN_KIND = "Les dix lignes sont de l’argent\u00a0: elles ne disent rien des contributions en nature."


def postes_of_typed(exercice: TypedExercice, *, answers: ExerciceAnswers = NO_ANSWERS) -> Postes:
    """What ten lines say, with the answers that complete them."""
    return Postes(
        origine=Origine.SAISIE,
        opened_on=exercice.opened_on,
        closed_on=exercice.closed_on,
        regime=None,
        answers=answers,
        ressources=compute_typed_ressources(exercice, answers=answers),
        financeurs=Financeurs(raison=SANS_FINANCEUR),
        produits=_sum(exercice, OF_LINE),
        charges=_sum(exercice, (TypedLine.SALAIRES, TypedLine.DEPENSES)),
        charges_decaissables=_sum(exercice, (TypedLine.SALAIRES, TypedLine.DEPENSES), reserve=PAID),
        personnel=_sum(exercice, (TypedLine.SALAIRES,)),
        tresorerie=_optional(exercice, TypedLine.ARGENT),
        fonds_propres=_optional(exercice, TypedLine.FONDS_PROPRES),
        fonds_de_roulement=Poste(value=non_calculable(NO_BILAN)),
        besoin_en_fonds_de_roulement=Poste(value=non_calculable(NO_BILAN)),
        en_nature=Poste(value=non_calculable(NO_IN_KIND)),
    )


def compute_typed_ressources(exercice: TypedExercice, *, answers: ExerciceAnswers = NO_ANSWERS) -> Ressources:
    """Always the ten families. What public buyers paid is typed, or answered later and moved out of the sales."""
    grouped = {OF_LINE[line]: list(_lines(exercice, (line,))) for line in OF_LINE}
    answer = answers.get(Question.ACHATS_PUBLICS)
    sales = exercice[TypedLine.VENTES] or 0
    is_told = exercice[TypedLine.COMMANDE] is not None or sales <= 0
    is_capped = False
    if not is_told and answer is not None:
        moved, is_capped = min(answer, sales), answer > sales
        grouped[Ressource.COMMANDE].append(_answer(moved))
        grouped[Ressource.VENTES].append(_answer(-moved))
        is_told = True
    told = {key: tuple(grouped.get(key, ())) for key in Ressource}
    return Ressources(
        regime="",
        familles=tuple(
            _famille(key, lines, is_told=is_told, is_capped=is_capped) for key, lines in told.items()
        ),
        total_centimes=total(line for lines in grouped.values() for line in lines),
    )


def _answer(amount: int) -> SourceLine:
    return SourceLine(compte="", libelle=DECLAREE, montant_centimes=amount)


def _famille(
    key: Ressource, sources: tuple[SourceLine, ...], *, is_told: bool, is_capped: bool
) -> FamilleRessource:
    value = _value(key, sources, is_told=is_told)
    if key is Ressource.COMMANDE and is_capped:
        value = calcule(total(sources), reserve=PLAFONNEE)
    return FamilleRessource(key=key, label=RESSOURCES[key], value=value, sources=sources)


def _value(key: Ressource, sources: tuple[SourceLine, ...], *, is_told: bool) -> Value[int]:
    if key in WITH_OTHERS:
        return non_calculable(WITH_OTHERS[key])
    if key is Ressource.COMMANDE and not is_told:
        return non_calculable(COMMANDE_VIDE)
    reserve = ""
    if key is Ressource.MECENAT and sources:
        reserve = MECENAT
    if key is Ressource.VENTES and not is_told:
        reserve = VENTES
    return calcule(total(sources), reserve=reserve)


def _lines(exercice: TypedExercice, lines: Iterable[TypedLine]) -> tuple[SourceLine, ...]:
    """One source by line that is not nil."""
    return tuple(
        SourceLine(compte="", libelle=f"{LABELS[line]}, ligne saisie", montant_centimes=amount)
        for line in lines
        if (amount := exercice[line])
    )


def _sum(exercice: TypedExercice, lines: Iterable[TypedLine], *, reserve: str = "") -> Poste:
    sources = _lines(exercice, lines)
    return Poste(value=calcule(total(sources), reserve=reserve), sources=sources)


def _optional(exercice: TypedExercice, line: TypedLine) -> Poste:
    """A line that the person may leave blank because she does not know."""
    amount = exercice[line]
    if amount is None:
        return Poste(value=non_calculable(NOT_TYPED[line]))
    return Poste(value=calcule(amount), sources=_lines(exercice, (line,)))
