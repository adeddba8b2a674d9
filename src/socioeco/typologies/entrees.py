"""What is not known of an exercice and may move its position: each with the answers at its two ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from socioeco.indicators import Postes
from socioeco.indicators.financement import commande_bounds, top
from socioeco.readers import GenreFinanceur, Opinion, Question
from socioeco.typologies.convention import Convention
from socioeco.typologies.parts import hidden_legs
from socioeco.typologies.reponses import with_legs, with_payers, with_purchases

ACHATS = "La part de vos ventes payée par des acheteurs publics"
LEGS = "Les legs compris dans «\u00a0Autres produits\u00a0»"
ENSEMBLE = "Tous les financeurs à préciser, ensemble"
RIEN, TOUT = "Rien.", "Tout."
PUBLIC, PRIVE = "De l’argent public.", "De l’argent privé."
OUI, NON = "Oui.", "Non."


class GenreEntree(StrEnum):
    """Where the doubt comes from."""

    ACHATS_PUBLICS = "achats_publics"
    FINANCEUR = "financeur"
    FINANCEURS = "financeurs"  # all of them at once: alone, each may weigh too little
    LEGS = "legs"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """One possible answer, and what the position is computed from with it."""

    reponse: str
    postes: Postes
    opinions: Mapping[str, Opinion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entree:
    """One thing not known. `cle` is the payer or the question; `cas` the lowest then the highest, or yes then no."""

    genre: GenreEntree
    cle: str
    titre: str
    cas: tuple[Cas, Cas]


def entrees_of(postes: Postes, opinions: Mapping[str, Opinion], rules: Convention) -> Iterator[Entree]:
    """Every unknown, in a fixed order: purchases, payers, legacies, then the questions of the models."""
    yield from _purchases(postes, opinions)
    yield from _payers(postes, opinions)
    yield from _legs(postes, opinions)
    for question in rules.questions:
        if opinions.get(question.cle, Opinion.NE_SAIT_PAS) is Opinion.NE_SAIT_PAS:
            yield _opinion(question.cle, question.texte, postes, opinions)


def _purchases(postes: Postes, opinions: Mapping[str, Opinion]) -> Iterator[Entree]:
    if not commande_bounds(postes).is_range:
        return
    sales = postes.ressources["ventes"].value.number or 0
    cas = (
        Cas(reponse=RIEN, postes=with_purchases(postes, 0), opinions=opinions),
        Cas(reponse=TOUT, postes=with_purchases(postes, sales), opinions=opinions),
    )
    key = Question.ACHATS_PUBLICS.value
    yield Entree(genre=GenreEntree.ACHATS_PUBLICS, cle=key, titre=ACHATS, cas=cas)


def _payers(postes: Postes, opinions: Mapping[str, Opinion]) -> Iterator[Entree]:
    noms = [each.nom for each in postes.financeurs.versements if each.genre is GenreFinanceur.INCONNU]
    for nom in dict.fromkeys(noms):
        titre = f"Qui est «\u00a0{nom}\u00a0»"
        yield Entree(genre=GenreEntree.FINANCEUR, cle=nom, titre=titre, cas=_paid(postes, opinions, nom))
    if len(set(noms)) > 1:
        cas = _paid(postes, opinions, *noms)
        yield Entree(genre=GenreEntree.FINANCEURS, cle="", titre=ENSEMBLE, cas=cas)


def _paid(postes: Postes, opinions: Mapping[str, Opinion], *noms: str) -> tuple[Cas, Cas]:
    public = with_payers(postes, GenreFinanceur.PUBLIC, *noms)
    private = with_payers(postes, GenreFinanceur.PRIVE, *noms)
    return (
        Cas(reponse=PUBLIC, postes=public, opinions=opinions),
        Cas(reponse=PRIVE, postes=private, opinions=opinions),
    )


def _legs(postes: Postes, opinions: Mapping[str, Opinion]) -> Iterator[Entree]:
    """No question asks it: only a file of entries tells legacies apart."""
    hidden = hidden_legs(postes)
    if not hidden.is_range:
        return
    cas = (
        Cas(reponse=RIEN, postes=with_legs(postes, 0), opinions=opinions),
        Cas(reponse=TOUT, postes=with_legs(postes, top(hidden)), opinions=opinions),
    )
    yield Entree(genre=GenreEntree.LEGS, cle="legs", titre=LEGS, cas=cas)


def _opinion(cle: str, texte: str, postes: Postes, opinions: Mapping[str, Opinion]) -> Entree:
    cas = (
        Cas(reponse=OUI, postes=postes, opinions={**opinions, cle: Opinion.OUI}),
        Cas(reponse=NON, postes=postes, opinions={**opinions, cle: Opinion.NON}),
    )
    return Entree(genre=GenreEntree.OPINION, cle=cle, titre=texte, cas=cas)
