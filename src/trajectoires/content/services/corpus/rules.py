"""What each file of the corpus must hold, beyond what loading asks: one rule a function, each yields problems."""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from socioeco.parameters import load_parameters
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import SourceFile, is_canonical
from trajectoires.content.loader.problems import Problem
from trajectoires.content.services.plain_language import Passage, rules
from trajectoires.content.services.plain_language.sentences import count_words, sentences_of

LONGEST_SENTENCE = 35  # words
HIGHEST_MEDIAN = 20
SHORTEST_SHEET = 350
SHARING = frozenset({
    "123dok", "1library", "doczz", "fdocuments", "pdfprof", "pdfslide", "readkong", "scribd", "slideshare",
    "studylibfr", "vdocuments",
})  # fmt: skip
SHORTENED = frozenset({"bit.ly", "goo.gl", "lnkd.in", "t.co", "tinyurl.com"})
_SHEETS = frozenset({"fiche", "fiche-levier", "levier", "modele"})
_PRESENTED = _SHEETS | {"article", "exemple", "regle"}
_DATED = frozenset({"article", "evenement", "exemple", "regle", "ressource", "signalement"})
_KNOWLEDGE = ("/comprendre/", "/faire-alliance/")


def front_matter(file: SourceFile, document: Document) -> Iterator[Problem]:
    """Who it is for, what search engines say of it, where it comes from, when each source was read."""
    for key in _wanted(file, document):
        if not document.header.get(key):
            yield Problem(file.path, 2, f"La clé « {key} » manque.", "Voir docs/contenu.md.")
    if _is_knowledge(file, document) and not document.header.get("sources"):
        yield Problem(file.path, 2, "Cette page n’a aucune source.", "Ajoutez « sources: ».")
    for source in document.header.get("sources") or []:
        if not source.get("consulte_le"):
            line = document.lines.get("sources", 2)
            reason = f"La source « {source['reference']} » n’a pas de date de lecture."
            yield Problem(file.path, line, reason, "Ajoutez « consulte_le: ».")


def _wanted(file: SourceFile, document: Document) -> tuple[str, ...]:
    """The pages that stand at the root speak of the site, to everybody."""
    if document.genre not in _PRESENTED:
        return ()
    return ("description",) if file.address.count("/") == 2 else ("public", "description")


def form(file: SourceFile, document: Document) -> Iterator[Problem]:
    if not is_canonical(file, document):
        remedy = "« just contenu-mettre-en-forme » s’en charge."
        yield Problem(file.path, 0, "Le fichier n’est pas écrit de la façon habituelle.", remedy)


def length(file: SourceFile, document: Document, passages: Collection[Passage]) -> Iterator[Problem]:
    """A sheet shorter than this teaches little."""
    words = sum(count_words(passage.text) for passage in passages)
    if _is_knowledge(file, document) and document.genre in _SHEETS and words < SHORTEST_SHEET:
        yield Problem(file.path, 0, f"{words} mots : une fiche en a {SHORTEST_SHEET} au moins.")


def _is_knowledge(file: SourceFile, document: Document) -> bool:
    return document.genre in _SHEETS and file.address.startswith(_KNOWLEDGE)


def sentences(file: SourceFile, passages: Collection[Passage]) -> Iterator[Problem]:
    for sentence in _sentences(passages):
        if (count := count_words(sentence)) > LONGEST_SENTENCE:
            remedy = f"{LONGEST_SENTENCE} au plus : coupez-la."
            yield Problem(file.path, _line(file, sentence), f"{count} mots dans « {sentence} ».", remedy)
    if (middle := middle_length(passages)) >= HIGHEST_MEDIAN:
        remedy = f"Il en faut moins de {HIGHEST_MEDIAN}."
        yield Problem(file.path, 0, f"La moitié des phrases a {middle:g} mots ou plus.", remedy)


def middle_length(passages: Collection[Passage]) -> float:
    """The median number of words of a sentence; 0 for no sentence."""
    return median([count_words(sentence) for sentence in _sentences(passages)] or [0])


def _sentences(passages: Collection[Passage]) -> list[str]:
    """A heading or the name of a key is no sentence."""
    found = (sentence for passage in passages if not passage.level for sentence in sentences_of(passage.text))
    return [sentence for sentence in found if sentence.endswith((".", "?", "!", "…", "»", ")"))]


