"""Read the whole corpus again, file by file and between files: what a demanding editor would send back.

No database: files in, problems out. Loading refuses what cannot be shown; this refuses what should not be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from socioeco.parameters import load_parameters
from trajectoires.content.blocks import BodyBlock
from trajectoires.content.loader.assets import list_assets
from trajectoires.content.loader.body import to_stream
from trajectoires.content.loader.documents import SOURCE, Document
from trajectoires.content.loader.files import SourceFile, list_files, parents_missing, read_files
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.names import Names
from trajectoires.content.loader.pages import relations_of
from trajectoires.content.loader.problems import Problem
from trajectoires.content.selectors.reading import acronyms_in
from trajectoires.content.services.checking import check_documents, check_references, dead_links
from trajectoires.content.services.corpus import rules
from trajectoires.content.services.plain_language import Passage, read_stream
from trajectoires.content.services.plain_language.sentences import count_words


@dataclass(frozen=True, kw_only=True)
class CorpusReport:
    """Every problem, in the order of the files, and what the corpus weighs."""

    problems: list[Problem]
    not_reread: list[str]
    files: int
    words: int
    middle_length: float

    def count(self) -> str:
        return (
            f"{self.files} fichiers, {self.words} mots, {self.middle_length:g} mots par phrase (médiane), "
            f"{len(self.not_reread)} sans seconde lecture, {len(self.problems)} problème(s)."
        )


def check_corpus(*, folder: Path) -> CorpusReport:
    """Check every file of this folder, alone and with the others."""
    files = list_files(folder)
    documents, problems = read_files(files)
    passages = {path: _passages(document) for path, document in documents.items()}
    read = [file for file in files if file.path in documents]
    explained = _explained(documents)
    for file in read:
        problems += _alone(file, documents[file.path], passages[file.path], explained)
    problems += _together(folder, files, documents)
    everything = [passage for each in passages.values() for passage in each]
    return CorpusReport(
        problems=sorted(set(problems)),
        not_reread=[path for path, each in documents.items() if _awaits_reading(each)],
        files=len(files),
        words=sum(count_words(passage.text) for passage in everything),
        middle_length=rules.middle_length(everything),
    )


def _passages(document: Document) -> list[Passage]:
    genre = genres()[document.genre]
    if genre.read_words:
        return [Passage(where=genre.name, text=text) for text in genre.read_words(document.header[SOURCE])]
    head = [Passage(where=key, text=text, level=key == "titre") for key, text in rules.said(document)]
    stream = BodyBlock().to_python(to_stream(document.body, Names()))
    return [passage for passage in [*head, *read_stream(stream)] if passage.text.strip()]


def _explained(documents: Mapping[str, Document]) -> set[str]:
    """The terms with their other spellings, and the acronyms of the organisations that have a record."""
    terms = [each.header for each in documents.values() if each.genre == "terme"]
    makers = [each.header for each in documents.values() if each.genre == "organisation"]
    words = [word for term in terms for word in (term["titre"], *(term.get("variantes") or []))]
    words += [name for each in makers for name in acronyms_in(f"{each['titre']} {each.get('sigle') or ''}")]
    return {word.lower() for word in words}


def _awaits_reading(document: Document) -> bool:
    return bool(document.header.get("mis_a_jour_le")) and not document.header.get("relu_le")


def _alone(
    file: SourceFile, document: Document, passages: list[Passage], explained: set[str]
) -> Iterator[Problem]:
    yield from rules.front_matter(file, document)
    yield from rules.form(file, document)
    yield from rules.length(file, document, passages)
    yield from rules.sentences(file, passages)
    yield from rules.typography(file, passages)
    yield from rules.acronyms(file, passages, explained)
    yield from rules.addresses(file)
    yield from rules.amounts(file, document, passages)


def _together(folder: Path, files: list[SourceFile], documents: Mapping[str, Document]) -> Iterator[Problem]:
    coming: dict[str, set[str]] = {}
    for file in files:
        if file.record_kind:
            coming.setdefault(file.record_kind.model, set()).add(file.slug)
    for asset in list_assets(folder):
        coming.setdefault(asset.kind.model, set()).add(asset.path)
    yield from parents_missing(files, {})
    yield from check_documents(files, documents, {})
    yield from check_references(documents, Names(), coming)
    for notice in dead_links(files, documents, Names()):
        path, _, reason = notice.partition(" : ")
        yield Problem(path, 0, reason[0].upper() + reason[1:])
    yield from _linked_twice(files, documents)
    yield from _uncited(documents)


def _linked_twice(files: list[SourceFile], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """A link is written on one side and read on both."""
    addresses = {file.path: file.address for file in files}
    pairs = {(addresses[path], to) for path, each in documents.items() for _, to in relations_of(each)}
    for path, document in documents.items():
        for _, to in relations_of(document):
            if (to, addresses[path]) in pairs and addresses[path] < to:
                line = document.lines.get("relations", 2)
                remedy = "Un lien s’écrit d’un seul côté : retirez-le d’ici, ou de là-bas."
                yield Problem(path, line, f"{to} est lié ici, et là-bas vers ici.", remedy)


def _uncited(documents: Mapping[str, Document]) -> Iterator[Problem]:
    cited = {
        item["identifier"]
        for document in documents.values()
        for block in document.body
        if block.type == "thresholds"
        for item in block.value
    }
    for id_ in sorted(set(load_parameters()) - cited):
        yield Problem("pages", 0, f"Aucune page ne cite le seuil « {id_} ».", "Citez-le là où il sert.")
