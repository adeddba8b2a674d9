"""The postes of an exercice from amounts that another program declares by poste."""

from collections.abc import Iterable, Mapping

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators.postes import Financeurs, Origine, Poste, Postes, Versement
from socioeco.indicators.ressources import DECLAREE, FamilleRessource, Ressources
from socioeco.indicators.sources import SourceLine, total
from socioeco.readers import NO_ANSWERS, ExerciceAnswers, Question
from socioeco.readers.declared import CHARGES, SOLDES, DeclaredExercice
from socioeco.values import Value, calcule, non_calculable

NOT_DECLARED = "Le fichier ne donne pas ce montant\u00a0: «\u00a0{label}\u00a0»."
NO_FINANCEUR = "Le fichier ne nomme aucun financeur."
VENTES = "Peut contenir des achats publics\u00a0: le fichier ne dit pas leur montant."
OTHERS = "Produits hors ressources de l’année"


def postes_of_declared(exercice: DeclaredExercice, *, answers: ExerciceAnswers = NO_ANSWERS) -> Postes:
    """What was declared, with `origine` POSTES. What is null is not computable, with the name of what is missing."""
    ressources = compute_declared_ressources(exercice, answers=answers)
    received = [source for famille in ressources.familles for source in famille.sources]
    others = _lines({OTHERS: exercice.hors_ressources_centimes})
    return Postes(
        origine=Origine.POSTES,
        opened_on=exercice.opened_on,
        closed_on=exercice.closed_on,
        regime=None,
        answers=answers,
        ressources=ressources,
        financeurs=_financeurs(exercice),
        produits=_poste([*received, *others]),
        charges=_charges(exercice, CHARGES),
        charges_decaissables=_charges(exercice, (key for key in CHARGES if key != "dotations")),
        personnel=_charges(exercice, ("personnel",)),
        tresorerie=_solde(exercice, "tresorerie_centimes"),
        fonds_propres=_solde(exercice, "fonds_propres_centimes"),
        fonds_de_roulement=_solde(exercice, "fonds_de_roulement_centimes"),
        besoin_en_fonds_de_roulement=_solde(exercice, "besoin_en_fonds_de_roulement_centimes"),
        en_nature=_solde(exercice, "en_nature_centimes"),
    )


def compute_declared_ressources(
    exercice: DeclaredExercice, *, answers: ExerciceAnswers = NO_ANSWERS
) -> Ressources:
    """Always the ten families. An answer on public purchase counts only when the file does not say it."""
    amounts = {key: exercice.ressources[key.value] for key in Ressource}
    grouped = {key: list(_lines({RESSOURCES[key]: amounts[key] or 0})) for key in Ressource}
    answer = answers.get(Question.ACHATS_PUBLICS)
    if answer is not None and amounts[Ressource.COMMANDE] is None:
        moved = min(answer, amounts[Ressource.VENTES] or 0)
        amounts[Ressource.COMMANDE] = moved
        grouped[Ressource.COMMANDE] += _lines({DECLAREE: moved})
        grouped[Ressource.VENTES] += _lines({DECLAREE: -moved})
    return Ressources(
        regime="",
        familles=tuple(
            FamilleRessource(
                key=key,
                label=RESSOURCES[key],
                value=_value(key, amounts, total(grouped[key])),
                sources=tuple(grouped[key]),
            )
            for key in Ressource
        ),
        total_centimes=sum(map(total, grouped.values())),
    )


def _value(key: Ressource, amounts: Mapping[Ressource, int | None], amount: int) -> Value[int]:
    if amounts[key] is None:
        return non_calculable(NOT_DECLARED.format(label=RESSOURCES[key]))
    is_mixed = key is Ressource.VENTES and amounts[key] and amounts[Ressource.COMMANDE] is None
    return calcule(amount, reserve=VENTES if is_mixed else "")


def _financeurs(exercice: DeclaredExercice) -> Financeurs:
    versements = [
        Versement(
            nom=each.nom,
            genre=each.genre,
            montant_centimes=each.montant_centimes,
            sources=_lines({each.nom: each.montant_centimes}),
            is_declared=True,
        )
        for each in sorted(exercice.financeurs, key=lambda each: (-each.montant_centimes, each.nom))
    ]
    return Financeurs(versements=tuple(versements), raison="" if versements else NO_FINANCEUR)


def _charges(exercice: DeclaredExercice, natures: Iterable[str]) -> Poste:
    return _poste(_lines({CHARGES[key]: exercice.charges[key] for key in natures}))


def _solde(exercice: DeclaredExercice, key: str) -> Poste:
    amount = exercice.soldes[key]
    if amount is None:
        return Poste(value=non_calculable(NOT_DECLARED.format(label=SOLDES[key])))
    return Poste(value=calcule(amount), sources=_lines({SOLDES[key]: amount}))


def _poste(sources: Iterable[SourceLine]) -> Poste:
    lines = tuple(sources)
    return Poste(value=calcule(total(lines)), sources=lines)


def _lines(amounts: Mapping[str, int]) -> tuple[SourceLine, ...]:
    """One source by amount that is not nil."""
    return tuple(
        SourceLine(compte="", libelle=label, montant_centimes=amount)
        for label, amount in amounts.items()
        if amount
    )
