"""Whether an exercice carries in what came before it, and what must be said when it does not."""

from socioeco.readers import Balance

NO_OPENING = (
    "Aucune écriture d’à-nouveau n’a été reconnue dans le fichier\u00a0: si l’association existait avant cet "
    "exercice, il manque ce qu’elle possédait et ce qu’elle devait au premier jour."
)


def has_opening(balance: Balance) -> bool:
    """Whether what came before the exercice is in the balance.

    From entries, when some that carry it in were recognised. A balance générale has no months: its closing amounts
    hold the opening.
    """
    is_from_entries = any(line.months for line in balance.lines)
    return not is_from_entries or any(line.ouverture_centimes is not None for line in balance.lines)
