"""The documentation tells the truth: what it names exists."""

import re
from pathlib import Path

import pytest

READ_FIRST = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\s]+)`")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
TOP = ("src/", "docs/", "content/", "tests/", "tools/", "benchmarks/", "deploy/")
RECIPES = [
    "add-a-component",
    "add-a-glossary-term",
    "add-a-page-type",
    "add-a-room",
    "add-a-sheet",
    "add-a-threshold",
    "add-a-hypothesis-card",
    "add-an-indicator",
]


def pages(repository):
    documents = [path for path in repository.files if path.parts[0] == "docs" and path.suffix == ".md"]
    return [*map(Path, READ_FIRST), *documents]


def links(repository):
    """Every link of every page that stays in the repository: (page, target, file it lands on, anchor)."""
    for page in pages(repository):
        for target in LINK.findall(FENCE.sub("", repository.read(page))):
            if "://" not in target and not target.startswith(("/", "mailto:")):
                path, _, anchor = target.partition("#")
                yield page, target, repository.root / (page.parent / path if path else page), anchor


def test_every_link_lands_on_a_file(repository):
    assert [f"{page}: {target}" for page, target, file, _ in links(repository) if not file.exists()] == []


def test_every_anchor_lands_on_a_heading(repository):
    faults = [
        f"{page}: {target}"
        for page, target, file, anchor in links(repository)
        if anchor and anchor not in anchors(file.read_text())
    ]
    assert not faults, "\n".join(faults)


def anchors(text):
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_a_path_named_in_code_exists(repository, page):
    assert missing_paths(repository, repository.read(page)) == []


def missing_paths(repository, text):
    """Paths of the repository in code spans; with a placeholder, the folder before it must exist."""
    named = [span for span in CODE.findall(text) if span.startswith(TOP)]
    fixed = [re.split(r"[^/]*[<*]", span)[0] for span in named]
    return [span for span, path in zip(named, fixed, strict=True) if not (repository.root / path).exists()]


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_lists_files_that_exist_in_order(repository, name):
    text = repository.read(f"docs/recipes/{name}.md")
    steps = re.findall(r"^(\d+)\. (.*(?:\n   .*)*)", text, re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert len(steps) >= 3
    assert missing_paths(repository, text) == []
    assert [step for _, step in steps if not CODE.search(step)] == []


def test_every_recipe_is_tested(repository):
    present = {path.stem for path in (repository.root / "docs" / "recipes").glob("*.md")}
    assert present == set(RECIPES)


def test_decisions_are_numbered_and_say_what_was_rejected(repository):
    records = sorted((repository.root / "docs" / "decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [
        f"{number:04}" for number in range(1, len(records) + 1)
    ]
    faults = [
        f"{record.name}: {section}"
        for record in records
        for section in ("# ", "## Context", "## Decision", "## Rejected alternatives")
        if not re.search(rf"^{section}", record.read_text(), re.MULTILINE)
    ]
    assert not faults, "\n".join(faults)


def test_a_decision_cited_in_the_code_exists(repository):
    known = {path.name[:4] for path in (repository.root / "docs" / "decisions").glob("*.md")}
    faults = [
        f"{path}: {number}"
        for path, text in repository.texts()
        if path.parts[0] in {"src", "tests", "tools", "benchmarks"}
        for number in re.findall(r"\bdecision (\d{4})\b", text)
        if number not in known
    ]
    assert not faults, "\n".join(faults)
