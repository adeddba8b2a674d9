"""A list sent as a file to keep."""

from django.http import HttpResponse

from trajectoires.content.services.exports import MEDIA_TYPES, Listing, write_listing


def as_file(listing: Listing, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{listing.name}.{kind}"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(
        write_listing(listing=listing, kind=kind), content_type=MEDIA_TYPES[kind], headers=headers
    )
