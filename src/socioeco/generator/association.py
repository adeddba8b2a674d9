"""From a story and a seed to several years of books."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from socioeco.generator.actifs import post_actifs
from socioeco.generator.dates import add_months
from socioeco.generator.exercices import GeneratedAssociation, GeneratedExercice
from socioeco.generator.identity import demonstration_name, fictitious_siren
from socioeco.generator.inventaire import close_etat, post_affectation, post_inventaire, post_ouverture
from socioeco.generator.livre import Etat, Livre
from socioeco.generator.operations import post_operations, release_avances
from socioeco.generator.ouverture import date_assets
from socioeco.generator.paie import post_paie
from socioeco.generator.records import Regime, regime_for
from socioeco.generator.stories import STORIES, Story, Year

Size = Literal["petite", "moyenne", "grande"]
SCALES: Final[dict[Size, int]] = {"petite": 50, "moyenne": 100, "grande": 250}


def generate_association(  # noqa: PLR0913 - keyword-only choices of a public door
    story: str,
    *,
    seed: int,
    first_year: int,
    years: int,
    regime: Regime | None = None,
    size: Size = "moyenne",
    closing_month: int | None = None,
) -> GeneratedAssociation:
    """Write the books of a fictitious association; the same arguments give the same bytes everywhere.

    `first_year` is the year in which the first exercice opens. Without `regime`, each exercice follows its
    opening date. `closing_month` replaces the usual one of the story. The year before the first is played
    too and thrown away, so that the first exercice opens with believable debts, claims and grants under way.
    """
    if story not in STORIES:
        raise ValueError(f"unknown story {story!r}: choose among {', '.join(STORIES)}")
    if years < 1:
        raise ValueError("at least one exercice is needed")
    told = STORIES[story]
    identity = _rng(seed, story, "identity")
    siren = fictitious_siren(identity)
    name = demonstration_name(identity, told.kind)
    turning = years // 2 + 1
    opened_on = _opening(first_year - 1, closing_month or told.closing_month)
    etat = told.opening(SCALES[size])
    date_assets(etat, opened_on)
    exercices: list[GeneratedExercice] = []
    for index in range(years + 1):
        year = Year(index=index, turning=turning, scale=SCALES[size], rng=_rng(seed, story, f"plan {index}"))
        livre = _play(told, year, _livre(etat, add_months(opened_on, 12 * index), regime, seed, story))
        exercices.append(_exercice(livre, siren))
    return GeneratedAssociation(
        name=name,
        siren=siren,
        story=story,
        description=told.description,
        turning_year=exercices[turning].opened_on.year,
        exercices=tuple(exercices[1:]),
    )


def _rng(seed: int, story: str, purpose: str) -> Random:
    """Independent streams, so that asking for more years leaves the draws of the others as they are."""
    return Random(f"{story}/{seed}/{purpose}")  # noqa: S311 - a seeded draw is wanted, not a secret


def _opening(year: int, closing_month: int) -> date:
    if closing_month == 12:
        return date(year, 1, 1)
    return date(year, closing_month + 1, 1)


def _livre(etat: Etat, opened_on: date, regime: Regime | None, seed: int, story: str) -> Livre:
    return Livre(
        opened_on=opened_on,
        closed_on=add_months(opened_on, 12) - timedelta(days=1),
        regime=regime or regime_for(opened_on),
        rng=_rng(seed, story, f"book {opened_on.year}"),
        etat=etat,
    )


def _play(story: Story, year: Year, livre: Livre) -> Livre:
    plan = story.plan(year)
    post_ouverture(livre)
    release_avances(livre)
    livre.settle_waiting()
    post_affectation(livre)
    post_operations(livre, plan)
    post_actifs(livre, plan)
    post_paie(livre, plan)
    post_inventaire(livre, plan)
    livre.etat.part_reserves = plan.part_reserves
    close_etat(livre.etat, livre.regime)
    return livre


def _exercice(livre: Livre, siren: str) -> GeneratedExercice:
    return GeneratedExercice(
        siren=siren,
        opened_on=livre.opened_on,
        closed_on=livre.closed_on,
        regime=livre.regime,
        ecritures=livre.ecritures(),
    )
