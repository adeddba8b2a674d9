"""What a public installation must say of itself (product rule 10)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

REQUIRED = {
    "name": "PUBLISHER_NAME",
    "address": "PUBLISHER_ADDRESS",
    "director": "PUBLICATION_DIRECTOR",
    "email": "CONTACT_EMAIL",
    "data_protection": "DATA_PROTECTION_CONTACT",
    "host_name": "HOST_NAME",
    "host_address": "HOST_ADDRESS",
}


@register(Tags.security, deploy=True)
def operator_is_declared(**_kwargs: Any) -> list[CheckMessage]:
    """A site that is put on line says who publishes it, who hosts it, and whom to ask about personal data."""
    missing = [variable for key, variable in REQUIRED.items() if not settings.PUBLISHER[key]]
    if not missing:
        return []
    return [
        Error(
            "Cette installation ne dit pas qui la tient.",
            hint=f"Donnez ces variables d’environnement (docs/environment.md) : {', '.join(missing)}.",
            id="home.E001",
        )
    ]
