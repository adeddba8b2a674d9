"""What a worked example of an indicator announces, as an indicator holds it."""

from fractions import Fraction


def expected_of(exemple, unite):
    """Its bounds, one or two, centimes for euros; none if it is not computable."""
    if not exemple.is_computable:
        return ()
    scale = 100 if unite == "euros" else 1
    return tuple(scale * Fraction(part.strip()) for part in exemple.attendu.split(" à "))
