"""Build the display face of the site from the npm package `@fontsource-variable/bricolage-grotesque`.

    npm pack @fontsource-variable/bricolage-grotesque@5.3.0 && tar xzf fontsource-variable-*.tgz
    python tools/build_font.py package/files OUTPUT.woff2 PAPER.ttf

The result keeps what French headings need and nothing else: weight pinned at 690, optical size left
variable, narrow no-break space and non-breaking hyphen added (the upstream file has neither).
"""

import argparse
import copy
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

LIMIT_BYTES = 30_000
AXES = {"wght": 690, "opsz": (14, 96)}
LAYOUT_FEATURES = ["kern", "mark", "ccmp", "locl", "tnum"]
FRENCH = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜàâäæçèéêëîïñôöùûüÿŒœ«»‘’“”–—…•·§©°²³ª×½€−"
    + "\u00a0"
)
FAMILY, SIZE_ON_PAPER, FIRST_OWN_NAME = "Bricolage Grotesque", 32, 256
NARROW_SPACE, NO_BREAK_HYPHEN, Y_DIERESIS = 0x202F, 0x2011, 0x0178


def load_pinned(path: Path) -> TTFont:
    """Return the font with its weight pinned and its optical size kept as the only axis."""
    font = TTFont(path, recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, AXES, inplace=True)


def keep_characters(font: TTFont, text: str) -> None:
    options = Options()
    options.layout_features = LAYOUT_FEATURES
    options.drop_tables += ["HVAR", "DSIG"]
    options.name_IDs = [0, 1, 2, 5, 6, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)


def add_glyph(font: TTFont, name: str, glyph: Glyph, metrics: tuple[int, int]) -> None:
    font["glyf"][name] = glyph
    font["hmtx"][name] = metrics
    font["gvar"].variations.setdefault(name, [])


def map_character(font: TTFont, codepoint: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[codepoint] = name


def add_narrow_space(font: TTFont) -> None:
    """Give U+202F three fifths of a word space: French puts it before ; ! ? and inside numbers.

    The thin space of the face is half of one: in large headings the mark would touch the word.
    """
    word_space = font["hmtx"][font.getBestCmap()[ord(" ")]][0]
    add_glyph(font, "uni202F", Glyph(), (round(word_space * 3 / 5), 0))
    map_character(font, NARROW_SPACE, "uni202F")


def copy_glyph(source: TTFont, target: TTFont, codepoint: int) -> None:
    """Copy one composite glyph whose parts exist, under the same names, in the target."""
    name = source.getBestCmap()[codepoint]
    glyph = copy.deepcopy(source["glyf"][name])
    missing = [part.glyphName for part in glyph.components if part.glyphName not in target["glyf"].glyphs]
    if missing:
        raise SystemExit(f"U+{codepoint:04X} needs glyphs that were left out: {missing}")
    add_glyph(target, name, glyph, source["hmtx"][name])
    target["gvar"].variations[name] = copy.deepcopy(source["gvar"].variations.get(name, []))
    map_character(target, codepoint, name)


def build(folder: Path) -> TTFont:
    font = load_pinned(folder / "bricolage-grotesque-latin-opsz-normal.woff2")
    keep_characters(font, FRENCH)
    extension = load_pinned(folder / "bricolage-grotesque-latin-ext-opsz-normal.woff2")
    copy_glyph(extension, font, Y_DIERESIS)
    add_narrow_space(font)
    map_character(font, NO_BREAK_HYPHEN, font.getBestCmap()[ord("-")])
    font.flavor = "woff2"
    return font


def for_paper(face: Path) -> TTFont:
    """The same face for the documents that are typeset: one optical size, no compression."""
    font = instancer.instantiateVariableFont(TTFont(face, recalcTimestamp=False), {"opsz": SIZE_ON_PAPER})
    font["name"].setName(FAMILY, 1, 3, 1, 0x409)
    font["name"].names = [each for each in font["name"].names if each.nameID < FIRST_OWN_NAME]
    font.flavor = None
    return font


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, help="folder `files` of the unpacked npm package")
    parser.add_argument("output", type=Path)
    parser.add_argument("paper", type=Path, help="where the face of typeset documents goes")
    arguments = parser.parse_args()
    build(arguments.files).save(arguments.output)
    size = arguments.output.stat().st_size
    if size > LIMIT_BYTES:
        raise SystemExit(f"{size} bytes: over the budget of {LIMIT_BYTES}")
    for_paper(arguments.output).save(arguments.paper)
    print(f"{arguments.output}: {size} bytes")


if __name__ == "__main__":
    main()
