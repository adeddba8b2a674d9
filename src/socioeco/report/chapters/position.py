"""« Où en est l’association »: what speaks for, against, and what is not known, for each of the seven models."""

from socioeco.formats import format_date
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import signal_blocks, slug
from socioeco.report.document import Block, Items, Opening, Section, Text
from socioeco.report.wording import count, in_list
from socioeco.typologies import Convention, Issue, Position, PositionModele, Variation

SIDES = (
    ("Pour", "un signal pour", "signaux pour"),
    ("Contre", "un signal contre", "signaux contre"),
    ("Ce que l’on ne sait pas", "un inconnu", "inconnus"),
)

IDLE = "Ces réponses préciseraient des signaux, mais ne changeraient rien à la conclusion\u00a0:"
UNCHANGED = "la conclusion reste la même."


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
            *_unknowns(year),
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
        for block in signal_blocks(title, signal, slug(anchor, title, str(place)))
    ]
    return Opening(
        anchor=anchor, title=f"{modele.numero}. {modele.titre}", value=_counts(modele), blocks=tuple(blocks)
    )


def _unknowns(year: Exercice) -> tuple[Block, ...]:
    """What an answer would change: computed again with it, not estimated. Those that change nothing are said once."""
    idle = tuple(each.titre for each in year.variations if not each.changes_conclusion)
    same: tuple[Block, ...] = (Text(IDLE), Items(idle)) if idle else ()
    moving = [each for each in year.variations if each.changes_conclusion]
    changed = (_variation(each, place, year.position) for place, each in enumerate(moving, start=1))
    return *changed, *same


def _variation(variation: Variation, place: int, position: Position) -> Opening:
    return Opening(
        anchor=slug("m", "variation", str(place)),
        title=f"Ce qu’une réponse changerait\u00a0: {variation.titre}",
        blocks=tuple(Text(_issue(each, position)) for each in variation.issues),
    )


def _issue(issue: Issue, position: Position) -> str:
    after = UNCHANGED if issue.conclusion == position.conclusion else issue.conclusion.texte
    return f"«\u00a0{issue.reponse.removesuffix('.')}\u00a0»\u00a0: {after}"


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
