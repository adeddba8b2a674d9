"""« Activité par activité »: what each one receives, what it costs in full, and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from socioeco.indicators import Poste
from socioeco.report.by_axis import AMOUNTS, ParAxe, amounts_of
from socioeco.report.chapters.openings import NO_LINE, lines, opened, slug
from socioeco.report.chapters.position import SIDES
from socioeco.report.document import Block, Cell, Document, Figure, Grid, Opening, Section, Text
from socioeco.report.repeats import without_repeats
from socioeco.report.wording import decimals_for, remark, write_amount, write_value
from socioeco.typologies import Position, PositionModele, Signal
from socioeco.typologies.activites import Activite, LectureActivite
from socioeco.typologies.activites.calcul import activites_definition

HOW = (
    "Chaque ligne de charges et de produits va à l’activité que la colonne «\u00a0{colonne}\u00a0» lui donne. Ce qu’elle "
    "ne donne à personne reste non réparti\u00a0: rien n’est partagé à la place de l’association."
)
UNASKED = (
    "Les signaux viennent des ressources de l’activité. Les questions portent sur l’association entière\u00a0: leurs "
    "réponses ne sont pas reprises ici."
)
NO_SIGNAL = "Aucune part de ses ressources ne parle pour ou contre un modèle."
NO_KEY = (
    "Aucune charge n’est partagée par une clé\u00a0: le coût d’une activité est celui de ses propres lignes. Il ne compte "
    "ni le temps donné ni l’utilité."
)
TOTAL = "Ensemble"
REST = "reste"  # of the anchor of what goes to no activity
AFTER = "position"  # the section of the whole exercice that says the same of it


def activities(found: ParAxe, of: str = "") -> Section:
    """What the axis of an exercice tells. Every figure opens on the lines that it is made of.

    Sections of several exercices in one document are told apart by `of`, in their anchors.
    """
    told, root = found.par_activite, _anchor("activite", of)
    return Section(
        anchor=_anchor("activites", of),
        title=f"Activité par activité, en {found.exercice}",
        blocks=(
            Text(HOW.format(colonne=found.colonne)),
            _table(found, root),
            _caution(found),
            *(Text(alerte, is_caution=True) for alerte in told.alertes),
            *(
                _activity(slug(root, str(place)), *each)
                for place, each in enumerate(found.activites, start=1)
            ),
            _rest(told.non_reparti, slug(root, REST)),
            Text(told.source),
        ),
    )


def with_activities(document: Document, found: Sequence[ParAxe]) -> Document:
    """The report with a chapter by exercice, the last one first, after the position of the whole when there is one."""
    last, *earlier = reversed(found)
    told = (activities(last), *(activities(each, each.exercice) for each in earlier))
    anchors = [section.anchor for section in document.sections]
    place = anchors.index(AFTER) + 1 if AFTER in anchors else len(anchors)
    before, after = document.sections[:place], document.sections[place:]
    return replace(document, sections=(*before, *without_repeats(told), *after))


# --- the table ----------------------------------------------------------------------------------------------------


def _table(found: ParAxe, root: str) -> Grid:
    told = [*found.par_activite.activites, found.par_activite.non_reparti]
    amounts = [amounts_of(each) for each in told]
    decimals = decimals_for(amount for row in amounts for amount in row)
    places = (*map(str, range(1, len(told))), REST)
    rows: list[tuple[Cell, ...]] = [
        (activite.nom, *_figures(row, slug(root, place), decimals))
        for place, activite, row in zip(places, told, amounts, strict=True)
    ]
    total = (write_amount(sum(column), decimals=decimals) for column in zip(*amounts, strict=True))
    return Grid(
        caption=f"Recettes et coût complet de chaque activité en {found.exercice}, en euros",
        header=("Activité", *AMOUNTS),
        rows=(*rows, (TOTAL, *total)),
        has_total=True,
    )


def _caution(found: ParAxe) -> Text:
    """Said once: it is the same for every activity."""
    is_shared = any(each.charges_indirectes.sources for each in found.par_activite.activites)
    return Text(activites_definition().prudence if is_shared else NO_KEY, is_caution=True)


def _figures(amounts: tuple[int, ...], anchor: str, decimals: int) -> Iterator[Figure]:
    """A cost opens on both kinds of charges, a result on all of the activity."""
    opens = (*(slug(anchor, str(place)) for place in range(1, 4)), anchor, anchor)
    for amount, target in zip(amounts, opens, strict=True):
        yield Figure(write_amount(amount, decimals=decimals), target)


def _anchor(name: str, of: str) -> str:
    return slug(name, of) if of else name


# --- one activity -------------------------------------------------------------------------------------------------


def _activity(anchor: str, activite: Activite, lecture: LectureActivite, position: Position) -> Opening:
    note = [Text(remark(lecture.resultat), is_caution=True)] if remark(lecture.resultat) else []
    return Opening(
        anchor=anchor,
        title=activite.nom,
        value=f"résultat, {write_value(lecture.resultat, 'euros', decimals=2)}",
        blocks=(
            Text(lecture.texte),
            *note,
            *_amounts(activite, anchor),
            Text(position.conclusion.texte),
            _position(position, activite.nom, slug(anchor, "position")),
        ),
    )


def _rest(rest: Activite, anchor: str) -> Opening:
    return Opening(
        anchor=anchor,
        title=rest.nom,
        blocks=(Text(activites_definition().sans_lecture), *_amounts(rest, anchor)),
    )


def _amounts(activite: Activite, anchor: str) -> tuple[Opening, ...]:
    shown: tuple[Poste, ...] = (
        activite.postes.produits,
        activite.charges_directes,
        activite.charges_indirectes,
    )
    return tuple(
        opened(slug(anchor, str(place)), f"{label}, {activite.nom}", poste.value, poste.sources)
        for place, (label, poste) in enumerate(zip(AMOUNTS, shown, strict=False), start=1)
    )


# --- its position -------------------------------------------------------------------------------------------------


def _position(position: Position, nom: str, anchor: str) -> Opening:
    found = tuple(
        _signal(modele, side, signal, slug(anchor, str(modele.numero), side, str(place)))
        for modele in position.modeles
        for (side, _, _), signals in zip(SIDES, (modele.pour, modele.contre), strict=False)
        for place, signal in enumerate(signals, start=1)
    )
    blocks: tuple[Block, ...] = found or (Text(NO_SIGNAL),)
    return Opening(
        anchor=anchor,
        title=f"Les signaux pour et contre, {nom}",
        blocks=(Text(UNASKED), *blocks),
        is_deep=True,
    )


def _signal(modele: PositionModele, side: str, signal: Signal, anchor: str) -> Opening:
    """Without an answer, every signal for or against is a share."""
    part = signal.part
    note = [Text(remark(part), is_caution=True)] if part and remark(part) else []
    return Opening(
        anchor=anchor,
        title=f"{modele.titre}, {side.lower()}\u00a0: {signal.texte}".removesuffix("."),
        value=write_value(part, "part") if part else "",
        blocks=(*note, *(lines("Les lignes de cette part", signal.sources) or (Text(NO_LINE),))),
        is_deep=True,
    )