_TYPOGRAPHY = (
    (re.compile(r"\.\.\."), "Trois points à la file : écrivez « … »."),
    (re.compile(r"\d{5,} ?(?:€|euros)"), "Un grand nombre s’écrit par groupes de trois chiffres."),
    (re.compile(r"\w’’|‘|“|”|``"), "Ces signes ne sont pas ceux du français : « … » et l’apostrophe."),
    (re.compile(r" [—–] [^|]*? [—–] "), "Une incise entre tirets : des virgules, ou une autre phrase."),
)


def typography(file: SourceFile, passages: Collection[Passage]) -> Iterator[Problem]:
    for passage in passages:
        for pattern, remedy in _TYPOGRAPHY:
            if match := pattern.search(passage.text):
                yield Problem(file.path, _line(file, passage.text), f"« {match[0]} ».", remedy)
        for rule in (rules.straight_quotes, rules.middle_dots, rules.capitals):
            for excerpt, how in rule(passage):
                yield Problem(file.path, _line(file, passage.text), f"« {excerpt} ».", how)


def acronyms(
    file: SourceFile, passages: Collection[Passage], explained: Collection[str]
) -> Iterator[Problem]:
    for passage, (acronym, how) in rules.acronyms(list(passages), frozenset(explained)):
        yield Problem(
            file.path, _line(file, passage.text), f"Le sigle « {acronym} » n’est pas expliqué.", how
        )


_ADDRESS = re.compile(r"https?://[^\s)>\]]+")


def addresses(file: SourceFile) -> Iterator[Problem]:
    """No copy on a document-sharing site, no shortened link: authors are cited instead."""
    for number, line in enumerate(file.text.splitlines(), 1):
        for address in _ADDRESS.findall(line):
            host = urlsplit(address).netloc.lower()
            if host in SHORTENED or SHARING.intersection(host.split(".")):
                remedy = "Citez l’auteur, le titre, l’année et l’éditeur, sans adresse."
                yield Problem(
                    file.path, number, f"{host} héberge des copies, ou raccourcit des liens.", remedy
                )


def amounts(file: SourceFile, document: Document, passages: Collection[Passage]) -> Iterator[Problem]:
    """An amount that the method holds is cited, so that it changes in one place.

    A page about a dated fact may write it. Shares and durations are too common as numbers to be recognised.
    """
    if document.genre in _DATED:
        return
    invented = {each.where for each in passages if _is_invented(each) and not each.where.endswith("Texte")}
    for passage in passages:
        if _is_invented(passage) or passage.where in invented:
            continue
        for id_, pattern in _amounts().items():
            if match := pattern.search(passage.text):
                remedy = f"Citez « {id_} » dans un cadre « ::: reperes », sans écrire la valeur."
                yield Problem(file.path, _line(file, passage.text), f"« {match[0]} » est un seuil.", remedy)


def _is_invented(passage: Passage) -> bool:
    """« Exemple inventé »: its numbers are round, and its own. The title of a frame speaks for the frame."""
    return "inventé" in passage.text


@cache
def _amounts() -> Mapping[str, re.Pattern[str]]:
    latest = {id_: parameter.values[-1] for id_, parameter in load_parameters().items()}
    return {
        id_: re.compile(rf"(?<![\d,.])(?:{_written(each.value)})[\s\u202f\u00a0]?(?:€|euros?\b)")
        for id_, each in latest.items()
        if each.unit.startswith("euro")
    }


def _written(value: Decimal) -> str:
    """Digits by groups or not, cents or not, and millions in words."""
    whole, cents = divmod(value, 1)
    groups = f"{int(whole):,}".replace(",", r"[\s\u202f\u00a0.]?")
    ways = [groups + (rf",{int(cents * 100):02d}" if cents else r"(?:,00)?")]
    if value >= 1_000_000:
        millions = f"{(value / 1_000_000).normalize():f}".replace(".", ",")
        ways.append(rf"{millions} millions? d[’']")
    return "|".join(ways)


def _line(file: SourceFile, text: str) -> int:
    """The line where this begins, 0 when the file writes it otherwise."""
    start = text[:30]
    lines = enumerate(file.text.replace("*", "").replace("''", "'").splitlines(), 1)
    return next((number for number, line in lines if start in line), 0)


def said(document: Document) -> Iterator[tuple[str, str]]:
    """What the front matter says in words, key by key."""
    for key, value in document.header.items():
        if key not in {
            "sources",
            "relations",
            "public",
            "themes",
            "territoires",
            "variantes",
            "mots_cherches",
            "auteur",
        }:
            yield from ((key, text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str() if " " in value:
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            yield from _texts(list(value.values()))
        case _:
            return
