"""Write organisations."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from trajectoires.organisations.models import Organisation


@transaction.atomic
def save_organisation(*, slug: str, values: Mapping[str, Any]) -> Organisation:
    """Create or change the organisation of this slug. Raise ValidationError if it is wrong."""
    organisation = Organisation.objects.filter(slug=slug).first() or Organisation(slug=slug)
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save()
    return organisation
