"""What a work holds, one line for each exercice, with its state in words: where the treasurer stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from trajectoires.trajectories.models import ImportedFile, TypedYear
from trajectoires.trajectories.presenters.beside import MAYBE_TWICE, Beside, besides_of
from trajectoires.trajectories.presenters.facts import origin_of_several
from trajectoires.trajectories.selectors import Exercice, Work, exercice_labels, year_slug

WORDS = {
    "bloquante": ("anomalie bloquante", "anomalies bloquantes"),
    "avertissement": ("point à vérifier", "points à vérifier"),
    "information": ("information", "informations"),
}


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """`file_id` or `typed_id` says what the actions act upon. `anchor`: where the results say more, empty if nowhere.

    `besides`: the other files of the exercice, added or set aside; `caution`: what to check of those that are added up.
    `column`: one of its file that may say the activities; `slug`: how an address names the exercice.
    """

    name: str
    origin: str
    state: str
    is_out: bool = False
    file_id: int | None = None
    typed_id: int | None = None
    anchor: str = ""
    asks_dates: bool = False
    is_budget: bool = False
    besides: list[Beside] = field(default_factory=list)
    caution: str = ""
    column: str = ""
    slug: str = ""


def years_of(work: Work) -> list[YearLine]:
    """Those that count in the order of time, then what is kept out."""
    return [
        *(_counted(exercice, work) for exercice in work.exercices),
        *(_budget(file, work) for file in work.files if file.budget is not None and file.stands),
        *(_out(file) for file in work.files if not file.is_counted),
        *_set_aside(work.set_aside),
    ]


def _counted(exercice: Exercice, work: Work) -> YearLine:
    severities = [anomaly.severite.value for anomaly in exercice.own_anomalies]
    if exercice.file is None:
        return YearLine(
            name=exercice.label,
            origin="Saisi",
            state=state_in_words(severities),
            typed_id=exercice.typed.pk if exercice.typed else None,
            anchor=f"saisie-{exercice.typed.pk}" if exercice.typed else "",
        )
    return YearLine(
        name=exercice.label,
        origin=origin_of_several(exercice.files),
        state=state_in_words([*chain.from_iterable(map(_severities, exercice.files)), *severities]),
        file_id=exercice.file.pk,
        anchor=f"fichier-{exercice.file.pk}",
        column=exercice.axis["colonne"] if exercice.axis else "",
        slug=year_slug(exercice),
        besides=besides_of(exercice.file, work),
        caution=MAYBE_TWICE if exercice.is_maybe_twice else "",
    )


def _budget(file: ImportedFile, work: Work) -> YearLine:
    return YearLine(
        name=file.name,
        origin=file.get_genre_display(),
        state=f"{state_in_words(_severities(file))} ; il n’entre dans aucune série",
        file_id=file.pk,
        anchor=f"fichier-{file.pk}",
        is_budget=True,
        besides=besides_of(file, work),
    )


def _out(file: ImportedFile) -> YearLine:
    if file.undated is not None:
        return YearLine(
            name=file.name,
            origin=file.get_genre_display(),
            state="il manque les dates de l’exercice : dites-les, et il comptera",
            is_out=True,
            file_id=file.pk,
            asks_dates=True,
        )
    return YearLine(
        name=file.name,
        origin="Fichier refusé",
        state=f"{state_in_words(_severities(file))} : son exercice n’entre pas dans les résultats, les autres oui",
        is_out=True,
        file_id=file.pk,
        anchor=f"fichier-{file.pk}",
    )


def _set_aside(typed_years: Iterable[TypedYear]) -> Iterable[YearLine]:
    typed_years = list(typed_years)
    labels = exercice_labels((each.opened_on, each.closed_on) for each in typed_years)
    for typed, label in zip(typed_years, labels, strict=True):
        yield YearLine(
            name=label,
            origin="Saisi, mis de côté",
            state="un fichier donne le même exercice : c’est lui qui compte",
            is_out=True,
            typed_id=typed.pk,
        )


def _severities(file: ImportedFile) -> list[str]:
    return [anomaly["severite"] for anomaly in file.anomalies]


def state_in_words(severities: Iterable[str]) -> str:
    """« 2 anomalies bloquantes, 1 point à vérifier », the gravest first; « aucune anomalie »."""
    counts = Counter(severities)
    said = [f"{counts[key]} {words[counts[key] > 1]}" for key, words in WORDS.items() if counts[key]]
    return ", ".join(said) or "aucune anomalie"
