"""The starting point from ten typed lines: a volunteer can try a scenario without any account number."""

from fractions import Fraction

from socioeco.comptes import Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.readers import LABELS, TypedExercice, TypedLine
from socioeco.scenarios.depart import AUTRE_DUREE, REPETITION, SANS_MOIS, scale_of
from socioeco.scenarios.flux import MONTHS, Depart, Flux, Nature
from socioeco.scenarios.positions import Position
from socioeco.scenarios.spread import apportion, spread

GROUPES = {TypedLine.SALAIRES: "64", TypedLine.DEPENSES: ""}
BILAN_INCOMPLET = (
    "Les dix lignes ne donnent du bilan que l’argent disponible et, si vous les avez saisis, les fonds propres\u00a0: le "
    "reste tient sur une ligne, «\u00a0Autres éléments du bilan, non connus\u00a0», qui ne bouge pas."
)
PAYE_DANS_LE_MOIS = (
    "Les dix lignes ne disent pas les délais de paiement\u00a0: tout est supposé payé le mois même. Une carte peut en "
    "retarder une partie."
)


def depart_of_typed(exercice: TypedExercice, postes: Postes) -> Depart:
    """The typed year in even twelfths, cash and own funds when they are known, the rest of the balance in one line."""
    scale = scale_of(postes)
    charges = (_charge(exercice, line, scale) for line in GROUPES)
    produits = (
        _flux(famille.key.value, famille.label, Nature.PRODUIT, famille.sources, scale, famille=famille.key)
        for famille in postes.ressources.familles
    )
    cash, own = exercice[TypedLine.ARGENT], exercice[TypedLine.FONDS_PROPRES]
    bilan = dict.fromkeys(Position, 0) | {Position.TRESORERIE: cash or 0, Position.FONDS_PROPRES: -(own or 0)}
    bilan[Position.AUTRES_ELEMENTS] = -sum(bilan.values())
    return Depart(
        origine=postes.origine,
        opened_on=exercice.opened_on,
        closed_on=exercice.closed_on,
        flux=tuple(flux for flux in (*produits, *charges) if flux.sources),
        bilan=bilan,
        bilan_sources={
            Position.TRESORERIE: postes.tresorerie.sources,
            Position.FONDS_PROPRES: _opposite(postes.fonds_propres.sources),
        },
        notes=(
            REPETITION,
            SANS_MOIS if scale == 1 else AUTRE_DUREE,
            PAYE_DANS_LE_MOIS,
            BILAN_INCOMPLET,
        ),
        sans_tresorerie=postes.tresorerie.value.raison,
        sans_fonds_propres=postes.fonds_propres.value.raison,
    )


def _charge(exercice: TypedExercice, line: TypedLine, scale: Fraction) -> Flux:
    amount, label = exercice[line] or 0, LABELS[line]
    source = SourceLine(compte="", libelle=f"{label}, ligne saisie", montant_centimes=amount)
    sources = (source,) if amount else ()
    return _flux(line.value, label, Nature.CHARGE, sources, scale, groupe=GROUPES[line])


def _flux(  # noqa: PLR0913 - a line, in the order it is read
    cle: str,
    libelle: str,
    nature: Nature,
    sources: tuple[SourceLine, ...],
    scale: Fraction,
    *,
    famille: Ressource | None = None,
    groupe: str = "",
) -> Flux:
    typed = sum(source.montant_centimes for source in sources)
    (amount,) = apportion([typed * scale.numerator], scale.denominator)
    return Flux(
        cle=cle,
        libelle=libelle,
        nature=nature,
        famille=famille,
        groupe=groupe,
        is_personnel=groupe == GROUPES[TypedLine.SALAIRES],
        profil=spread(amount, [1] * MONTHS),
        sources=sources,
    )


def _opposite(sources: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """Own funds are owed: a debit balance is the opposite of what was typed."""
    return tuple(
        SourceLine(compte=line.compte, libelle=line.libelle, montant_centimes=-line.montant_centimes)
        for line in sources
    )
