"""« D’autres lectures »: what other typologies than the seven models read in the last exercice."""

from collections.abc import Iterator

from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import signal_blocks, slug
from socioeco.report.chapters.position import SIDES
from socioeco.report.document import Block, Facts, Items, Opening, Section, Text
from socioeco.typologies import Side
from socioeco.typologies.lectures import CategorieLue, Lecture

HOW = (
    "D’autres auteurs classent les associations autrement. Une lecture ne corrige pas l’autre, leur ordre ne dit rien, "
    "et une même association peut être lue de plusieurs façons."
)
READ = {Side.POUR: "oui", Side.CONTRE: "non", Side.INCONNU: "on ne sait pas", None: ""}


def other_readings(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    return Section(
        anchor="autres-lectures",
        title=f"D’autres lectures, en {year.label}",
        blocks=(Text(HOW), *map(_reading, year.lectures)),
    )


def _reading(lecture: Lecture) -> Opening:
    definition, anchor = lecture.definition, slug("lecture", lecture.definition.cle)
    return Opening(
        anchor=anchor,
        title=definition.titre,
        blocks=(
            Text(lecture.conclusion.texte),
            Facts((("Ce qu’elle regarde", definition.regarde), ("Source", definition.source))),
            *(_category(each, slug(anchor, each.definition.cle)) for each in lecture.categories),
            _limits(lecture, slug(anchor, "limites")),
        ),
    )


def _category(categorie: CategorieLue, anchor: str) -> Opening:
    return Opening(
        anchor=anchor,
        title=categorie.definition.titre,
        value=READ[categorie.side],
        blocks=(Text(categorie.definition.texte), *_signals(categorie, anchor)),
        is_deep=True,
    )


def _signals(categorie: CategorieLue, anchor: str) -> Iterator[Block]:
    groups = (categorie.pour, categorie.contre, categorie.inconnus)
    for (title, _, _), signals in zip(SIDES, groups, strict=True):
        for place, signal in enumerate(signals, start=1):
            yield from signal_blocks(title, signal, slug(anchor, title, str(place)), is_deep=True)


def _limits(lecture: Lecture, anchor: str) -> Opening:
    definition = lecture.definition
    return Opening(
        anchor=anchor,
        title="Les limites de cette lecture",
        blocks=(
            Items(definition.limites),
            Text(f"Version {definition.version}, depuis le {format_date(definition.depuis)}."),
        ),
        is_deep=True,
    )
