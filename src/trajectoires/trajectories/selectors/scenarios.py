"""Scenarios: where they start, what the accounts suggest to try, what the engine makes of their cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_date
from socioeco.indicators import Origine
from socioeco.indicators.financeurs import key_of_payer
from socioeco.readers import TypedExercice
from socioeco.report.scenario.cards import Plan
from socioeco.report.scenario.play import Ground, Played, play_plans
from socioeco.scenarios import CardError, ChosenCard, Depart, depart_of_balance, depart_of_typed, validate
from socioeco.values import Value, calcule, non_calculable
from trajectoires.trajectories.enums import SEED
from trajectoires.trajectories.models import Alliance, Scenario
from trajectoires.trajectories.models.scenarios import NAME_LENGTH, SHORTEST_YEARS
from trajectoires.trajectories.selectors.exercices import Exercice, Work

NO_YEAR = "Un scénario part de la dernière année connue, et ce travail n’en contient aucune."
ONLY_POSTES = (
    "L’exercice {label} n’est connu que par des montants d’ensemble. Un scénario part d’écritures comptables, d’une "
    "balance générale ou de dix lignes saisies."
)
LATE_MONTHS = 5
MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A scenario to begin with. `asks` is the card whose answers only the person has, empty when nothing is asked."""

    key: str
    name: str
    why: str
    cards: tuple[ChosenCard, ...] = ()
    asks: str = ""


def ground_of(work: Work) -> Value[Ground]:
    """Where the scenarios of a work start; else the reason, in French. A budget is no start."""
    actual = [each for each in work.exercices if each.postes.origine is not Origine.BUDGET]
    if not actual:
        return non_calculable(NO_YEAR)
    depart = _depart(actual[-1])
    if depart.number is None:
        return non_calculable(depart.raison)
    return calcule(
        Ground(
            label=actual[-1].label,
            depart=depart.number,
            years=tuple(each.postes for each in actual),
            anomalies=tuple(_anomalies(actual)),
        )
    )


def _depart(year: Exercice) -> Value[Depart]:
    if year.balance and year.postes.regime:
        return calcule(depart_of_balance(year.balance, year.postes.regime, year.postes))
    if year.typed:
        return calcule(depart_of_typed(TypedExercice.from_json(year.typed.lines), year.postes))
    return non_calculable(ONLY_POSTES.format(label=year.label))


def _anomalies(years: Sequence[Exercice]) -> Iterable[tuple[str, object]]:
    return ((f"Exercice {year.label}", each) for year in years for each in year.own_anomalies)


def cards_of(scenario: Scenario) -> tuple[ChosenCard, ...]:
    return tuple(ChosenCard.from_json(card) for card in scenario.cards)


def plan_of(scenario: Scenario) -> Plan:
    return Plan(nom=scenario.name, cards=cards_of(scenario))


def errors_of(scenario: Scenario, depart: Depart) -> tuple[CardError, ...]:
    """Cards were right when they were kept; accounts, or the length, may have changed since."""
    return validate(cards_of(scenario), depart, years=scenario.years)


def play(ground: Ground, plans: Sequence[Plan], *, years: int) -> Played:
    """The plans are valid. The last year repeated is always there to compare with."""
    return play_plans(ground, plans, years=years, seed=SEED)


# --- what to begin with -----------------------------------------------------------------------------------


def proposals_of(depart: Depart, alliances: Iterable[Alliance] = ()) -> list[Proposal]:
    """What these accounts make worth trying, the heaviest first, then the partners that pay and whose alliance ends.

    Every number is one that the person then changes.
    """
    return [*_losses(depart), *_subventions(depart), *_endings(depart, alliances), HIRE]


def _losses(depart: Depart) -> Iterable[Proposal]:
    """The first payer that accounts name; without any name, the heaviest family, for the person to say how much."""
    if depart.payeurs:
        payer = depart.payeurs[0]
        lost = ChosenCard(carte="financeur_perdu", debut=1, reponses={"payeur": payer})
        yield Proposal(
            key="sans-premier-financeur",
            name=_short(f"Sans « {payer} »"),
            why=f"« {payer} » est le premier financeur que vos comptes nomment. Que reste-t-il s’il s’en va ?",
            cards=(lost,),
        )
    elif family := _heaviest(depart):
        yield Proposal(
            key="ressource-en-baisse",
            name=_short(f"Moins de ressources : {RESSOURCES[family].lower()}"),
            why=f"Votre première ressource : {RESSOURCES[family].lower()}. Dites de combien elle baisserait.",
            asks="famille_en_baisse",
        )


def _subventions(depart: Depart) -> Iterable[Proposal]:
    if not any(flux.famille is Ressource.SUBVENTIONS and flux.montant_centimes > 0 for flux in depart.flux):
        return
    yield Proposal(
        key="subventions-en-baisse",
        name="Un cinquième de subventions en moins",
        why="Toutes les subventions baissent d’un cinquième. C’est un exemple à régler, pas une prévision.",
        cards=(ChosenCard(carte="baisse_des_subventions", debut=1, reponses={"pourcentage": 2_000}),),
    )
    yield Proposal(
        key="subventions-en-retard",
        name="Les subventions arrivent en retard",
        why=(
            "Elles restent acquises, mais l’argent vient plus tard, cinq mois pour l’exemple : à régler. On peut être en "
            "bonne santé et ne plus pouvoir payer."
        ),
        cards=(ChosenCard(carte="retard_des_subventions", debut=1, reponses={"mois": LATE_MONTHS}),),
    )


def _endings(depart: Depart, alliances: Iterable[Alliance]) -> Iterable[Proposal]:
    """From the month after the last one, within the years that are played."""
    payers = {key_of_payer(payer): payer for payer in depart.payeurs}
    for each in alliances:
        payer = payers.get(key_of_payer(each.payer)) if each.payer else None
        start = _months_after(depart.closed_on, each.ends_on) + 1 if each.ends_on else 0
        if payer and 1 <= start <= SHORTEST_YEARS * MONTHS:
            lost = ChosenCard(carte="financeur_perdu", debut=start, reponses={"payeur": payer})
            yield Proposal(
                key=f"fin-alliance-{each.pk}",
                name=_short(f"Après l’alliance avec « {each.name} »"),
                why=f"Elle finit le {format_date(each.ends_on)}, selon vous. Et si elle n’était pas renouvelée ?",
                cards=(lost,),
            )


def _months_after(closed_on: date, day: date) -> int:
    return (day.year - closed_on.year) * MONTHS + day.month - closed_on.month


def _heaviest(depart: Depart) -> Ressource | None:
    amounts = {
        family: sum(flux.montant_centimes for flux in depart.flux if flux.famille is family)
        for family in Ressource
    }
    found = max(amounts, key=lambda family: amounts[family])
    return found if amounts[found] > 0 else None


def _short(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"


HIRE = Proposal(
    key="embauche",
    name="Une embauche",
    why="Un salaire de plus, ou le premier. Vous donnez le salaire et les cotisations : nous n’en inventons aucun.",
    asks="embauche",
)


def demonstration_plans(depart: Depart) -> dict[str, Plan]:
    """By address, the proposals that can be played as they are: what a demonstration shows."""
    return {
        each.key: Plan(nom=each.name, cards=each.cards)
        for each in proposals_of(depart)
        if each.cards and not validate(each.cards, depart, years=SHORTEST_YEARS)
    }
