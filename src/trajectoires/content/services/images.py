"""An image as a page shows it: light, whatever was uploaded."""

from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError

HEAVIEST_BYTES = 60_000  # of the one image that a reader's browser chooses
_SMALL = "max-360x540|format-webp|webpquality-65"
_LARGE = (  # from the finest: the first one that is light enough
    "max-720x1080|format-webp|webpquality-72",
    "max-720x1080|format-webp|webpquality-45",
    "max-560x840|format-webp|webpquality-40",
    "max-400x600|format-webp|webpquality-30",
)


@dataclass(frozen=True)
class ShownImage:
    """Two sizes in WebP, without the camera's data: place and date stay in the original."""

    src: str
    srcset: str
    width: int
    height: int


def shown_image(image: AbstractImage) -> ShownImage | None:
    """None when its file is gone: the page then gives its alternative."""
    try:
        large = _light(image)
        small = _rendition(image, _SMALL)
    except SourceImageIOError:
        return None
    srcset = f"{small.url} {small.width}w, {large.url} {large.width}w" if small.width < large.width else ""
    return ShownImage(src=large.url, srcset=srcset, width=large.width, height=large.height)


def _light(image: AbstractImage) -> AbstractRendition:
    for spec in _LARGE:
        rendition = _rendition(image, spec)
        if rendition.file.size <= HEAVIEST_BYTES:
            break
    return rendition


def _rendition(image: AbstractImage, spec: str) -> AbstractRendition:
    wanted = Filter(spec=spec)
    if wanted not in image.find_existing_renditions(wanted):
        _draw(image, wanted)
    return image.get_rendition(wanted)


def _draw(image: AbstractImage, wanted: Filter) -> None:
    """What Wagtail does, and the temporary file is closed. Two readers at once draw the same: one is kept."""
    if not image.file.storage.exists(image.file.name):
        raise SourceImageIOError(image.file.name)
    with image.generate_rendition_file(wanted) as drawn:
        image.renditions.get_or_create(
            filter_spec=wanted.spec, focal_point_key=wanted.get_cache_key(image), defaults={"file": drawn}
        )
