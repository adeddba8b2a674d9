"""OpenDocument files: markup from data, and the package that holds it. The same content gives the same bytes."""

import html
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date

from trajectoires.kit.enums import LICENCE
from trajectoires.kit.services.writing.words import AUTHOR

NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can say
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"^ +| +$| {2,}")
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_ROOT_ATTRIBUTES = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())


def element(name: str, attributes: dict[str, str] | None = None, *inner: str) -> str:
    """An element; what is inside is markup already, attributes are not."""
    said = "".join(f' {key}="{html.escape(clean(value))}"' for key, value in (attributes or {}).items())
    return f"<{name}{said}>{''.join(inner)}</{name}>" if inner else f"<{name}{said}/>"


def clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def words(text: str) -> str:
    """Words of a paragraph: blanks in a row count for one unless they are said."""
    escaped = _BLANKS.sub(
        lambda found: element("text:s", {"text:c": str(len(found[0]))}), html.escape(clean(text), quote=False)
    )
    return escaped.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


def root(kind: str, *inner: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<office:{kind}{_ROOT_ATTRIBUTES} office:version="1.3">{"".join(inner)}</office:{kind}>'.encode()


def package(  # noqa: PLR0913 - the parts of a file
    *, media_type: str, content: bytes, styles: bytes, title: str, about: Iterable[str], day: date
) -> bytes:
    """The file: its type first and bare, as the format asks, then its parts. `about` is what it says of itself."""
    parts = {
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": _meta(title, about, day),
        "META-INF/manifest.xml": _manifest(media_type),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), media_type)
        for name, part in parts.items():
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), part)
    return target.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.compress_type, entry.external_attr = compression, 0o644 << 16
    return entry


def _meta(title: str, about: Iterable[str], day: date) -> bytes:
    said = (
        element("dc:title", {}, words(title)),
        element("dc:language", {}, "fr-FR"),
        element("dc:creator", {}, words(AUTHOR)),
        element("meta:initial-creator", {}, words(AUTHOR)),
        element("dc:date", {}, f"{day}T00:00:00"),
        element("dc:description", {}, words(" ".join(about))),
        element("meta:user-defined", {"meta:name": "Licence"}, LICENCE),
    )
    return root("document-meta", element("office:meta", {}, *said))


def _manifest(media_type: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = [("/", media_type), *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml"))]
    inner = "".join(
        element("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind})
        for path, kind in entries
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{inner}</manifest:manifest>'.encode()
