"""The names of everything that a file may cite, as the site has them now."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.apps import apps
from django.utils.text import slugify

from trajectoires.content.loader.assets import ASSETS, AssetKind
from trajectoires.content.loader.names import DOCUMENT, PAGE, Names
from trajectoires.content.loader.records import record_kinds
from trajectoires.content.models import LoadedFile
from trajectoires.content.selectors import addresses


def site_names() -> Names:
    """Return pages by address, records by slug, documents and images by the path of their file."""
    names = Names((PAGE, address, key) for key, address in addresses().items())
    for kind in record_kinds():
        for slug, key in apps.get_model(kind.model).objects.values_list("slug", "pk"):
            names.add(kind.model, slug, key)
    for asset in ASSETS:
        for path, key in _asset_paths(asset):
            names.add(asset.model, path, key)
    return names


def _asset_paths(kind: AssetKind) -> Iterator[tuple[str, int]]:
    """A document or an image goes back to the file that it came from; another gets a path from its own name."""
    attribute = "document" if kind.model == DOCUMENT else "image"
    loaded = dict(LoadedFile.objects.exclude(**{attribute: None}).values_list(attribute, "path"))
    taken = set(LoadedFile.objects.values_list("path", flat=True))
    for key, name in apps.get_model(kind.model).objects.order_by("pk").values_list("pk", "file"):
        path = loaded.get(key) or _free_path(kind, PurePosixPath(name), key, taken)
        taken.add(path)
        yield path, key


def _free_path(kind: AssetKind, name: PurePosixPath, key: int, taken: set[str]) -> str:
    stem, ending = slugify(name.stem).replace("_", "-").strip("-") or "fichier", name.suffix.lower()
    path = f"{kind.folder}/{stem}{ending}"
    return path if path not in taken else f"{kind.folder}/{stem}-{key}{ending}"
