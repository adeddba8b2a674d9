"""Split in time: every project of this kind carries one monster that nobody split."""

import ast

LONGEST_FILE = 300
LONG_FUNCTION = 30
SHORT_FUNCTIONS = 0.9


def test_a_file_stays_under_300_lines(repository):
    sizes = {str(source.path): len(source.text.splitlines()) for source in repository.sources}
    assert {path: size for path, size in sizes.items() if size >= LONGEST_FILE} == {}


def test_nine_functions_in_ten_are_under_30_lines(repository):
    lengths = {
        f"{source.at(node.lineno)} {node.name}": node.end_lineno - node.lineno + 1
        for source in repository.sources
        for node in source.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert lengths
    long = sorted((name for name, length in lengths.items() if length >= LONG_FUNCTION), key=lengths.get)
    assert len(long) <= (1 - SHORT_FUNCTIONS) * len(lengths), long
