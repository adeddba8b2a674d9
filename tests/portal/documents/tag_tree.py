"""What a reader of screens finds in a PDF: its tags in their order, each with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Tag:
    name: str
    alternative: str = ""
    text: str = ""
    kids: list["Tag"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def named(self, *names: str) -> list["Tag"]:
        return [tag for tag in self.walk() if tag.name in names]

    @property
    def words(self) -> str:
        """Everything said from here on, in the order of reading."""
        return " ".join("".join(tag.text for tag in self.walk()).split())


def read_tags(pdf: pikepdf.Pdf) -> Tag:
    """The tree of tags, each with the text that it marks itself."""
    marked = {page.objgen: _marked_text(page) for page in pdf.pages}
    return _read(pdf.Root.StructTreeRoot, "Root", marked, None)


def _read(node, name, marked, page) -> Tag:
    tag = Tag(name, alternative=str(node.get("/Alt", "")))
    page = node["/Pg"].objgen if "/Pg" in node else page
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            tag.kids.append(Tag("", text=marked[page].get(kid, "")))
        elif kid.get("/Type") == "/MCR":
            tag.kids.append(
                Tag("", text=marked[kid["/Pg"].objgen if "/Pg" in kid else page].get(kid["/MCID"], ""))
            )
        elif "/S" in kid:
            tag.kids.append(_read(kid, str(kid["/S"])[1:], marked, page))
    return tag


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    found: dict[int, str] = {}
    fonts = {str(name): _decoder(font) for name, font in page.Resources.get("/Font", {}).items()}
    open_marks: list[int | None] = []
    decode = None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                open_marks.append(
                    operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                )
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                decode = fonts[str(operands[0])]
            case "Tj" | "TJ":
                mark = next((each for each in reversed(open_marks) if each is not None), None)
                if mark is not None:
                    found[mark] = found.get(mark, "") + decode(operands[0])
    return found


def _decoder(font):
    """From the codes of a font to what they write, two bytes a code."""
    table = _unicode_of(font.ToUnicode.read_bytes())

    def decode(shown) -> str:
        pieces = (
            [shown]
            if isinstance(shown, pikepdf.String)
            else [each for each in shown if isinstance(each, pikepdf.String)]
        )
        data = b"".join(bytes(each) for each in pieces)
        return "".join(table.get(data[place : place + 2], "") for place in range(0, len(data), 2))

    return decode


def _unicode_of(cmap: bytes) -> dict[bytes, str]:
    table: dict[bytes, str] = {}
    for block in _BLOCK.findall(cmap):
        for code, text in _PAIR.findall(block):
            table[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in _RANGES.findall(cmap):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[(int(first, 16) + step).to_bytes(2, "big")] = chr(start + step)
    return table
