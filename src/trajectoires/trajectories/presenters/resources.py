"""« D’où viennent vos ressources »: the money by year, and on its own tracks what is not money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from socioeco.charts import Break, Chart, Column, Lever, Marks, Track, side_tracks, stacked_columns
from socioeco.formats import format_periode
from socioeco.indicators import Origine
from socioeco.readers import Question
from trajectoires.trajectories.presenters import findings
from trajectoires.trajectories.presenters.wording import in_list
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.findings import purchase_is_hidden

__all__ = ["Resources", "breaks", "discontinuities", "present_resources"]

ACCOUNTS = {Origine.FEC: "les fichiers d’écritures lus", Origine.BALANCE: "les balances lues"}
BY_CHART = "classés selon le plan comptable de chaque exercice"
OTHERS = {Origine.POSTES: "les montants par poste", Origine.SAISIE: "les lignes saisies"}
PURCHASE = "Les ventes peuvent contenir des achats publics : les comptes ne disent pas qui paie."
HOURS, POSTS, PARTNERS = "Heures de bénévolat", "Postes salariés, en ETP", "Partenaires engagés par écrit"
IN_KIND = "Contributions en nature, en euros"


@dataclass(frozen=True)
class Resources:
    """The chart of the money, that of what stands beside it when something is known, and what to say of the years."""

    chart: Chart
    beside: Chart | None
    notes: list[str]


def present_resources(exercices: Sequence[Exercice]) -> Resources:
    tracks = _tracks(exercices)
    return Resources(
        chart=_money(exercices),
        beside=_beside(exercices, tracks) if tracks else None,
        notes=discontinuities(exercices),
    )


def breaks(exercices: Sequence[Exercice]) -> list[str]:
    """Where the accounting rules changed between two exercices, in words."""
    return [note for _, note in _rule_changes(exercices)]


def _rule_changes(exercices: Sequence[Exercice]) -> list[tuple[str, str]]:
    """The label of the first exercice under other rules, and what to say. Typed lines follow no rules."""
    with_rules = [each for each in exercices if each.postes.regime]
    changes = []
    for before, after in pairwise(with_rules):
        old, new = before.postes.regime, after.postes.regime
        if old and new and old.code != new.code:
            note = (
                f"Entre {before.label} et {after.label}, les règles comptables changent : « {old.titre} », "
                f"puis « {new.titre} ». Une partie des écarts peut venir de là."
            )
            changes.append((after.label, note))
    return changes


def discontinuities(exercices: Sequence[Exercice]) -> list[str]:
    """Where two exercices do not follow each other, in words: days that are missing, or counted twice."""
    return [note for before, after in pairwise(exercices) if (note := _discontinuity(before, after))]


def _discontinuity(before: Exercice, after: Exercice) -> str:
    expected, opened = before.postes.closed_on + timedelta(days=1), after.postes.opened_on
    names = f"{before.label} et {after.label}"
    if opened > expected:
        missing = format_periode(expected, opened - timedelta(days=1))
        return f"Entre {names}, il manque des comptes : {missing}. L’écart entre les deux colonnes couvre ce temps."
    if opened < expected:
        twice = format_periode(opened, min(before.postes.closed_on, after.postes.closed_on))
        return f"Les exercices {names} se recouvrent : {twice}. Ce temps est compté deux fois."
    return ""


# --- the money --------------------------------------------------------------------------------------------


def _money(exercices: Sequence[Exercice]) -> Chart:
    """Stacked columns, one by exercice. A family that the accounts do not tell has no segment, and no zero."""
    hides_purchase = any(purchase_is_hidden(each) for each in exercices)
    source = _source(exercices)
    return stacked_columns(
        [_column(exercice) for exercice in exercices],
        title=findings.total_over_time(exercices),
        source=f"{PURCHASE} {source}" if hides_purchase else source,
        breaks=[Break(before=label, note=note) for label, note in _rule_changes(exercices)],
    )


def _source(exercices: Sequence[Exercice]) -> str:
    origins = {exercice.postes.origine for exercice in exercices}
    accounts = [words for origin, words in ACCOUNTS.items() if origin in origins]
    ranged = [f"{in_list(accounts)}, {BY_CHART}"] if accounts else []
    others = [words for origin, words in OTHERS.items() if origin in origins]
    return f"Source : {', et '.join([*ranged, *([in_list(others)] if others else [])])}"


def _column(exercice: Exercice) -> Column:
    familles = exercice.postes.ressources.familles
    return Column(
        label=exercice.label,
        amounts={famille.key.value: famille.value.number for famille in familles if famille.value.number},
        unknown=frozenset(famille.key.value for famille in familles if not famille.value.is_computed),
    )


# --- what is not money ------------------------------------------------------------------------------------


def _tracks(exercices: Sequence[Exercice]) -> list[Track]:
    """Only what is known of one exercice at least."""
    hours = [_answer(exercice, Question.HEURES) for exercice in exercices]
    posts = [_posts(exercice) for exercice in exercices]
    partners = [_answer(exercice, Question.PARTENAIRES) for exercice in exercices]
    in_kind = [_in_kind(exercice) for exercice in exercices]
    found = [
        Track(label=HOURS, lever=Lever.HUMAINES, values=hours, marks=Marks.BARS),
        Track(label=POSTS, lever=Lever.HUMAINES, values=posts, decimals=2),
        Track(label=PARTNERS, lever=Lever.ALLIANCES, values=partners, marks=Marks.COUNT),
        Track(label=IN_KIND, lever=Lever.FINANCIERS, values=in_kind),
    ]
    return [track for track in found if any(value is not None for value in track.values)]


def _answer(exercice: Exercice, question: Question) -> int | None:
    return exercice.postes.answers.get(question)


def _posts(exercice: Exercice) -> Fraction | None:
    hundredths = _answer(exercice, Question.ETP)
    return None if hundredths is None else Fraction(hundredths, 100)


def _in_kind(exercice: Exercice) -> Fraction | None:
    """Nothing when the accounts value nothing: a bare zero would say that nobody gives."""
    centimes = exercice.postes.en_nature.value.number
    return Fraction(round(centimes / 100)) if centimes and centimes > 0 else None


def _beside(exercices: Sequence[Exercice], tracks: Sequence[Track]) -> Chart:
    names = in_list([track.label.partition(",")[0].lower() for track in tracks])
    return side_tracks(
        [exercice.label for exercice in exercices],
        tracks,
        title="À côté de l’argent, jamais dedans",
        summary=f"Rien ici ne s’ajoute aux euros des ressources : {names}.",
        source=_source_beside({track.label for track in tracks}),
    )


def _source_beside(labels: set[str]) -> str:
    parts = [
        "la classe 87 des comptes pour les contributions en nature" if IN_KIND in labels else "",
        "vos réponses" if labels - {IN_KIND} else "",
    ]
    return f"Source : {in_list([part for part in parts if part])}"
