"""What a report is made of: whether the figures are still those it shows, and what its charges would tell."""

import hashlib
import json
from enum import StrEnum

import socioeco
from socioeco.indicators import may_tell_a_salary
from socioeco.readers import Question
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.selectors.exercices import Work


class Salaries(StrEnum):
    """What the charges of staff tell of a person."""

    NONE = "none"  # no staff
    SAFE = "safe"  # three people or more
    TOLD = "told"  # one or two people, by their posts
    UNKNOWN = "unknown"  # nobody said how many


def salaries_of(work: Work) -> Salaries:
    """The gravest of the years: one where a salary can be read is enough."""
    if not any(exercice.postes.personnel.value.number for exercice in work.exercices):
        return Salaries.NONE
    risky = [exercice.postes for exercice in work.exercices if may_tell_a_salary(exercice.postes)]
    if any(postes.answers.get(Question.ETP) is not None for postes in risky):
        return Salaries.TOLD
    return Salaries.UNKNOWN if risky else Salaries.SAFE


def figures_of(trajectory: Trajectory) -> str:
    """A fingerprint of all that a report shows: other figures, answers or words give another."""
    shown = [
        socioeco.__version__,
        trajectory.name,
        trajectory.story,
        trajectory.answers,
        trajectory.dispute,
        list(
            trajectory.files.order_by("pk").values_list(
                "name", "fingerprint", "balance", "anomalies", "added_to", "replaced_by"
            )
        ),
        list(trajectory.alliances.order_by("pk").values_list("pk", "updated_at")),
        list(trajectory.typed_years.order_by("pk").values_list("opened_on", "closed_on", "lines")),
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()
