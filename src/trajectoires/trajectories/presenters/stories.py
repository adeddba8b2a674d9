"""What a work can tell to everyone: its figures one by one, each as it would be published; nothing that tells a salary."""

from collections.abc import Mapping, Sequence

import socioeco
from socioeco.formats import format_date, format_periode
from socioeco.indicators import Indicateur, Origine, compute_indicateurs
from socioeco.report.methode.model import slug_of
from socioeco.typologies import compute_position
from trajectoires.content.services import ToldFigure
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters.wording import write_value
from trajectoires.trajectories.selectors import Exercice, masks_staff, without_personnel, work_of

# In the order of the page. Others exist: too many to choose from, and each is a step of one of these.
TOLD = (
    "ressources",
    "part_subventions",
    "part_commande",
    "part_activite",
    "part_cotisations",
    "part_generosite",
    "premier_financeur",
    "mois_de_tresorerie",
    "fonds_propres",
    "resultat",
)
# What is spent is the resources without the result, and the result is what own funds moved by: with few people,
# what is spent may be their pay.
TELLS_CHARGES = frozenset({"fonds_propres", "resultat"})
TYPED = frozenset({Origine.SAISIE, Origine.POSTES})
METHOD = "/agir/trajectoire/methode/"
POSITION = "position"
TO_HER_BOARD = " À discuter entre vous."  # said to the association; the note says it to everyone


def tellable_figures(trajectory: Trajectory) -> list[ToldFigure]:
    """Every figure that may be chosen: those of one indicator together, year after year, then the position."""
    work = work_of(trajectory)
    is_masked = masks_staff(work)
    exercices = (without_personnel(work) if is_masked else work).exercices
    if not exercices:
        return []
    computed = [_indicators(exercice) for exercice in exercices]
    keys = [key for key in TOLD if not (is_masked and key in TELLS_CHARGES)]
    found = [
        _figure(exercice, indicators[key])
        for key in keys
        for exercice, indicators in zip(exercices, computed, strict=True)
        if _is_known(indicators, key)
    ]
    return [*found, _position(exercices, work.answers.opinions)]


def _indicators(exercice: Exercice) -> dict[str, Indicateur]:
    """Of every level: the total of the resources is not among the essential ones."""
    return {each.definition.cle: each for each in compute_indicateurs(exercice.postes, niveau=None)}


def _is_known(indicators: Mapping[str, Indicateur], key: str) -> bool:
    return key in indicators and indicators[key].value.is_computed


def _figure(exercice: Exercice, indicator: Indicateur) -> ToldFigure:
    definition, value = indicator.definition, indicator.value
    version = definition.version[-1]
    exact = value.number is not None and not value.is_range
    return ToldFigure(
        key=f"{definition.cle}:{exercice.key}",
        label=definition.titre,
        exercice=exercice.label,
        value=write_value(value, definition.unite, decimals=definition.decimales),
        number=str(value.number) if exact else "",
        unit=definition.unite,
        note=value.reserve,
        formula=definition.formule,
        rule=f"Version {version.version}, depuis le {format_date(version.depuis)}",
        source=definition.source,
        method=f"{METHOD}{slug_of('indicateur', definition.cle)}/",
        basis=_basis(exercice),
    )


def _position(exercices: Sequence[Exercice], opinions: Mapping) -> ToldFigure:
    last = exercices[-1]
    position = compute_position(last.postes, opinions)
    convention = position.convention
    return ToldFigure(
        key=f"{POSITION}:{last.key}",
        label="Position parmi les sept modèles",
        exercice=last.label,
        value=position.conclusion.texte.removesuffix(TO_HER_BOARD),
        number="",
        unit="",
        note="Une position à discuter : la typologie est exploratoire et ne parle que de financement.",
        formula=convention.texte,
        rule=f"Version {convention.version}, depuis le {format_date(convention.depuis)}",
        source=convention.source,
        method="",
        basis=_basis(last),
    )


def _basis(exercice: Exercice) -> str:
    """Whose figures, of when, and by what they were read."""
    period = format_periode(exercice.postes.opened_on, exercice.postes.closed_on)
    typed = exercice.postes.origine in TYPED
    whose = "Montants saisis par l’association" if typed else "Comptes de l’association"
    return f"{whose}, {period}, lus par Trajectoires socio-économiques, moteur {socioeco.__version__}."
