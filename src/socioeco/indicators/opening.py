"""Whether an exercice carries in what came before it, and what must be said when it does not."""

from socioeco.readers import Balance

NO_OPENING = (
    "Aucune écriture d’à-nouveau n’a été reconnue dans le fichier\u00a0: si l’association existait avant cet "
    "exercice, il manque ce qu’elle possédait et ce qu’elle devait au premier jour."
)


def has_opening(balance: Balance) -> bool:
    """Whether entries that carry in the year before were recognised."""
    return any(line.ouverture_centimes is not None for line in balance.lines)
