"""Templates obey the arrows, are all used, and hold nothing that the content security policy would refuse."""

import ast
import re

KNOWN_TO_DJANGO = {"400.html", "403.html", "404.html", "500.html", "wagtailadmin/login.html"}
INLINE = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script in the page": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
}
FETCHED = re.compile(
    r"<(?:link|script|img|iframe|source|video|audio|use|image|object|embed|form)\b[^>]*"
    r"\b(?:src|href|srcset|action|data|poster)\s*=\s*[\"'](?:https?:)?//[^>]*>",
    re.IGNORECASE,
)
FETCHED_BY_STYLE = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//", re.IGNORECASE)
ADDRESS_IN_SCRIPT = re.compile(r"[\"'`](?:https?:)?//(?!www\.w3\.org/)", re.IGNORECASE)


def by_name(repository):
    return {template.name: template for template in repository.templates}


def test_a_template_extends_and_includes_what_its_room_may_reach(repository):
    known, faults = by_name(repository), []
    for template in repository.templates:
        for name in template.named_by("extends", "include"):
            target = known.get(name)
            if target is None and name.split("/")[0] in repository.rooms:
                faults.append(f"{template.path}: {name} does not exist")
            elif target and not repository.may_reach(template.room, target.room):
                faults.append(f"{template.path}: {name} belongs to {target.room}")
    assert not faults, "\n".join(faults)


def test_a_template_loads_tags_of_rooms_it_may_reach(repository):
    owners = {path.stem: path.parents[1].name for path in repository.portal.glob("*/templatetags/*.py")}
    faults = []
    for template in repository.templates:
        for line in re.findall(r"\{%\s*load\s+(.*?)%\}", template.code):
            libraries = line.split(" from ")[-1].split()
            faults += [
                f"{template.path}: {library} belongs to {owners[library]}"
                for library in libraries
                if library in owners and not repository.may_reach(template.room, owners[library])
            ]
    assert not faults, "\n".join(faults)


def test_python_renders_templates_that_exist_and_that_its_room_may_reach(repository):
    known, faults = by_name(repository), []
    for source in filter(lambda each: each.room, repository.sources):
        for node in source.strings:
            if not re.fullmatch(r"[\w/]+\.html", node.value) or node.value.startswith("/"):
                continue
            target = known.get(node.value)
            if target is None and node.value.split("/")[0] in repository.rooms:
                faults.append(f"{source.at(node.lineno)} {node.value} does not exist")
            elif target and not repository.may_reach(source.room, target.room):
                faults.append(f"{source.at(node.lineno)} {node.value} belongs to {target.room}")
    assert not faults, "\n".join(faults)


def test_every_template_is_used(repository):
    known = by_name(repository)
    waiting = {name for name in known if name in KNOWN_TO_DJANGO} | set(rendered_by_python(repository, known))
    used = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        named = re.findall(r"[\"']([\w/.-]+)[\"']", known[name].code)
        waiting |= {other for other in named if other in known and other not in used}
    assert sorted(known.keys() - used) == []


def rendered_by_python(repository, known):
    """Names in strings, names put together (`f"ui/{name}.html"`), and the default of a page type."""
    for source in filter(lambda each: each.room, repository.sources):
        words = {node.value for node in source.strings}
        yield from words & known.keys()
        for node in source.nodes:
            if isinstance(node, ast.JoinedStr):
                yield from put_together(node, words | words_of_samples(repository, source), known)
            elif isinstance(node, ast.ClassDef) and node.name.endswith("Page"):
                default = f"{source.room}/{re.sub('(?<!^)(?=[A-Z])', '_', node.name).lower()}.html"
                yield from {default} & known.keys()


def words_of_samples(repository, source):
    """A room may keep in YAML files, beside its code, the names that its code puts together."""
    files = (repository.portal / source.room).rglob("*.yaml")
    return {word for path in files for word in re.findall(r"\w+", path.read_text())}


def put_together(node, words, known):
    hole = "\0"
    text = "".join(part.value if isinstance(part, ast.Constant) else hole for part in node.values)
    for pattern in re.findall(r"[\w/\0-]+\.html", text):
        form = re.compile(r"(\w+)".join(map(re.escape, pattern.split(hole))))
        found = [(name, match) for name in known if (match := form.fullmatch(name))]
        yield from (name for name, match in found if set(match.groups()) <= words)


def test_nothing_inline_in_a_template(repository):
    faults = [
        f"{template.path}: {what}"
        for template in repository.templates
        for what, pattern in INLINE.items()
        if pattern.search(template.markup)
    ]
    assert not faults, "\n".join(faults)


def test_nothing_inline_in_what_python_draws(repository):
    pattern = re.compile(r"\sstyle\s*=\s*[\"']|<style\b|<script\b|\son[a-z]+=[\"']")
    faults = [
        source.at(node.lineno)
        for source in repository.sources
        for node in source.strings
        if pattern.search(node.value)
    ]
    assert not faults, "\n".join(faults)


def test_no_drawing_carries_script_or_style_attributes(repository):
    drawings = [path for path in repository.files if path.suffix == ".svg" and path.parts[0] == "src"]
    assert drawings
    faults = [
        f"{path}: {what}"
        for path in drawings
        for what, pattern in INLINE.items()
        # A drawing fetched on its own may follow the dark theme: the policy of the page is not its own.
        if what != "style element" and pattern.search(repository.read(path))
    ]
    assert not faults, "\n".join(faults)


def test_nothing_is_fetched_from_a_third_party(repository):
    faults = [
        f"{each.path}: {found}" for each in repository.templates for found in FETCHED.findall(each.markup)
    ]
    for path in repository.files:
        pattern = {".css": FETCHED_BY_STYLE, ".js": ADDRESS_IN_SCRIPT}.get(path.suffix)
        if pattern and path.parts[0] == "src":
            faults += [f"{path}: {found}" for found in pattern.findall(repository.read(path))]
    assert not faults, "\n".join(faults)


def test_a_component_begins_with_its_header(repository):
    components = [each for each in repository.templates if "/components/" in each.name]
    assert components
    faults = [each.name for each in components if not re.match(r"\{#|\{% comment %\}", each.text)]
    assert not faults, "\n".join(faults)
