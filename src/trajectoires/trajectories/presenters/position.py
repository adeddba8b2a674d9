"""« Où vous en êtes »: what speaks for, against, and what is not known, for each of the seven models. No ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from socioeco.formats import format_date
from socioeco.readers import Opinion
from socioeco.typologies import Position, PositionModele, Signal, compute_position
from trajectoires.trajectories.presenters.lines import Ledger, Lines
from trajectoires.trajectories.presenters.wording import count, write_value
from trajectoires.trajectories.selectors import Exercice


@dataclass(frozen=True)
class SignalView:
    text: str
    share: str
    note: str
    lines: Lines
    anchor: str
    is_asked: bool


@dataclass(frozen=True, kw_only=True)
class ModelView:
    anchor: str
    number: int
    title: str
    href: str
    is_reconstitution: bool
    counts: str
    groups: list[tuple[str, list[SignalView]]]


@dataclass(frozen=True, kw_only=True)
class PositionView:
    year: str
    conclusion: str
    models: list[ModelView]
    convention: str
    version: str
    source: str
    limits: list[str]


def present_position(exercice: Exercice, opinions: Mapping[str, Opinion], ledger: Ledger) -> PositionView:
    """Where the last exercice stands."""
    position = compute_position(exercice.postes, opinions)
    convention = position.convention
    limits = convention.limites
    return PositionView(
        year=exercice.label,
        conclusion=position.conclusion.texte,
        models=[_model(modele, ledger) for modele in position.modeles],
        convention=convention.texte,
        version=f"Version {convention.version}, depuis le {format_date(convention.depuis)}",
        source=convention.source,
        limits=[limits] if isinstance(limits, str) else list(limits),
    )


def present_signals(position: Position, ledger: Ledger, *, prefix: str) -> list[ModelView]:
    """Of an activity: the models that a share of its resources speaks for or against, and nothing that is asked."""
    told = (replace(modele, inconnus=()) for modele in position.modeles if modele.pour or modele.contre)
    return [_model(modele, ledger, prefix) for modele in told]


def _model(modele: PositionModele, ledger: Ledger, prefix: str = "") -> ModelView:
    sides = (("Pour", modele.pour), ("Contre", modele.contre), ("Ce que nous ne savons pas", modele.inconnus))
    anchor = f"{prefix}modele-{modele.numero}"
    return ModelView(
        anchor=anchor,
        number=modele.numero,
        title=modele.titre,
        href=f"/comprendre/modeles/{modele.slug}/",
        is_reconstitution=modele.is_reconstitution,
        counts=_counts(modele),
        groups=[
            (
                title,
                _signals(signals, ledger, f"{anchor}-{place}", is_open=signals is modele.inconnus),
            )
            for place, (title, signals) in enumerate(sides)
            if signals
        ],
    )


def _counts(modele: PositionModele) -> str:
    """« 2 signaux pour, un contre, un inconnu »."""
    parts = [
        count(len(modele.pour), "un signal pour", "signaux pour") if modele.pour else "",
        count(len(modele.contre), "un signal contre", "signaux contre") if modele.contre else "",
        count(len(modele.inconnus), "un inconnu", "inconnus") if modele.inconnus else "",
    ]
    return ", ".join(part for part in parts if part) or "aucun signal"


def _signals(signals: Sequence[Signal], ledger: Ledger, prefix: str, *, is_open: bool) -> list[SignalView]:
    """`is_open`: what an answer would settle is asked."""
    return [
        SignalView(
            text=signal.texte,
            share=write_value(signal.part, "part") if signal.part is not None else "",
            note=(signal.part.raison or signal.part.reserve) if signal.part is not None else "",
            lines=ledger.lines(signal.sources, anchor=f"{prefix}-{place}"),
            anchor=f"{prefix}-{place}",
            is_asked=is_open and bool(signal.question),
        )
        for place, signal in enumerate(signals, start=1)
    ]
