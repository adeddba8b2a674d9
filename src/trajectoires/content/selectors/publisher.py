"""Who runs this installation, and under which licence its texts are, in the vocabulary of schema.org."""

from typing import Any

from django.conf import settings

LICENCE = (
    "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"  # of the texts of the site, as the footer says
)


def publisher_described() -> dict[str, Any]:
    """Return the organisation that declared running this installation; nothing while nobody did."""
    declared = settings.PUBLISHER
    if not declared["name"]:
        return {}
    organisation = {"@type": "Organization", "name": declared["name"], "url": f"{settings.SITE_URL}/"}
    details = {"address": declared["address"], "email": declared["email"]}
    return organisation | {name: value for name, value in details.items() if value}
