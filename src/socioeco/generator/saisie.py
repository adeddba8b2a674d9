"""What the treasurer of a generated association would type and answer: for the round trip of « À saisir »."""

from random import Random

from socioeco.comptes import regime_for
from socioeco.generator.association import generate_association
from socioeco.generator.exercices import GeneratedExercice
from socioeco.generator.stories import STORIES
from socioeco.indicators import Postes, postes_of_balance
from socioeco.readers import (
    Answers,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Opinion,
    Question,
    TypedExercice,
    TypedLine,
    exercice_key,
    read_fec,
)
from socioeco.report.saisie import Saisie
from socioeco.report.saisie.rows import ALWAYS
from socioeco.typologies import QUESTIONS

_FAMILIES = {
    TypedLine.COTISATIONS: ("cotisations",),
    TypedLine.VENTES: ("ventes",),
    TypedLine.COMMANDE: ("commande",),
    TypedLine.SUBVENTIONS: ("subventions",),
    TypedLine.DONS: ("dons",),
    TypedLine.MECENAT: ("mecenat", "fondations"),
    TypedLine.AUTRES: ("legs", "produits", "autres"),
}


def generate_saisie(seed: int) -> Saisie:
    """One to five years of one of the stories as ten lines, from its own accounts, and answers drawn with the seed.

    Some lines and answers are left blank, some answers are « je ne sais pas ».
    """
    rng = Random(f"saisie/{seed}")  # noqa: S311 - a seeded draw is wanted, not a secret
    story = sorted(STORIES)[seed % len(STORIES)]
    years = rng.randint(1, 5)
    association = generate_association(
        story,
        seed=seed,
        first_year=rng.randint(2016, 2024),
        years=years,
        size="petite",
        closing_month=rng.choice((12, 8, 6)),
    )
    postes = [_postes(each) for each in association.exercices]
    return Saisie(
        exercices=tuple(_typed(each, rng) for each in postes), answers=_answers(postes, association.name, rng)
    )


def _postes(exercice: GeneratedExercice) -> Postes:
    balance = read_fec([exercice.fec_bytes()], exercice.fec_name).balance
    if balance is None:
        raise ValueError("a generated FEC that is not read")
    return postes_of_balance(balance, regime_for(balance.opened_on))


def _typed(postes: Postes, rng: Random) -> TypedExercice:
    staff, charges = postes.personnel.value.or_default(0), postes.charges.value.or_default(0)
    lines: dict[TypedLine, int | None] = {
        line: sum(postes.ressources[key].value.or_default(0) for key in keys)
        for line, keys in _FAMILIES.items()
    }
    lines[TypedLine.SALAIRES] = staff
    lines[TypedLine.DEPENSES] = charges - staff
    lines[TypedLine.ARGENT] = postes.tresorerie.value.number
    lines[TypedLine.FONDS_PROPRES] = postes.fonds_propres.value.number
    for line in TypedLine:
        if rng.random() < 0.15 and line is not TypedLine.DEPENSES:
            lines[line] = None
    return TypedExercice(opened_on=postes.opened_on, closed_on=postes.closed_on, lines=lines)


def _answers(postes: list[Postes], name: str, rng: Random) -> Answers:
    labels = {
        source.libelle for each in postes for paid in each.financeurs.versements for source in paid.sources
    }
    told = sorted(label for label in labels if rng.random() < 0.5)
    return Answers(
        exercices={exercice_key(each.opened_on, each.closed_on): _told(rng) for each in postes},
        financeurs={
            label: Financeur(rng.choice(list(GenreFinanceur)), rng.choice(("", name))) for label in told
        },
        opinions={each.cle: rng.choice(list(Opinion)) for each in QUESTIONS if rng.random() < 0.7},
    )


def _told(rng: Random) -> ExerciceAnswers:
    """The five questions of the site most of the time, the others now and then."""
    asked = [each for each in Question if rng.random() < (0.8 if each in ALWAYS else 0.2)]
    unknown = frozenset(each for each in asked if rng.random() < 0.2)
    values = {each: rng.choice((0, rng.randint(1, 9_999_99))) for each in asked if each not in unknown}
    return ExerciceAnswers(values=values, unknown=unknown)
