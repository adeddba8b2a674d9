"""The plan as its page shows it: each figure with what opens it, and beside what was aimed at, what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from socioeco.formats import MINUS, NBSP, format_date, format_euros, format_nombre
from socioeco.indicators import SourceLine
from socioeco.values import Statut, Value
from trajectoires.kit.enums import HOURS, MEASURES, RESULT, State
from trajectoires.kit.models import Action
from trajectoires.kit.selectors import Goal, Measured, Tracked, grouped, track
from trajectoires.trajectories.selectors import Exercice

FAMILY = "La somme des comptes rangés dans cette famille de ressources."
FORMULAS = {
    "charges": "La somme des charges, sans les écritures de clôture.",
    RESULT: "Produits moins charges, sans les écritures de clôture.",
    "tresorerie": "La somme des comptes d’argent disponible, à la clôture.",
    HOURS: "Votre réponse aux questions de votre trajectoire.",
}
NOT_A_YEAR = "Cet exercice ne dure pas une année : son montant ne se compare pas tel quel."
NO_START = "Aucun exercice terminé n’était là quand l’action a été écrite : ajoutez vos comptes, puis gardez-la de nouveau."


@dataclass(frozen=True)
class Lines:
    """As `trajectories/lines.html` draws them."""

    sources: tuple[SourceLine, ...] = ()
    seen_at: str = ""

    @property
    def has_accounts(self) -> bool:
        return any(source.compte for source in self.sources)

    def __bool__(self) -> bool:
        return bool(self.sources)


@dataclass(frozen=True)
class Opening:
    """A figure, as `trajectories/opening.html` draws it."""

    label: str
    amount: str
    note: str = ""
    lines: Lines = Lines()
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalView:
    """`gap` is « à venir » as long as the exercice is not there; `notes` say which one to wait for."""

    anchor: str
    label: str
    gap: str
    openings: list[Opening]
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class ActionView:
    action: Action
    page: tuple[str, str] | None
    is_late: bool
    effect: Opening | None
    measure: str
    goals: list[GoalView]
    caution: str

    @property
    def state(self) -> str:
        return str(State(self.action.state).label)

    @property
    def is_dropped(self) -> bool:
        return self.action.state == State.DROPPED


def present_plan(
    actions: Sequence[Action],
    exercices: Sequence[Exercice],
    *,
    names: Mapping[str, tuple[str, str]],
    today: date,
    has_lines: bool = True,
) -> list[tuple[str, list[ActionView]]]:
    """By group. `names` are the titles of the pages that can be read; `has_lines`: with the lines of the accounts."""
    return [
        (
            title,
            [_action(track(each, exercices), names=names, today=today, has_lines=has_lines) for each in own],
        )
        for title, own in grouped(actions)
    ]


def _action(
    tracked: Tracked, *, names: Mapping[str, tuple[str, str]], today: date, has_lines: bool
) -> ActionView:
    action = tracked.action
    title = names.get(action.page, ("", ""))[0]
    is_open = State(action.state).is_open
    return ActionView(
        action=action,
        page=(title, action.page) if title else None,
        is_late=bool(is_open and action.due_on and action.due_on < today),
        effect=_effect(action),
        measure=MEASURES.get(action.measure, ""),
        goals=[_goal(tracked, goal, has_lines=has_lines) for goal in tracked.goals],
        caution=NO_START if action.measure and action.base_closed_on is None else "",
    )


def _effect(action: Action) -> Opening | None:
    if action.effect_centimes is None:
        return None
    amount = f"{format_euros(action.effect_centimes)} par an"
    return Opening("Effet attendu, en euros", amount, f"{_written_by(action)} Ce n’est pas un calcul.")


def _written_by(action: Action) -> str:
    return f"Montant écrit dans le plan, gardé le {format_date(timezone.localdate(action.updated_at))}."


def _goal(tracked: Tracked, goal: Goal, *, has_lines: bool) -> GoalView:
    action, reached = tracked.action, goal.reached
    anchor, aimed = f"action-{action.pk}-n{goal.rank}", write(goal.target, action.measure)
    openings = [Opening("Prévu", aimed, _written_by(action))]
    if reached:
        openings += _made_of("Réalisé", reached, action.measure, has_lines=has_lines)
    if tracked.start:
        openings += _made_of("Au départ", tracked.start, action.measure, has_lines=has_lines)
    return GoalView(
        anchor=anchor,
        label=_label(goal, aimed, action.measure),
        gap=_gap(goal, action.measure),
        openings=openings,
        notes=_notes(goal),
    )


def _label(goal: Goal, aimed: str, measure: str) -> str:
    """« Exercice 2026 (N+1) : prévu 12 000,00 €, réalisé 11 000,00 € »."""
    if goal.reached is None:
        return f"N+{goal.rank} : prévu {aimed}"
    reached = write_value(goal.reached.value, measure)
    return f"Exercice {goal.reached.exercice.label} (N+{goal.rank}) : prévu {aimed}, réalisé {reached}"


def _gap(goal: Goal, measure: str) -> str:
    if goal.reached is None:
        return "à venir"
    return "écart non calculable" if goal.gap is None else f"écart {write_gap(goal.gap, measure)}"


def _notes(goal: Goal) -> list[str]:
    if goal.reached is None:
        return [
            f"Nous attendons les comptes de l’exercice qui contient le {format_date(goal.day)}. Ajoutez-les à votre "
            "trajectoire : l’écart se lira ici."
        ]
    notes = ["Écart : réalisé moins prévu."]
    if goal.reached.value.is_range:
        notes.append("Le réalisé est une fourchette : il n’y a pas un seul écart.")
    return notes if goal.reached.is_a_year else [*notes, NOT_A_YEAR]


def _made_of(label: str, measured: Measured, measure: str, *, has_lines: bool) -> list[Opening]:
    """The figure with its formula, then each thing that makes it, with its lines."""
    value, year = measured.value, measured.exercice.label
    said = value.raison or " ".join(filter(None, [FORMULAS.get(measure, FAMILY), value.reserve]))
    whole = Opening(f"{label}, exercice {year}", write_value(value, measure), said)
    terms = measured.terms if has_lines else ()
    if len(terms) == 1:
        return [Opening(whole.label, whole.amount, said, Lines(terms[0][2]))]
    return [
        whole,
        *(
            Opening(f"{name}, exercice {year}", write_value(term, measure), term.reserve, Lines(sources))
            for name, term, sources in terms
        ),
    ]


# --- in words ---------------------------------------------------------------------------------------------------------


def write(number: int, measure: str) -> str:
    """Centimes to the centime, hours whole."""
    return f"{format_nombre(number)}{NBSP}heures" if measure == HOURS else format_euros(number)


def write_gap(number: int, measure: str) -> str:
    """Always signed."""
    sign = "+" if number > 0 else MINUS if number < 0 else ""
    return f"{sign}{write(abs(number), measure)}"


def write_value(value: Value[int], measure: str) -> str:
    if value.number is None:
        return "masqué" if value.statut is Statut.SECRET else "non calculable"
    low = write(value.number, measure)
    return low if value.haut is None else f"entre {low} et {write(value.haut, measure)}"
