"""The whole result page as plain values: the template only lays them out."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils import timezone

from socioeco.anomalies import Anomaly
from socioeco.charts import Chart
from socioeco.indicators import SourceLine
from socioeco.indicators.rapprochement import POSTES
from socioeco.readers import compare_opening
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.presenters import figures, findings
from trajectoires.trajectories.presenters.exercices import Exercice, readable
from trajectoires.trajectories.selectors import files_of


@dataclass(frozen=True)
class Opening:
    """A figure that opens: its amount, what must be said beside it, the account lines it adds up."""

    label: str
    centimes: int | None
    reason: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class YearView:
    label: str
    opened_on: date
    closed_on: date
    regime: str
    resultat: dict[str, int]
    families: list[Opening]
    reconciliation: list[Opening]
    class_7: int
    gap: int
    in_kind: int
    lines: int


@dataclass(frozen=True)
class FileView:
    id: int
    name: str
    summary: str
    facts: list[tuple[str, str]]
    anomalies: list[Anomaly]
    is_blocked: bool


@dataclass(frozen=True)
class Results:
    name: str
    story: str
    is_demonstration: bool
    kept_until: date | None
    title: str
    lede: str
    chart: Chart | None
    years: list[YearView]
    files: list[FileView]
    discontinuities: list[str]

    @property
    def page_name(self) -> str:
        return self.name if self.is_demonstration else "Mes résultats"

    @property
    def toc(self) -> list[dict[str, str]]:
        sections = {"fichiers": "Ce que nous avons lu", "prudence": "Lire avec prudence"}
        if self.chart:
            read = {
                "ressources": "D’où viennent vos ressources",
                "resultat": "Le résultat",
                "comptes": "Compte par compte",
            }
            sections = {**read, **sections}
        if not self.is_demonstration:
            sections["donnees"] = "Vos données"
        return [{"id": key, "label": label} for key, label in sections.items()]


def present(trajectory: Trajectory) -> Results:
    files = files_of(trajectory)
    exercices = readable(files)
    openings = _opening_anomalies(exercices)
    by_file = {exercice.file.id: exercice for exercice in exercices}
    return Results(
        name=trajectory.name,
        story=trajectory.story,
        is_demonstration=trajectory.is_demonstration,
        kept_until=timezone.localdate(trajectory.expires_at) if trajectory.expires_at else None,
        title=findings.title(exercices) if exercices else "Aucun exercice lu",
        lede=findings.lede(exercices),
        chart=figures.resources_by_year(exercices) if exercices else None,
        years=[_year(exercice) for exercice in exercices],
        files=[_file(file, by_file.get(file.id), openings.get(file.id, [])) for file in files],
        discontinuities=figures.discontinuities(exercices),
    )


def _opening_anomalies(exercices: list[Exercice]) -> dict[int, list[Anomaly]]:
    """What each exercice opens with, against what the one before closed with; only when they follow each other."""
    return {
        current.file.id: list(compare_opening(previous.balance, current.balance))
        for previous, current in pairwise(exercices)
        if (current.balance.opened_on - previous.balance.closed_on).days == 1
    }


def _year(exercice: Exercice) -> YearView:
    rapprochement = exercice.rapprochement
    return YearView(
        label=exercice.label,
        opened_on=exercice.balance.opened_on,
        closed_on=exercice.balance.closed_on,
        regime=exercice.regime.titre,
        resultat={
            "produits": exercice.resultat.produits_centimes,
            "charges": exercice.resultat.charges_centimes,
            "resultat": exercice.resultat.resultat_centimes,
        },
        families=[
            Opening(
                famille.label,
                famille.value.number,
                famille.value.raison or famille.value.reserve,
                famille.sources,
            )
            for famille in exercice.ressources.familles
            if famille.sources or not famille.value.is_computed
        ],
        reconciliation=[
            Opening(POSTES[poste], rapprochement.montant_centimes(poste), "", sources)
            for poste, sources in rapprochement.postes.items()
            if sources
        ],
        class_7=rapprochement.total_classe_7_centimes,
        gap=rapprochement.ecart_centimes,
        in_kind=rapprochement.en_nature_centimes,
        lines=len(exercice.balance.lines),
    )


def _file(file: ImportedFile, exercice: Exercice | None, opening: list[Anomaly]) -> FileView:
    own = [Anomaly.from_json(anomaly) for anomaly in file.anomalies]
    more = [*opening, *exercice.own_anomalies] if exercice else []
    return FileView(
        id=file.id,
        name=file.name,
        summary=figures.summary(file.facts),
        facts=figures.facts(file.facts),
        anomalies=[*own, *more],
        is_blocked=exercice is None,
    )
