"""What a second reading says: each rule looks at one passage and yields what it found there. Advice, never a block."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from trajectoires.content.services.plain_language.sentences import count_words, sentences_of
from trajectoires.content.services.plain_language.texts import Passage

LONGEST_SENTENCE = 25
Found = tuple[str, str]  # what was read, and how to write it
Rule = Callable[[Passage], Iterator[Found]]


@dataclass(frozen=True, kw_only=True)
class Words:
    """The lists of words.yaml, and what the glossary of the site already explains."""

    jargon: dict[str, str] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()


@cache
def listed_words() -> Words:
    read = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return Words(
        jargon={each["mot"]: each["mieux"] for each in read["jargon"]},
        turns={each["mot"]: each["mieux"] for each in read["tournures"]},
        acronyms=frozenset(read["sigles_connus"]),
    )


def long_sentences(passage: Passage) -> Iterator[Found]:
    for sentence in sentences_of(passage.text):
        if (length := count_words(sentence)) > LONGEST_SENTENCE:
            yield sentence, f"{length} mots. Coupez-la en deux, ou retirez ce qui n’est pas utile ici."


_AUXILIARY = (
    r"(?:est|sont|était|étaient|fut|furent|sera|seront|serait|seraient|être|"
    r"(?:a|ont|avait|avaient|aura|auront) été)"
)
_BETWEEN = r"(?: \w+ment| bien| souvent| parfois| aussi| donc| ensuite| toujours| d’abord)?"
_NOT_PASSIVE = r"(?!(?:né|allé|parti|venu|resté|devenu|petit)e?s?\b)"
_NOT_AN_AGENT = (
    r"(?!(?:exemple|an|année|mois|jour|semaine|trimestre|ailleurs|rapport|défaut|différence|personne|tous|toutes|chacun|"
    r"un mot|une phrase|habitant|hasard|avance|écrit|conséquent|là|cœur|téléphone|courriel|association|salarié|tranche)\b)"
)
_PASSIVE = re.compile(
    rf"\b{_AUXILIARY}{_BETWEEN} {_NOT_PASSIVE}\w+(?:é|i|u|is|it|ert)e?s?(?: \w+){{0,2}}? par {_NOT_AN_AGENT}"
    r"[\w’-]+(?: [\w’-]+)?"
)


def passives(passage: Passage) -> Iterator[Found]:
    """Only with its agent, « par » somebody: the sentence can then be turned round."""
    for match in _PASSIVE.finditer(passage.text.replace("'", "’")):
        yield match[0], "Dites qui agit : « la commune verse », plutôt que « est versé par la commune »."


def turns(passage: Passage) -> Iterator[Found]:
    yield from _listed(passage, listed_words().turns)


def _listed(passage: Passage, words: dict[str, str]) -> Iterator[Found]:
    text = passage.text.replace("'", "’")
    for word, better in words.items():
        if match := _pattern(word).search(text):
            yield match[0], f"Plus simple : {better}."


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """« dans le cadre de » is also read in « dans le cadre d’un » and « dans le cadre du »."""
    start = re.escape(word.removesuffix(" de"))
    end = r" (?:de|du|des|d’\w+)" if word.endswith(" de") else "s?"
    return re.compile(rf"(?<![\w-]){start}{end}(?![\w-])", re.IGNORECASE)


_QUOTES = re.compile(r"\"[^\"]+\"|“[^”]*”")


def straight_quotes(passage: Passage) -> Iterator[Found]:
    for match in _QUOTES.finditer(passage.text):
        yield match[0], "Écrivez « … » : le site pose les espaces."


_MIDDLE_DOT = re.compile(r"\w+[·•‧]\w+(?:[·•‧]\w+)*|\b\w+\((?:e|ne|euse|trice|rice)\)s?")


def middle_dots(passage: Passage) -> Iterator[Found]:
    for match in _MIDDLE_DOT.finditer(passage.text):
        yield (
            match[0],
            "Écrivez les deux formes (« les bénévoles et les salariées »), ou un mot qui vaut pour tous.",
        )


_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:[ ’'][A-ZÀ-ÖØ-Þ]{2,})+\b|\b[A-ZÀ-ÖØ-Þ]{9,}\b")


def capitals(passage: Passage) -> Iterator[Found]:
    known = listed_words().acronyms
    for match in _CAPITALS.finditer(passage.text):
        if not known.issuperset(match[0].split()):
            yield (
                match[0],
                "Écrivez en minuscules : les capitales se lisent lettre à lettre. Pour insister, le gras.",
            )


_SHARE = re.compile(
    r"\d[\d\s\u202f\u00a0.,]*\s?(?:%|(?:millions?|milliards?)\b)|\bun (?:tiers|quart) des\b", re.IGNORECASE
)
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|aujourd’hui|cette année|depuis toujours")
_OF_A_RULE = re.compile(
    r"par exemple|jusqu’à|au plus|au moins|au-delà|en dessous|ouvr\w+ droit|taux|plafond|seuil|cible|type|agrandi",
    re.IGNORECASE,
)


def undated_figures(passage: Passage) -> Iterator[Found]:
    """A share or millions describe a moment; a rule, a limit or an example does not."""
    if _DATED.search(passage.text.replace("'", "’")):
        return
    for sentence in sentences_of(passage.text):
        match = _SHARE.search(sentence)
        if match and not _OF_A_RULE.search(sentence.replace("'", "’")):
            yield (
                sentence,
                f"« {match[0].strip()} » : de quelle année, et d’après qui ? Ajoutez l’année dans le texte.",
            )
            return


def jargon(explained: frozenset[str]) -> Rule:
    """Words of the trade, but for those that the glossary explains where they stand."""
    words = {word: better for word, better in listed_words().jargon.items() if word.lower() not in explained}
    return lambda passage: _listed(passage, words)


_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,7}s?(?![\w-])(?!\.\w)")


def acronyms(passages: list[Passage], explained: frozenset[str]) -> Iterator[tuple[Passage, Found]]:
    """Each acronym once, where it first stands, unless the page or the glossary spells it out."""
    whole = "\n".join(passage.text for passage in passages)
    said = {each.lower() for each in listed_words().acronyms} | explained
    for passage in passages:
        if _CAPITALS.fullmatch(passage.text):
            continue
        for acronym in _ACRONYM.findall(passage.text):
            if acronym.lower() not in said and not _is_spelled_out(acronym, whole):
                yield (
                    passage,
                    (
                        acronym,
                        "Écrivez d’abord les mots, puis le sigle entre parenthèses ; ou faites-en un terme.",
                    ),
                )
            said.add(acronym.lower())


def _is_spelled_out(acronym: str, text: str) -> bool:
    """« conventions d’objectifs (CPO) », « CPO (convention …) », « CPO, ou convention … », « CPO : … »."""
    name = re.escape(acronym)
    return bool(
        re.search(
            rf"\w[^()\n]{{3,}}\({name}\b|\b{name}\s?(?:\([^)]{{6,}}|, ou |, c’est-à-dire |\s?: \w)", text
        )
    )
