"""The arrows that import-linter cannot see: doors of a room, names in strings, reverse accessors, signals."""

import ast
import re

DOORS = {"services", "selectors", "access", "models", "enums", "blocks", "fields"}
# The settings and the root addresses name what Django itself loads by name.
MORE_DOORS = {"api": {"endpoints"}, "config": {"urls", "middleware", "views", "loader", "templatetags"}}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField"}
DOTTED = re.compile(r"trajectoires\.\w+\.[\w.]+")
MODEL_NAME = re.compile(r"(\w+)\.([A-Z]\w+)")
SIGNAL_MODULES = (
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "django.dispatch",
)
EDITORIAL_SIGNALS = {
    "published", "unpublished", "page_published", "page_unpublished", "pre_page_move", "post_page_move",
}  # fmt: skip


def mentions(source):
    """Modules of the portal that a file names, by import or in a string."""
    yield from source.imports()
    yield from ((node.lineno, node.value) for node in source.strings if DOTTED.fullmatch(node.value))


def test_another_room_is_entered_by_its_doors(repository):
    faults = []
    for source in filter(lambda each: each.room, repository.sources):
        allowed = DOORS | MORE_DOORS.get(source.room, set())
        for line, name in mentions(source):
            package, room, file, *_ = (*name.split("."), "", "")
            if package == "trajectoires" and room not in {source.room, ""} and file not in allowed:
                faults.append(f"{source.at(line)} {name}")
    assert not faults, "\n".join(faults)


def test_names_in_strings_follow_the_arrows(repository):
    faults = []
    for source in filter(lambda each: each.room, repository.sources):
        for node in source.strings:
            room = named_room(repository, node.value)
            if room and not repository.may_reach(source.room, room):
                faults.append(f"{source.at(node.lineno)} {node.value}")
    assert not faults, "\n".join(faults)


def named_room(repository, text):
    """The room that a string names: « content.BasePage », « trajectoires.content.services »."""
    if DOTTED.fullmatch(text):
        return text.split(".")[1]
    model = MODEL_NAME.fullmatch(text)
    return repository.labels.get(model[1]) if model else None


def test_reverse_accessors_are_read_from_their_own_side_only(repository):
    """A lower room that reads `term.loaded_file` knows the room above it, though it imports nothing of it."""
    faults = []
    for accessor, owner, target in sorted(set(reverse_accessors(repository))):
        for source in filter(lambda each: each.room, repository.sources):
            if repository.may_reach(target, source.room) and not repository.may_reach(source.room, owner):
                faults += [f"{source.at(line)} {accessor} ({owner})" for line in uses(source, accessor)]
        pattern = re.compile(rf"\w\.{accessor}\b")
        faults += [
            f"{template.path} {accessor} ({owner})"
            for template in repository.templates
            if not repository.may_reach(template.room, owner) and pattern.search(template.code)
        ]
    assert not faults, "\n".join(faults)


def reverse_accessors(repository):
    """(accessor, room that declares the relation, room it lands on), for relations between rooms."""
    for source in filter(lambda each: each.room and "models" in str(each.path), repository.sources):
        imported = [name.split(".") for _, name in source.imports() if name.startswith("trajectoires.")]
        origin = {parts[-1]: parts[1] for parts in imported}
        for model in (node for node in source.nodes if isinstance(node, ast.ClassDef)):
            for base in (ast.unparse(base) for base in model.bases):
                yield from crossing(model.name.lower(), source.room, origin.get(base))
            for call in relations_of(model):
                room = landing(repository, call.args[0], origin)
                given = next((key.value.value for key in call.keywords if key.arg == "related_name"), None)
                yield from crossing(given or f"{model.name.lower()}_set", source.room, room)


def crossing(accessor, owner, target):
    if target and target != owner and not accessor.endswith("+"):
        yield accessor, owner, target


def relations_of(model):
    calls = (node for node in ast.walk(model) if isinstance(node, ast.Call) and node.args)
    return [call for call in calls if ast.unparse(call.func).split(".")[-1] in RELATIONS]


def landing(repository, argument, origin):
    if isinstance(argument, ast.Constant):
        return named_room(repository, str(argument.value))
    return origin.get(ast.unparse(argument).split(".")[0])


def uses(source, accessor):
    lookup = re.compile(rf"{accessor}(__\w+)?")
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr == accessor:
            yield node.lineno
        elif isinstance(node, ast.keyword) and node.arg and node.arg.startswith(f"{accessor}__"):
            yield node.value.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and lookup.fullmatch(node.value):
            yield node.lineno


def test_signals_are_editorial_and_in_one_file(repository):
    faults, files = [], set()
    for source in repository.sources:
        for line, name in source.imports():
            if name.startswith("wagtail.signals"):
                files.add(source.path)
                if name.split(".")[-1] not in EDITORIAL_SIGNALS:
                    faults.append(f"{source.at(line)} {name}")
            elif name.startswith(SIGNAL_MODULES) or name == "wagtail.signals":
                faults.append(f"{source.at(line)} {name}")
    assert not faults, "\n".join(faults)
    assert len(files) <= 1, files


def test_relations_are_real_foreign_keys(repository):
    generic = {"GenericForeignKey", "GenericRelation"}
    faults = [
        source.at(line)
        for source in repository.sources
        for line, name in source.imports()
        if name.split(".")[-1] in generic or name.startswith("django.contrib.contenttypes.fields")
    ]
    assert not faults, "\n".join(faults)


def test_what_is_written_goes_through_a_service_not_through_save(repository):
    faults = [
        source.at(node.lineno)
        for source in repository.sources
        for model in source.nodes
        if isinstance(model, ast.ClassDef)
        for node in model.body
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert not faults, "\n".join(faults)
