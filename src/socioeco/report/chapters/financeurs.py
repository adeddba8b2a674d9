"""« Qui finance »: the payers that the accounts of the last exercice name."""

from socioeco.indicators import GENRES, Versement
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import decimals_for, write_amount, write_number

LIMITS = (
    "Le genre vient des mots du libellé, jamais du troisième chiffre du compte. Un libellé qui ne le dit pas est "
    "«\u00a0à préciser\u00a0»\u202f; qui paie les ventes (compte 70) n’est jamais dans les comptes lus."
)


def financeurs(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    found = year.postes.financeurs
    blocks: tuple[Block, ...] = (Text(found.raison),) if found.raison else _told(year)
    return Section(anchor="financeurs", title=f"Qui finance, en {year.label}", blocks=blocks)


def _told(year: Exercice) -> tuple[Block, ...]:
    versements = year.postes.financeurs.versements
    decimals = decimals_for(each.montant_centimes for each in versements)
    table = Grid(
        caption=f"Financeurs nommés par les comptes de {year.label}, en euros",
        header=("Financeur", "Montant"),
        rows=tuple(_row(place, each, decimals) for place, each in enumerate(versements, start=1)),
    )
    return table, Text(LIMITS), *(_opening(place, each) for place, each in enumerate(versements, start=1))


def _row(place: int, versement: Versement, decimals: int) -> tuple[str, Figure]:
    amount = write_amount(versement.montant_centimes, decimals=decimals)
    name = f"{versement.nom} ({GENRES[versement.genre]})"
    return name, Figure(amount, slug("f", str(place)))


def _opening(place: int, versement: Versement) -> Opening:
    return Opening(
        anchor=slug("f", str(place)),
        title=versement.nom,
        value=write_number(versement.montant_centimes, "euros", decimals=2),
        blocks=lines(f"{versement.nom}\u00a0: les lignes", versement.sources),
        is_deep=True,
    )
