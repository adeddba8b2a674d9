"""« Ce que les nouvelles règles déplacent »: the year before, told again, account by account and rule by rule."""

from collections.abc import Iterable, Iterator

from socioeco.indicators import SourceLine
from socioeco.indicators.retraitement import Deplacement
from socioeco.report.analysis import Analysis
from socioeco.report.document import Block, Grid, Section, Text
from socioeco.report.restating import Retraitement
from socioeco.report.wording import write_amount

HOW = (
    "Les règles comptables changent entre {avant} et {apres}. Pour comparer les deux exercices, les comptes de {avant} "
    "sont rangés une seconde fois, selon les règles de {apres}. Aucun montant ne change, seulement sa place\u202f; les "
    "livres de {avant} restent tels qu’ils sont. Un produit est écrit en positif, une charge en négatif."
)
NOTHING_LEFT = "Rien de ce que ces règles touchent n’est resté sans place."
LEFT = "Ce que les comptes ne permettent pas de ranger autrement, ou pas en entier, est dit avec sa raison."
NO_MOVE = "Aucun compte de {avant} n’a dû changer de place."
OTHER_PLACE = "{compte}, à une autre place"


def rules(analysis: Analysis) -> Section | None:
    found = analysis.retraitements
    if not found:
        return None
    blocks = tuple(block for each in reversed(found) for block in _change(each))
    return Section(anchor="regles", title="Ce que les nouvelles règles déplacent", blocks=blocks)


def _change(again: Retraitement) -> Iterator[Block]:
    names = {"avant": again.avant, "apres": again.apres}
    yield Text(HOW.format(**names))
    moves, left = again.deplacements, again.restated.non_retraites
    if not moves:
        yield Text(NO_MOVE.format(**names))
    for regle in dict.fromkeys(each.regle for each in moves):
        yield _moved(regle, [each for each in moves if each.regle == regle], again)
    yield Text(LEFT if left else NOTHING_LEFT)
    for raison in dict.fromkeys(each.raison for each in left):
        yield _left(raison, [each.source for each in left if each.raison == raison], again)


def _moved(regle: str, moves: Iterable[Deplacement], again: Retraitement) -> Grid:
    return Grid(
        caption=regle,
        header=(f"Compte de {again.avant}", "Montant, en euros", f"Selon les règles de {again.apres}"),
        rows=tuple((*_account(each.source), target(each)) for each in moves),
    )


def target(move: Deplacement) -> str:
    """The newer number, or that only the place in the statements is another."""
    return OTHER_PLACE.format(compte=move.compte) if move.is_place else move.compte


def _left(raison: str, sources: Iterable[SourceLine], again: Retraitement) -> Grid:
    return Grid(
        caption=raison,
        header=(f"Compte de {again.avant}", "Montant, en euros"),
        rows=tuple(_account(each) for each in again.in_the_books(sources)),
    )


def _account(source: SourceLine) -> tuple[str, str]:
    return f"{source.compte} {source.libelle}", write_amount(source.montant_centimes, decimals=2)
