"""The language of the code: structure in English, official terms untranslated, French on screen."""

import ast
import re

import pytest
import yaml
from django.apps import apps

ACRONYMS = {"FEC", "SIREN", "SIRET", "RNA", "URL", "API", "PDF", "DLA", "ETP"}
FRENCH = {"le", "la", "les", "un", "une", "des", "du", "de", "d", "et", "à", "au", "aux", "en", "par", "pour"}
ENGLISH = {"the", "of", "and", "to", "from", "with", "for", "in", "into", "load", "write", "read", "make"}


@pytest.fixture(scope="module")
def glossary(repository):
    return yaml.safe_load(repository.read("docs/glossaire.yaml"))


def test_an_entry_of_the_glossary_is_complete(repository, glossary):
    keys = {"identifiant", "terme", "definition", "source", "interdits"}
    wrong = [each for each in glossary if each.keys() - {"fiche"} != keys or not all(each.values())]
    assert wrong == []
    identifiers = [each["identifiant"] for each in glossary]
    assert sorted(identifiers) == sorted(set(identifiers))
    sheets = {path.stem for path in (repository.root / "content" / "glossaire").glob("*.md")}
    assert [each["fiche"] for each in glossary if "fiche" in each and each["fiche"] not in sheets] == []


def test_no_forbidden_word_is_an_official_one(glossary):
    official = {each["identifiant"].lower() for each in glossary}
    assert [word for each in glossary for word in each["interdits"] if word in official] == []


def test_no_forbidden_identifier(repository, glossary):
    pairs = [(word, each["identifiant"]) for each in glossary for word in each["interdits"]]
    forbidden = {tuple(word.split("_")): right for word, right in pairs}
    faults = [
        f"{source.at(line)} {name}: write {right}"
        for source in repository.sources
        for line, name in identifiers(source)
        if (right := translation(name, forbidden))
    ]
    assert not faults, "\n".join(sorted(set(faults)))


def identifiers(source):
    yield 1, source.path.stem
    for node in source.nodes:
        match node:
            case (
                ast.Name(id=name)
                | ast.Attribute(attr=name)
                | ast.FunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.keyword(arg=str(name), value=value):
                yield value.lineno, name


def translation(name, forbidden):
    words = [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]
    for parts, right in forbidden.items():
        for start in range(len(words) - len(parts) + 1):
            *first, last = words[start : start + len(parts)]
            if (*first, last) == parts or (*first, last.removesuffix("s")) == parts:
                return right
    return None


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("trajectoires.")]


def is_capitalised(text):
    first = re.split(r"[\s’'-]", str(text), maxsplit=1)[0]
    return first[:1].isupper() and first not in ACRONYMS


def test_every_model_says_its_name_in_lower_case():
    models = own_models()
    assert models
    faults = [
        f"{model.__module__}.{model.__name__}"
        for model in models
        if "verbose_name" not in model._meta.original_attrs
        or is_capitalised(model._meta.verbose_name)
        or is_capitalised(model._meta.verbose_name_plural)
    ]
    assert not faults, "\n".join(faults)


def test_a_field_says_its_name_in_lower_case():
    faults = [
        f"{model.__name__}.{field.name}: {field.verbose_name}"
        for model in own_models()
        for field in model._meta.local_fields
        if not field.auto_created and is_capitalised(field.verbose_name)
    ]
    assert not faults, "\n".join(faults)


def test_an_app_says_its_name_in_lower_case():
    own = [config for config in apps.get_app_configs() if config.name.startswith("trajectoires.")]
    assert own
    assert [config.name for config in own if is_capitalised(config.verbose_name)] == []


def test_the_help_of_a_command_is_french(repository):
    faults = []
    for path in sorted(repository.portal.glob("*/management/commands/*.py")):
        if path.stem != "__init__":
            texts = helps(ast.parse(path.read_text()))
            faults += [f"{path.stem}: no help"] if not texts else []
            faults += [f"{path.stem}: {text}" for text in texts if not is_french(text)]
    assert not faults, "\n".join(faults)


def helps(tree):
    """The text of the class attribute `help`, and of every `help=` of an argument."""
    values = [
        node.value
        for node in ast.walk(tree)
        if (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "help")
        or (isinstance(node, ast.keyword) and node.arg == "help")
    ]
    return [value.value for value in values if isinstance(value, ast.Constant)]


def is_french(text):
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & FRENCH) and not words & ENGLISH
