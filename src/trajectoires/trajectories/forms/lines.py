"""What is said beside each typed line: where it stands on paper, what goes in, what does not."""

from collections.abc import Mapping
from types import MappingProxyType

from socioeco.readers import UNKNOWN_WHEN_BLANK, TypedLine

PRODUITS = (
    TypedLine.COTISATIONS,
    TypedLine.VENTES,
    TypedLine.COMMANDE,
    TypedLine.SUBVENTIONS,
    TypedLine.DONS,
    TypedLine.MECENAT,
    TypedLine.AUTRES,
)
CHARGES = (TypedLine.SALAIRES, TypedLine.DEPENSES)
AT_CLOSING = (TypedLine.ARGENT, TypedLine.FONDS_PROPRES)

NONE_WHEN_BLANK = "Laissez vide si vous n’en avez pas."
UNKNOWN = "Vide : vous ne savez pas. 0 : il n’y en a pas."

HELPS: Mapping[TypedLine, str] = MappingProxyType(
    {
        TypedLine.COTISATIONS: (
            "Ce que vos membres versent pour adhérer (comptes 756). "
            "Une activité payée en plus va à la ligne suivante."
        ),
        TypedLine.VENTES: (
            "Ce que paient vos membres, le public et vos clients : activités, stages, entrées, buvette, "
            "prestations, locations, parrainage (comptes 70). Si vous ne savez pas mettre à part ce que "
            "paient les acheteurs publics, laissez-le ici."
        ),
        TypedLine.COMMANDE: (
            "Ce qu’une commune, un département, une école publique vous a payé contre une facture, et les tarifs "
            "fixés par une autorité publique (partie des comptes 70, comptes 73). "
            "Ne le comptez pas aussi à la ligne précédente."
        ),
        TypedLine.SUBVENTIONS: (
            "Les aides publiques pour fonctionner ou pour une action, aides à l’emploi comprises "
            "(comptes 74). Pas les subventions d’investissement, qui paient un équipement."
        ),
        TypedLine.DONS: (
            "L’argent donné par des personnes, les collectes, les frais que des bénévoles renoncent à se faire "
            "rembourser (comptes 7541). Pas les dons en nature, objets ou denrées, ni les legs."
        ),
        TypedLine.MECENAT: (
            "Les dons d’entreprises, les aides de fondations et de fonds de dotation, les contributions "
            "d’autres associations (comptes 7542 et 755). Un parrainage, avec publicité en échange, est une vente."
        ),
        TypedLine.AUTRES: (
            "Legs, loyers d’un immeuble, intérêts du livret, et ce qui n’entre dans aucune ligne du dessus "
            "(comptes 751, 752, 7543, 758 et 76). Pas la valeur du bénévolat ni des prêts de salle (comptes 87). "
            "Ni les reprises et fonds dédiés utilisés (comptes 78), ni la quote-part d’une subvention "
            "d’investissement (777, ou 747 depuis 2025) : sans eux, le résultat peut différer de celui de vos comptes."
        ),
        TypedLine.SALAIRES: (
            "Salaires bruts, cotisations de l’employeur, taxe sur les salaires, personnel extérieur "
            "(comptes 64, 621, 6311 et 633). Écrivez la dépense sans signe moins."
        ),
        TypedLine.DEPENSES: (
            "Tout le reste : achats, loyer, assurance, déplacements, honoraires, amortissements (comptes 60 à 69, "
            "hors salaires). Pas la valeur du bénévolat (comptes 86) ni les reports en fonds dédiés (689). "
            "Écrivez la dépense sans signe moins."
        ),
        TypedLine.ARGENT: (
            "Banque, livret et caisse au dernier jour de l’exercice : sur vos relevés et votre cahier de caisse "
            "(comptes 50 à 53). Un découvert s’écrit avec un signe moins."
        ),
        TypedLine.FONDS_PROPRES: (
            "Au bilan, du côté du passif : fonds, réserves, report à nouveau et résultat de l’année "
            "(comptes 10, 11 et 12). Pas les subventions d’investissement (13) ni les fonds dédiés (19). "
            "S’ils sont négatifs, mettez un signe moins."
        ),
    }
)
NEGATIVE_PRODUIT = (
    "Écrivez ce produit sans signe moins. Si vous avez remboursé plus que reçu, écrivez 0 "
    "et comptez la différence dans « Autres dépenses »."
)
NEGATIVE_CHARGE = (
    "Écrivez cette dépense sans signe moins : 1 200 veut dire que 1 200 sont sortis. "
    "Si l’on vous a remboursé plus que dépensé, comptez la différence dans « Autres produits »."
)


def help_of(line: TypedLine) -> str:
    blank = UNKNOWN if line in UNKNOWN_WHEN_BLANK else NONE_WHEN_BLANK
    return f"{HELPS[line]} {blank}"
