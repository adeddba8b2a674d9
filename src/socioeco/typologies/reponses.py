"""The postes of an exercice as an answer would make them: recomputed, never guessed from the signals."""

from collections.abc import Mapping
from dataclasses import replace

from socioeco.comptes import Ressource
from socioeco.indicators import Origine, Postes, SourceLine
from socioeco.indicators.ressources import DECLAREE, RESERVE_DECLAREE, FamilleRessource
from socioeco.readers import GenreFinanceur, Question
from socioeco.values import calcule

SALES_ACCOUNT = "70"
LEGS_SUPPOSES = "Legs supposés"


def with_purchases(postes: Postes, centimes: int) -> Postes:
    """As if the person had said what public buyers pay; never more than the sales, never less than nothing."""
    sales = max(postes.ressources["ventes"].value.number or 0, 0)
    moved = min(max(centimes, 0), sales)
    is_typed = postes.origine is Origine.SAISIE
    compte, reserve = ("", "") if is_typed else (SALES_ACCOUNT, RESERVE_DECLAREE)
    entered = {
        Ressource.VENTES: (line_of(compte, DECLAREE, -moved), ""),
        Ressource.COMMANDE: (line_of(compte, DECLAREE, moved), reserve),
    }
    told = with_lines(postes, entered)
    values = {**postes.answers.values, Question.ACHATS_PUBLICS: centimes}
    unknown = postes.answers.unknown - {Question.ACHATS_PUBLICS}
    return replace(told, answers=replace(postes.answers, values=values, unknown=unknown))


def with_legs(postes: Postes, centimes: int) -> Postes:
    """As if ten lines had told legacies apart from the other produits."""
    entered = {
        Ressource.AUTRES: (line_of("", LEGS_SUPPOSES, -centimes), ""),
        Ressource.LEGS: (line_of("", LEGS_SUPPOSES, centimes), ""),
    }
    return with_lines(postes, entered)


def with_payers(postes: Postes, genre: GenreFinanceur, *noms: str) -> Postes:
    """As if the person had said of which kind these payers are, among those that no label tells."""
    versements = tuple(
        replace(each, genre=genre, is_declared=True)
        if each.genre is GenreFinanceur.INCONNU and each.nom in noms
        else each
        for each in postes.financeurs.versements
    )
    return replace(postes, financeurs=replace(postes.financeurs, versements=versements))


def line_of(compte: str, libelle: str, centimes: int) -> SourceLine:
    return SourceLine(compte=compte, libelle=libelle, montant_centimes=centimes)


def with_lines(postes: Postes, entered: Mapping[Ressource, tuple[SourceLine, str]]) -> Postes:
    """The total does not change: what enters a family leaves another."""
    familles = tuple(
        _with_line(famille, *entered[famille.key]) if famille.key in entered else famille
        for famille in postes.ressources.familles
    )
    return replace(postes, ressources=replace(postes.ressources, familles=familles))


def _with_line(famille: FamilleRessource, line: SourceLine, reserve: str) -> FamilleRessource:
    value = calcule((famille.value.number or 0) + line.montant_centimes, reserve=reserve)
    return replace(famille, value=value, sources=(*famille.sources, line))
