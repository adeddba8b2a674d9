"""What a second reading says of the headings and of the links of a page."""

from collections.abc import Iterable, Iterator

from trajectoires.content.services.plain_language.rules import Found
from trajectoires.content.services.plain_language.texts import Passage
from trajectoires.ui.blocks import says_nothing


def headings(passages: list[Passage]) -> Iterator[tuple[Passage, Found]]:
    """A sub-heading stands under a heading; two headings of a page do not say the same; none ends with a full stop."""
    seen: set[str] = set()
    is_under_a_heading = False
    for passage in (each for each in passages if each.level):
        if passage.level == 3 and not is_under_a_heading:
            yield passage, (passage.text, "Placez un titre de partie avant ce sous-titre.")
        if passage.level > 1 and passage.text.lower() in seen:
            yield (
                passage,
                (passage.text, "Ce titre est déjà pris dans la page : dites ce que cette partie a de plus."),
            )
        if passage.level > 1 and passage.text.endswith((".", ":", ";", ",")):
            yield passage, (passage.text, "Retirez le signe qui le termine.")
        is_under_a_heading = is_under_a_heading or passage.level == 2
        seen.add(passage.text.lower())


def empty_links(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Found]]:
    """Links whose words say nothing of where they lead, when they are read one after the other."""
    for passage in passages:
        for link in passage.links:
            if says_nothing(link.text):
                yield (
                    passage,
                    (
                        link.text,
                        "Dites où il mène : « le guide de la trésorerie », « la page du ministère ».",
                    ),
                )
