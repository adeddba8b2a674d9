"""The environment is read in one place, and every variable is documented."""

import ast
import re

READERS = {"text", "boolean", "integer", "names"}
OWN_SECTION = "## What the platform sets for its own processes"


def config_sources(repository):
    return [source for source in repository.sources if source.room == "config"]


def variables_read(repository):
    """Names given to a reader of `config.environment`, or to `os.environ`, directly or through a constant."""
    constants = {}
    for source in config_sources(repository):
        for node in source.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                constants[ast.unparse(node.targets[0])] = node.value.value
    return {
        name
        for source in config_sources(repository)
        for node in source.nodes
        if (name := variable(node, constants))
    }


def variable(node, constants):
    if isinstance(node, ast.Call) and node.args:
        function, argument = ast.unparse(node.func), node.args[0]
        if not (function.split(".")[-1] in READERS or function in {"os.environ.get", "os.getenv"}):
            return None
    elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        argument = node.slice if isinstance(node.ctx, ast.Load) else None
    else:
        return None
    if isinstance(argument, ast.Constant):
        return argument.value
    return constants.get(ast.unparse(argument)) if argument else None


def documented(repository):
    text = repository.read("docs/environment.md")
    assert OWN_SECTION in text
    return [set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in text.split(OWN_SECTION)]


def test_every_variable_is_documented_and_every_documented_variable_is_read(repository):
    for_operators, own = documented(repository)
    assert variables_read(repository) == for_operators | own


def test_the_example_file_lists_what_an_operator_may_set(repository):
    example = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", repository.read(".env.example"), re.MULTILINE)
    assert len(example) == len(set(example))
    assert set(example) == documented(repository)[0]


def test_only_config_reads_the_environment(repository):
    """But the screen of the command, which asks whether its person wants colours, and how wide it is."""
    faults = [
        source.at(node.lineno)
        for source in repository.sources
        if source.room != "config" and source.path.parts[1:] != ("socioeco", "cli", "screen.py")
        for node in source.nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}
    ]
    assert not faults, "\n".join(faults)
