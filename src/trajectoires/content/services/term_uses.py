"""Tell the glossary which pages say its terms."""

from django.db import transaction
from django.db.models import F

from trajectoires.content.models import BasePage, SiteVersion
from trajectoires.content.selectors.terms import terms_said
from trajectoires.glossary.services import Use, record_uses


@transaction.atomic
def record_term_uses() -> bool:
    """Look again at every published page, if anything was published since the last time; return whether it was done.

    The pages of terms show the result, so the version of the site goes up when the result changes.
    """
    due = SiteVersion.objects.select_for_update().filter(number__gt=F("terms_number")).first()
    if due is None:
        return False
    is_changed = record_uses(uses=[_use(page) for page in BasePage.objects.live().public().specific()])
    number = F("number") + int(is_changed)
    SiteVersion.objects.update(number=number, terms_number=number)
    return True


def _use(page: BasePage) -> Use:
    kind = str(page._meta.verbose_name_plural).capitalize()
    return Use(kind=kind, title=page.title, address=page.address, slugs=frozenset(terms_said(page)))
