"""How each figure of a scenario is worked out, in words, and the rule it follows with its date."""

from typing import Final

from socioeco.report.document import Facts

REGLE: Final = (
    "Version 1, depuis le 25 novembre 2026. Partie double, mois par mois\u00a0: chaque écriture a un débit et un crédit. "
    "Notre convention."
)
PRODUITS: Final = "Les produits de la dernière année connue, plus ou moins ce que chaque carte en change."
CHARGES: Final = "Les charges de la dernière année connue, plus ou moins ce que chaque carte en change."
RESULTAT: Final = "Les produits moins les charges."
FONDS_PROPRES: Final = (
    "Les fonds propres à la clôture, plus les résultats de toutes les années jouées depuis."
)
TRESORERIE: Final = (
    "L’argent à la clôture, plus tout ce qui est encaissé, moins tout ce qui est payé, "
    "jusqu’à la fin de ce mois."
)
CLOTURE: Final = "L’addition des lignes de cette partie du bilan, à la clôture."
REPETEE: Final = "L’addition des produits de la dernière année connue, moins ses charges, ramenés à douze mois s’il le faut."
POSITION: Final = "Le montant à la clôture, plus ou moins chaque écriture qui bouge cette ligne du bilan."
FAMILLE: Final = "Cette ressource dans la dernière année connue, plus ou moins ce que chaque carte en change."
RUBRIQUE: Final = (
    "L’addition, mois par mois, des écritures de cette ligne qui font entrer ou sortir de l’argent."
)
PERTE: Final = (
    "La dernière année connue, jouée à nouveau sans cet argent dès le premier mois, dépenses inchangées."
)
FOURCHETTE: Final = (
    "Le scénario rejoué avec chaque combinaison de vos plus bas et de vos plus haut\u202f; la plus petite et la plus "
    "grande valeur trouvées."
)
FUTUR: Final = (
    "Le scénario, plus ce qu’ont changé les passages d’une année à l’autre, tirés au sort parmi ceux "
    "que vous avez vécus."
)
SANS_NOM: Final = (
    "Subventions, mécénat et fondations dont les comptes ne disent pas qui verse, divisés par tout ce "
    "qui vient d’eux."
)
HORS_BILAN: Final = (
    "La ligne «\u00a0Autres éléments du bilan, non connus\u00a0», sans son signe, divisée par le total "
    "d’un côté du bilan à la clôture."
)


def formula(words: str) -> Facts:
    """What stands first in an opening."""
    return Facts((("Formule", words), ("Règle", REGLE)))
