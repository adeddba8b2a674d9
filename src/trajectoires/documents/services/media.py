"""The bytes of an image that a page shows."""

from django.conf import settings
from django.core.files.storage import default_storage


def read_media(address: str) -> bytes:
    """Return the bytes behind an address of the site's own images. ValueError for any other address."""
    if not address.startswith(settings.MEDIA_URL):
        raise ValueError(f"{address} is not one of our images")
    with default_storage.open(address.removeprefix(settings.MEDIA_URL)) as file:
        content: bytes = file.read()
    return content
