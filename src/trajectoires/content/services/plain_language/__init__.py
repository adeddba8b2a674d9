"""A second reading of a page, in plain language: remarks that help, and never keep anybody from publishing.

Pure: passages and the words that the glossary explains in, remarks out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from trajectoires.content.services.plain_language import rules, structure
from trajectoires.content.services.plain_language.texts import (
    Link,
    Passage,
    passages_of,
    read_html,
    read_stream,
)

__all__ = ["Advice", "Link", "Passage", "Remark", "passages_of", "read_html", "read_stream", "reread"]


class Advice(Enum):
    """The kinds of remarks: their name, and why it matters to a reader."""

    LONG = ("Phrase longue", "Au-delà de vingt-cinq mots, il faut souvent la relire pour la comprendre.")
    PASSIVE = ("Voix passive", "On comprend plus vite quand la phrase commence par qui agit.")
    TURN = ("Tournure lourde", "Elle prend de la place et ne dit rien de plus.")
    JARGON = ("Mot de métier", "Qui n’est pas du métier ne le comprend pas, et n’ose pas le dire.")
    ACRONYM = ("Sigle sans explication", "Un sigle ne dit rien à qui le rencontre pour la première fois.")
    UNDATED = ("Chiffre sans date", "Un chiffre sans année ni source ne peut être ni vérifié ni remplacé.")
    UNSOURCED = (
        "Chiffres sans source",
        "La page donne des chiffres et n’a aucune source dans l’onglet Sources.",
    )
    QUOTES = ("Guillemets droits", "Le français a les siens, et le site sait les espacer.")
    MIDDLE_DOT = ("Point médian", "Les lecteurs d’écran et les personnes dyslexiques butent dessus.")
    CAPITALS = ("Texte en capitales", "Il se lit plus lentement, et un lecteur d’écran peut l’épeler.")
    HEADING = ("Titre de partie", "Les titres font le sommaire, et servent à se déplacer sans la vue.")
    LINK = ("Lien sans nom", "Qui parcourt les liens un à un, sans la vue, ne sait pas où celui-ci mène.")

    def __init__(self, label: str, why: str) -> None:
        self.label = label
        self.why = why

    @property
    def is_blocking(self) -> bool:
        """Only what would keep somebody from reading."""
        return self is Advice.LINK


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What was read, where, and how to write it; why is said by its kind."""

    advice: Advice
    where: str
    excerpt: str
    how: str


def reread(
    passages: list[Passage], *, explained: Iterable[str] = (), has_sources: bool = True
) -> list[Remark]:
    """Return the remarks in the order of the page. `explained`: the terms of the glossary, with their variants."""
    known = frozenset(word.lower() for word in explained)
    found = [*_passage_by_passage(passages, known), *_on_the_whole(passages, known)]
    if not has_sources and (first := next((each for each in found if each[0] is Advice.UNDATED), None)):
        found.append((Advice.UNSOURCED, first[1], (first[2][0], "Ajoutez la source dans l’onglet Sources.")))
    order = {id(passage): rank for rank, passage in enumerate(passages)}
    found.sort(key=lambda each: order[id(each[1])])
    return [
        Remark(advice=advice, where=passage.where, excerpt=excerpt, how=how)
        for advice, passage, (excerpt, how) in found
    ]


_Found = tuple[Advice, Passage, rules.Found]


def _passage_by_passage(passages: list[Passage], known: frozenset[str]) -> Iterator[_Found]:
    looked_for: dict[Advice, rules.Rule] = {
        Advice.LONG: rules.long_sentences,
        Advice.PASSIVE: rules.passives,
        Advice.TURN: rules.turns,
        Advice.JARGON: rules.jargon(known),
        Advice.UNDATED: rules.undated_figures,
        Advice.QUOTES: rules.straight_quotes,
        Advice.MIDDLE_DOT: rules.middle_dots,
        Advice.CAPITALS: rules.capitals,
    }
    for passage in passages:
        for advice, rule in looked_for.items():
            yield from ((advice, passage, each) for each in rule(passage))


def _on_the_whole(passages: list[Passage], known: frozenset[str]) -> Iterator[_Found]:
    yield from ((Advice.ACRONYM, *each) for each in rules.acronyms(passages, known))
    yield from ((Advice.HEADING, *each) for each in structure.headings(passages))
    yield from ((Advice.LINK, *each) for each in structure.empty_links(passages))
