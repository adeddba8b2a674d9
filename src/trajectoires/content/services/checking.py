"""What files must agree on between themselves and with the site, before anything is written."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from django.urls import Resolver404, resolve

from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import SourceFile, parent_of
from trajectoires.content.loader.genres import page_types
from trajectoires.content.loader.names import PAGE, Names
from trajectoires.content.loader.pages import relations_of
from trajectoires.content.loader.problems import Problem
from trajectoires.content.loader.records import RecordKind, record_kinds
from trajectoires.content.loader.references import Cited, links_of, references_of
from trajectoires.content.models import BasePage


def check_documents(
    files: list[SourceFile], documents: Mapping[str, Document], site: Mapping[str, int]
) -> list[Problem]:
    """Return every problem of kind, of place and of link."""
    present = _types_on_site(site)
    pages = [file for file in files if not file.record_kind and file.path in documents]
    types = {**present, **{file.address: page_types()[documents[file.path].genre] for file in pages}}
    known = {file.address for file in files if not file.record_kind} | set(site)
    problems: list[Problem] = []
    for file in pages:
        document = documents[file.path]
        problems += _check_type(file, document, present.get(file.address), types.get(parent_of(file.address)))
        problems += _check_relations(file, document, known)
    return problems


def _types_on_site(site: Mapping[str, int]) -> dict[str, type[BasePage]]:
    if not site:  # files alone are checked without a database
        return {}
    by_key = {page.pk: page.specific_class for page in BasePage.objects.only("pk", "content_type")}
    return {address: by_key[key] for address, key in site.items() if key in by_key}


def _check_type(
    file: SourceFile, document: Document, present: type[BasePage] | None, parent: type[BasePage] | None
) -> list[Problem]:
    model = page_types()[document.genre]
    line = document.lines.get("genre", 2)
    if present not in {None, model}:
        reason = f"La page existe déjà avec le genre « {present.genre} » : il ne change plus."
        return [Problem(file.path, line, reason, "Remettez-le, ou changez d’adresse.")]
    if file.address != "/" and parent and parent not in model.allowed_parent_page_models():
        return [
            Problem(
                file.path,
                line,
                f"Une page « {model.genre} » ne se range pas sous une page « {parent.genre} ».",
            )
        ]
    return []


def _check_relations(file: SourceFile, document: Document, known: set[str]) -> list[Problem]:
    line = document.lines.get("relations", 2)
    problems = []
    seen: set[tuple[str, str]] = set()
    for kind, address in relations_of(document):
        if address == file.address:
            problems.append(
                Problem(file.path, line, "Une page ne se lie pas à elle-même.", f"Retirez « {address} ».")
            )
        elif address not in known:
            remedy = "Une adresse commence et finit par « / », et sa page a un fichier."
            problems.append(Problem(file.path, line, f"Aucune page à l’adresse « {address} ».", remedy))
        elif (kind, address) in seen:
            problems.append(Problem(file.path, line, f"« {address} » est lié deux fois.", "Gardez-en un."))
        seen.add((kind, address))
    return problems


def check_references(
    documents: Mapping[str, Document], names: Names, coming: Mapping[str, set[str]]
) -> list[Problem]:
    """Return a problem for each record, document or image that a file names and that does not exist.

    `coming`: by model, the names that the files being loaded bring.
    """
    problems = []
    for path, document in documents.items():
        for cited in references_of(document):
            model = cited.reference.model
            known = {*names.keys_of(model), *coming.get(model, ())}
            if cited.reference.name not in known:
                problems.append(_unknown(path, cited, sorted(known)))
    return problems


def _unknown(path: str, cited: Cited, known: Sequence[str]) -> Problem:
    name, model = cited.reference.name, cited.reference.model
    folder = next((_file_of(kind, name) for kind in record_kinds() if kind.model == model), name)
    near = get_close_matches(name, known, 3, 0.5) or known[:3]
    hint = f"Vouliez-vous dire : {', '.join(near)} ? Sinon, ajoutez" if near else "Ajoutez"
    return Problem(path, cited.line, f"« {name} » n’existe pas.", f"{hint} le fichier {folder}.")


def _file_of(kind: RecordKind, name: str) -> str:
    return " ou ".join(f"{kind.folder}/{name}{ending}" for ending in kind.endings)


def dead_links(files: list[SourceFile], documents: Mapping[str, Document], names: Names) -> list[str]:
    """Return a sentence for each link of these documents to an address of the site that nothing answers."""
    known = {file.address for file in files if not file.record_kind or file.record_kind.address}
    known |= set(names.keys_of(PAGE))
    for kind in record_kinds():
        known |= {f"{kind.address}{slug}/" for slug in names.keys_of(kind.model) if kind.address}
    return [
        f"{path} : le lien vers {link} ne mène nulle part."
        for path, document in documents.items()
        for link in sorted(links_of(document))
        if link.startswith("/") and not _answers(link.partition("#")[0].partition("?")[0], known)
    ]


def _answers(address: str, known: set[str]) -> bool:
    if address in known:
        return True
    try:
        match = resolve(address)
    except Resolver404:
        return False
    return match.url_name not in {"wagtail_serve", "term"}
