"""File → Wagtail → file is the identity: on every file of content/, and on documents drawn at random."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from socioeco.parameters import load_parameters
from trajectoires.content.blocks import as_grid
from trajectoires.content.enums import Audience, CalloutKind, Family, Holds
from trajectoires.content.loader.body import Block, from_stream, parse_body, print_body, to_stream
from trajectoires.content.loader.documents import PAGE_KEYS, Document, parse_document, print_document
from trajectoires.content.loader.genres import genres, page_types
from trajectoires.content.loader.inline import Run, tidy
from trajectoires.content.loader.names import FIGURE, IMAGE, PAGE, Names, Reference
from trajectoires.content.loader.problems import Problems
from trajectoires.content.loader.prose import Item, Items, Paragraph, Prose, Subtitle, tidy_nodes
from trajectoires.content.loader.records import record_kind, record_kinds
from trajectoires.content.loader.references import references_of
from trajectoires.content.models import SheetPage

SOURCES = Path(settings.CONTENT_DIR, "modeles")  # kept as they are, whole
FILES = sorted(path for path in Path(settings.CONTENT_DIR).rglob("*.md") if path.parent != SOURCES)
PAGES = [(PAGE, "/comprendre/", 7), (PAGE, "/", 1)]


def through_wagtail(text: str) -> str:
    """Read a file, put it in a page as Wagtail keeps it, and write that page as a file."""
    problems = Problems("un-fichier.md")
    document = parse_document(text, genres(), problems)
    assert not problems, [str(problem) for problem in problems]
    cited = {found.reference for found in references_of(document)}
    names = Names([*PAGES, *((one.model, one.name, key) for key, one in enumerate(cited, 1))])
    block = SheetPage._meta.get_field("body").stream_block
    raw = block.get_prep_value(block.to_python(to_stream(document.body, names)))
    body = from_stream(raw, names)
    return print_document(Document(document.genre, document.header, body), genres())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(settings.CONTENT_DIR)))
def test_a_file_of_the_corpus_comes_back_as_it_was(path):
    text = path.read_text(encoding="utf-8")
    assert through_wagtail(text) == text, "just contenu-mettre-en-forme rewrites it the usual way"


def test_the_corpus_is_there():
    assert len(FILES) > 50
    folders = {path.parts[len(settings.CONTENT_DIR.parts)] for path in FILES}
    assert {"pages", "glossaire", "figures", "licences", "organisations"} <= folders
    assert folders <= {"pages", *(kind.folder for kind in record_kinds())}


# --- documents drawn at random ------------------------------------------------------------------------------

WORDS = st.text(alphabet="abcé «»’':;!?#-+*[]()|<>&\"\\0123456789\u00a0\u202f…", min_size=1, max_size=20)
LINE = WORDS.map(lambda text: " ".join(text.split(" ")).strip()).filter(
    lambda text: bool(text) and "**" not in text and "](" not in text
)
RUN = st.builds(
    Run,
    text=WORDS,
    is_bold=st.booleans(),
    is_italic=st.booleans(),
    link=st.sampled_from(["", "", "", "/comprendre/", "https://exemple.org/?a=1&b=2"]),
)
RUNS = st.lists(RUN, min_size=1, max_size=3).map(tidy)
LISTS = st.recursive(
    st.builds(
        Items,
        is_ordered=st.booleans(),
        items=st.lists(st.builds(Item, RUNS), min_size=1, max_size=3).map(tuple),
    ),
    lambda inner: st.builds(
        Items,
        is_ordered=st.booleans(),
        items=st.lists(
            st.builds(Item, RUNS, st.lists(inner, max_size=2).map(tuple)), min_size=1, max_size=2
        ).map(tuple),
    ),
    max_leaves=3,
)


def proses(*, may_have_subtitles: bool):
    nodes = st.one_of(
        st.builds(Paragraph, RUNS), LISTS, *([st.builds(Subtitle, RUNS)] if may_have_subtitles else [])
    )
    return (
        st.lists(nodes, min_size=1, max_size=4)
        .map(lambda found: Prose(tidy_nodes(found)))
        .filter(lambda prose: prose.nodes)
    )


def grids(first_cells):
    years = st.lists(st.integers(1990, 2030).map(str), min_size=1, max_size=3, unique=True)

    def rows(header):
        cells = st.lists(
            st.one_of(st.just(""), st.integers(0, 100).map(str)), min_size=len(header), max_size=len(header)
        ).filter(any)
        return (
            st.lists(
                st.tuples(first_cells, cells).map(lambda pair: [pair[0], *pair[1]]), min_size=1, max_size=3
            )
            .map(lambda body: as_grid([["Famille", *header], *body]))
            .filter(lambda grid: any(row[-1] for row in grid["data"]))
        )

    return years.flatmap(rows)


ANSWERS = proses(may_have_subtitles=False)
BLOCK = st.one_of(
    st.builds(Block, st.just("heading"), LINE),
    st.builds(Block, st.just("brief"), st.lists(LINE, min_size=1, max_size=5)),
    st.builds(
        Block,
        st.just("callout"),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(CalloutKind.values),
                "title": st.one_of(st.just(""), LINE),
                "body": ANSWERS,
            }
        ),
    ),
    st.builds(Block, st.just("definition"), st.fixed_dictionaries({"question": LINE, "answer": ANSWERS})),
    st.builds(
        Block,
        st.just("table"),
        st.fixed_dictionaries({"caption": LINE, "source": st.one_of(st.just(""), LINE), "grid": grids(LINE)}),
    ),
    st.builds(
        Block,
        st.just("figure"),
        st.fixed_dictionaries(
            {
                "title": LINE,
                "summary": LINE,
                "unit": LINE,
                "source": LINE,
                "grid": grids(st.sampled_from(Family.values)),
            }
        ),
    ),
    st.builds(
        Block,
        st.just("thresholds"),
        st.lists(
            st.fixed_dictionaries(
                {
                    "identifier": st.sampled_from(sorted(load_parameters())),
                    "comment": st.one_of(st.just(""), LINE),
                }
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    st.builds(Block, st.just("shared_figure"), st.just(Reference(FIGURE, "ressources-des-associations"))),
    st.builds(
        Block,
        st.just("image"),
        st.fixed_dictionaries(
            {
                "image": st.one_of(
                    LINE.map(lambda text: {"decorative": False, "alt_text": text}),
                    st.just({"decorative": True, "alt_text": ""}),
                ).map(lambda said: {"image": Reference(IMAGE, "images/arbre.png"), **said}),
                "caption": st.one_of(st.just(""), LINE),
                "credit": st.one_of(st.just(""), LINE),
            }
        ),
    ),
    st.builds(
        Block,
        st.just("strengths"),
        st.fixed_dictionaries(
            {"plus": st.lists(LINE, min_size=1, max_size=3), "minus": st.lists(LINE, max_size=3)}
        ),
    ),
)
# A text is always followed by something else: two texts in a row are one text.
BODY = st.lists(
    st.one_of(BLOCK.map(lambda block: [block]), st.builds(lambda prose, block: [Block("text", prose), block],
              proses(may_have_subtitles=True), BLOCK)), max_size=3
).map(lambda parts: [block for part in parts for block in part])  # fmt: skip
DAY = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))
HEADER = st.fixed_dictionaries(
    {
        "titre": LINE,
        "chapeau": LINE,
        "auteur": LINE,
        "mis_a_jour_le": DAY,
        "a_revoir_le": st.dates(dt.date(2027, 1, 1), dt.date(2030, 1, 1)),
    },
    optional={
        "surtitre": LINE,
        "description": LINE,
        "public": st.lists(st.sampled_from(Audience.values), min_size=1, unique=True),
        "relu_le": DAY,
        "sources": st.lists(
            st.fixed_dictionaries(
                {"reference": LINE}, optional={"adresse": st.just("https://exemple.org/"), "consulte_le": DAY}
            ),
            min_size=1,
            max_size=2,
        ),
        "relations": st.fixed_dictionaries({"voisin": st.just(["/comprendre/"])}),
    },
)


@hypothesis_settings(deadline=None, max_examples=150)
@given(header=HEADER, body=BODY)
def test_a_document_drawn_at_random_comes_back_as_it_was(header, body):
    text = print_document(Document("fiche", header, body), genres())
    assert through_wagtail(text) == text


@hypothesis_settings(deadline=None, max_examples=100)
@given(header=HEADER, body=BODY)
def test_reading_gives_the_document_that_was_written(header, body):
    problems = Problems("un-fichier.md")
    written = Document("fiche", header, body)
    assert parse_document(print_document(written, genres()), genres(), problems) == written


def names_of(keys):
    return {key.name for key in keys} | {name for key in keys for name in names_of(key.keys)}


def test_every_genre_and_each_of_its_keys_is_described():
    described = (settings.ROOT / "docs" / "contenu.md").read_text(encoding="utf-8")
    common = {key.name for key in PAGE_KEYS}
    for genre in genres().values():
        if genre.holds is Holds.SOURCE:  # its files have a form of their own, and a part of the page
            assert f"content/{record_kind(genre=genre.name).folder}/" in described
            continue
        row = next((line for line in described.split("\n") if line.startswith(f"| `{genre.name}` |")), None)
        assert row, f"{genre.name} has no row"
        is_page = genre.name in page_types()
        own = (
            genre.keys[len(PAGE_KEYS) :] if is_page else [key for key in genre.keys if key.name not in common]
        )
        rest = (
            described if genre.name in {"modele", "lecon"} else row
        )  # part of them has a paragraph of its own
        assert [name for name in sorted(names_of(own)) if f"`{name}`" not in rest] == [], genre.name


def test_the_examples_of_the_documentation_are_written_the_usual_way():
    described = (settings.ROOT / "docs" / "contenu.md").read_text(encoding="utf-8")
    examples = re.findall(r"```\n(:::.*?\n:::)\n```", described, re.DOTALL)
    assert len(examples) == 9
    for example in examples:
        problems = Problems("docs/contenu.md")
        assert print_body(parse_body(example.split("\n"), 1, problems)) == example
        assert not problems
