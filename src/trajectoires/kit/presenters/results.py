"""The contents of the result, as the rail of its page lists them."""

from trajectoires.kit.selectors import Result


def contents_of(result: Result) -> list[dict[str, str]]:
    """The sections that the page has, in their order."""
    entries = [
        ("priorites", "Par quoi commencer", True),
        *((f"repere-{each.landmark.key}", each.landmark.title, True) for each in result.parts),
        ("leviers", "Levier par levier", bool(result.levers)),
        ("a-lire", "À lire, à apprendre, à faire", bool(result.readings)),
        ("reponses", "Vos réponses", True),
    ]
    return [{"id": key, "label": label} for key, label, is_there in entries if is_there]
