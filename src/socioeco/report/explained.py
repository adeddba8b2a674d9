"""A change explained, line by line, as every kind of report tells it: the rules have their line, each column its total."""

from socioeco.trajectories import Explication
from socioeco.trajectories.explication import REGLES


def lines_of(explication: Explication) -> list[tuple[str, tuple[int, int, int]]]:
    """Each cause, then the rules: before, after, difference. Every column adds up to its total.

    The causes before are told under the newer rules: what these rules added to them is taken off, once.
    """
    told = [
        (each.label, (each.avant_centimes, each.apres_centimes, each.difference_centimes))
        for each in explication.causes
    ]
    regles = explication.regles.number
    return [*told, (REGLES, (-regles, 0, regles))] if regles else told
