"""The postes of one activity, made of the pieces that the distribution gives it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from socioeco.comptes import Ressource
from socioeco.indicators import Financeurs, Poste, Postes, SourceLine, Versement
from socioeco.indicators.financement import is_commande_told
from socioeco.indicators.ressources import (
    DECLAREE,
    NON_CALCULABLE,
    RESERVE_73,
    RESERVE_VENTES,
    FamilleRessource,
    Ressources,
)
from socioeco.indicators.sources import total
from socioeco.indicators.typed_postes import COMMANDE_VIDE, VENTES
from socioeco.readers import NO_ANSWERS, GenreFinanceur
from socioeco.typologies.activites.activite import Activite
from socioeco.typologies.activites.repartition import Morceau, Morceaux
from socioeco.values import Value, calcule, non_calculable

PAR_ACTIVITE = "Non calculable\u00a0: cela se lit pour toute l’association, pas par activité."
SANS_FINANCEUR = "Aucun financeur connu dans ce qui est réparti à cette activité."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """Everything that is shared: resources by family, the other produits, direct and indirect charges."""

    ressources: Mapping[Ressource, Morceaux]
    autres_produits: Morceaux
    directes: Morceaux
    indirectes: Morceaux


def activite_of(nom: str, whole: Postes, lots: Lots) -> Activite:
    """The pieces of this name, as an exercice of its own. The answers of the association are not its answers."""
    resources = {key: morceaux.get(nom, ()) for key, morceaux in lots.ressources.items()}
    others = _poste(lots.autres_produits.get(nom, ()))
    direct, indirect = _poste(lots.directes.get(nom, ())), _poste(lots.indirectes.get(nom, ()))
    received = [_poste(morceaux) for morceaux in resources.values()]
    unread = Poste(value=non_calculable(PAR_ACTIVITE))
    return Activite(
        nom=nom,
        autres_produits=others,
        charges_directes=direct,
        charges_indirectes=indirect,
        postes=Postes(
            origine=whole.origine,
            opened_on=whole.opened_on,
            closed_on=whole.closed_on,
            regime=whole.regime,
            answers=NO_ANSWERS,
            ressources=_ressources(whole, resources),
            financeurs=_financeurs(whole, resources),
            produits=_added(*received, others),
            charges=_added(direct, indirect),
            charges_decaissables=unread,
            personnel=unread,
            tresorerie=unread,
            fonds_propres=unread,
            fonds_de_roulement=unread,
            besoin_en_fonds_de_roulement=unread,
            en_nature=unread,
        ),
    )


def lines_of(value: Value[int], sources: Iterable[SourceLine], libelle: str) -> tuple[SourceLine, ...]:
    """The lines of an amount as the accounts have them; one line for all when they do not add up to it.

    A declared part of the sales is not a line of the accounts: activities tell their own. A nil line has no payer
    and nothing to share.
    """
    kept = tuple(line for line in sources if line.libelle != DECLAREE and line.montant_centimes)
    declared = total(line for line in sources if line.libelle == DECLAREE)
    missing = (value.number or 0) - declared - total(kept)
    return (
        kept
        if not missing
        else (SourceLine(compte="", libelle=libelle, montant_centimes=missing + total(kept)),)
    )


# --- resources ----------------------------------------------------------------------------------------------------


def _ressources(whole: Postes, resources: Mapping[Ressource, tuple[Morceau, ...]]) -> Ressources:
    lines = {key: tuple(morceau.line for morceau in morceaux) for key, morceaux in resources.items()}
    familles = tuple(
        FamilleRessource(
            key=famille.key,
            label=famille.label,
            value=_value(famille, lines, whole),
            sources=lines[famille.key],
        )
        for famille in whole.ressources.familles
    )
    return Ressources(
        regime=whole.ressources.regime,
        familles=familles,
        total_centimes=total(line for group in lines.values() for line in group),
    )


def _value(
    famille: FamilleRessource, lines: Mapping[Ressource, tuple[SourceLine, ...]], whole: Postes
) -> Value[int]:
    amount, is_typed = total(lines[famille.key]), whole.regime is None
    if famille.key is Ressource.COMMANDE and not _is_told_apart(whole):
        return _commande(lines, is_typed=is_typed)
    if famille.key is Ressource.VENTES and not _is_told_apart(whole) and lines[famille.key]:
        return calcule(amount, reserve=VENTES if is_typed else RESERVE_VENTES)
    return calcule(amount, reserve=famille.value.reserve) if famille.value.is_computed else famille.value


def _is_told_apart(whole: Postes) -> bool:
    """Whether purchases stand on a line of their own, which is shared like any other."""
    is_answered = any(line.libelle == DECLAREE for line in whole.ressources["commande"].sources)
    return is_commande_told(whole) and not is_answered


def _commande(lines: Mapping[Ressource, tuple[SourceLine, ...]], *, is_typed: bool) -> Value[int]:
    """As in an exercice where nobody has said who buys."""
    shown = lines[Ressource.COMMANDE]
    if not lines[Ressource.VENTES]:
        return calcule(total(shown))
    if shown:
        return calcule(total(shown), reserve=RESERVE_73)
    return non_calculable(COMMANDE_VIDE if is_typed else NON_CALCULABLE)


# --- payers -------------------------------------------------------------------------------------------------------


def _financeurs(whole: Postes, resources: Mapping[Ressource, tuple[Morceau, ...]]) -> Financeurs:
    pieces = [morceau for morceaux in resources.values() for morceau in morceaux]
    found = sorted(_versements(whole, pieces), key=lambda each: (-each.montant_centimes, each.nom))
    return Financeurs(versements=tuple(found), raison="" if found else SANS_FINANCEUR)


def _versements(whole: Postes, pieces: Sequence[Morceau]) -> Iterator[Versement]:
    """The payers of the pieces. Amounts given for several payers at once keep no name but theirs together."""
    payer_of = {line: each for each in whole.financeurs.versements for line in each.sources}
    paid: dict[tuple[Versement, ...], list[SourceLine]] = {}
    for morceau in pieces:
        payers = tuple(dict.fromkeys(payer_of[line] for line in morceau.origines if line in payer_of))
        if payers:
            paid.setdefault(payers, []).append(morceau.line)
    for payers, lines in paid.items():
        yield _versement(payers, tuple(lines))


def _versement(payers: tuple[Versement, ...], lines: tuple[SourceLine, ...]) -> Versement:
    """Of one kind when all are; else nobody can say which of them paid this activity."""
    genres = {payer.genre for payer in payers}
    return Versement(
        nom=", ".join(payer.nom for payer in payers),
        genre=payers[0].genre if len(genres) == 1 else GenreFinanceur.INCONNU,
        montant_centimes=total(lines),
        sources=lines,
        is_declared=all(payer.is_declared for payer in payers),
        is_collective=len(payers) > 1 or payers[0].is_collective,
    )


# --- sums ---------------------------------------------------------------------------------------------------------


def _poste(morceaux: Iterable[Morceau]) -> Poste:
    lines = tuple(morceau.line for morceau in morceaux)
    return Poste(value=calcule(total(lines)), sources=lines)


def _added(*postes: Poste) -> Poste:
    lines = tuple(line for poste in postes for line in poste.sources)
    return Poste(value=calcule(total(lines)), sources=lines)
