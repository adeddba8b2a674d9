"""For editors: what a visitor would miss in the questionnaire. Advice, never a block."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from trajectoires.kit.models import AutodiagnosticPage
from trajectoires.kit.models.questionnaire import advice_on
from trajectoires.kit.selectors import addresses_that_lead_nowhere


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_advice(request: HttpRequest, page: Page) -> None:
    """After each saving that somebody asks for; silence when there is nothing to say."""
    page = page.specific
    if not isinstance(page, AutodiagnosticPage) or not request.accepts("text/html"):
        return
    questionnaire = page.questionnaire()
    for advice in advice_on(questionnaire):
        messages.warning(request, advice)
    for address in addresses_that_lead_nowhere(questionnaire):
        messages.warning(
            request, f"« {address} » ne mène à aucune page en ligne : le résultat ne la conseillera pas."
        )
