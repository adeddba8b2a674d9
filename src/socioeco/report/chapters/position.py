"""« Où en est l’association »: what speaks for, against, and what is not known, for each of the seven models."""

from collections.abc import Sequence

from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Items, Opening, Section, Text
from socioeco.report.wording import count, in_list, remark, write_value
from socioeco.typologies import Convention, PositionModele, Signal, Variation

SIDES = (
    ("Pour", "un signal pour", "signaux pour"),
    ("Contre", "un signal contre", "signaux contre"),
    ("Ce que l’on ne sait pas", "un inconnu", "inconnus"),
)


def position(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    found = year.position
    return Section(
        anchor="position",
        title=f"Parmi les sept modèles, en {year.label}",
        blocks=(
            Text(found.conclusion.texte),
            Items(tuple(f"{each.numero}. {each.titre}\u00a0: {_counts(each)}." for each in found.modeles)),
            *map(_model, found.modeles),
            *_unknowns(year.variations),
            _convention(found.convention),
        ),
    )


def _counts(modele: PositionModele) -> str:
    """« 2 signaux pour, un contre »."""
    groups = zip((modele.pour, modele.contre, modele.inconnus), SIDES, strict=True)
    told = [count(len(signals), one, many) for signals, (_, one, many) in groups if signals]
    return in_list(told) or "aucun signal"


def _model(modele: PositionModele) -> Opening:
    anchor = slug("m", str(modele.numero))
    blocks = [
        block
        for (title, _, _), signals in zip(SIDES, (modele.pour, modele.contre, modele.inconnus), strict=True)
        for place, signal in enumerate(signals, start=1)
        for block in _signal(title, signal, slug(anchor, title, str(place)))
    ]
    return Opening(
        anchor=anchor, title=f"{modele.numero}. {modele.titre}", value=_counts(modele), blocks=tuple(blocks)
    )


def _signal(side: str, signal: Signal, anchor: str) -> tuple[Block, ...]:
    text = f"{side}\u00a0: {signal.texte}"
    if signal.part is None:
        return (Text(text),)
    note: tuple[Block, ...] = (Text(remark(signal.part), is_caution=True),) if remark(signal.part) else ()
    return (
        Opening(
            anchor=anchor,
            title=text.removesuffix("."),
            value=write_value(signal.part, "part"),
            blocks=(*note, *lines("Les lignes de cette part", signal.sources)),
        ),
    )


def _unknowns(variations: Sequence[Variation]) -> tuple[Block, ...]:
    """What an answer would change: computed again with it, not estimated."""
    return tuple(
        Opening(
            anchor=slug("m", "variation", str(place)),
            title=f"Ce qu’une réponse changerait\u00a0: {each.titre}",
            blocks=tuple(Text(f"{issue.reponse}\u00a0: {issue.conclusion.texte}") for issue in each.issues),
        )
        for place, each in enumerate(variations, start=1)
    )


def _convention(convention: Convention) -> Opening:
    return Opening(
        anchor="m-convention",
        title="La convention suivie, et ses limites",
        blocks=(
            Text(convention.texte),
            Items(convention.limites),
            Text(convention.source),
            Text(f"Version {convention.version}, depuis le {format_date(convention.depuis)}."),
        ),
    )
