"""What the templates of pages show. A page is presented once, however many blocks of its template ask."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from trajectoires.content import selectors
from trajectoires.content.forms import ModelsForm
from trajectoires.content.models import BasePage, ComparisonPage, LeverSheetPage
from trajectoires.content.presenters import Comparison, Sheet, present_comparison, present_sheet
from trajectoires.content.presenters.blocks import Piece
from trajectoires.content.presenters.levers import TreeBranch, present_tree
from trajectoires.content.presenters.structured import describe_page
from trajectoires.content.selectors import around

register = template.Library()


@register.simple_tag
def sheet_of(page: BasePage) -> Sheet:
    """The page's sections, summary, links, sources and crumbs."""
    sheet: Sheet | None = page.__dict__.get("_sheet")
    if sheet is None:
        sheet = page.__dict__["_sheet"] = present_sheet(page, today=timezone.localdate())
    return sheet


@register.simple_tag
def children_of(page: BasePage) -> list[BasePage]:
    return selectors.children_of(page)


@register.simple_tag
def lists_of(page: BasePage) -> list[tuple[BasePage, list[BasePage]]]:
    return selectors.lists_of(page)


@register.simple_tag(takes_context=True)
def models_form(context: Context) -> ModelsForm:
    """The models chosen in the address."""
    return ModelsForm.from_query(context["request"].GET, models=selectors.models())


@register.simple_tag
def comparison_of(form: ModelsForm) -> Comparison:
    """The models that the form has chosen, side by side."""
    chosen = form.chosen
    return present_comparison(
        [model for model in selectors.models() if model.number in chosen] if chosen else []
    )


@register.simple_tag
def export_query(form: ModelsForm) -> str:
    """The chosen models, as the address of the table to take away names them."""
    return urlencode([("modele", number) for number in form.chosen])


@register.simple_tag
def comparison_address(number: int) -> str:
    """Where to compare this model with others; empty while there is no such page."""
    page: Any = ComparisonPage.objects.live().only("url_path").first()
    return f"{page.address}?modele={number}" if page else ""


@register.simple_tag(takes_context=True)
def reading_of(context: Context, page: BasePage) -> str:
    """`bref` when the address asks for the brief alone and the page has one; else empty: the whole page."""
    request = context.get("request")
    wanted = request.GET.get("lecture") if request else ""
    return "bref" if wanted == "bref" and sheet_of(page).brief else ""


@register.simple_tag
def tree_branches() -> list[TreeBranch]:
    return present_tree()


@register.simple_tag
def sheets_of_lever(lever: str) -> list[LeverSheetPage]:
    return around.sheets_of_lever(lever)


@register.simple_tag
def lever_tree_address() -> str:
    return around.lever_tree_address()


@register.simple_tag
def described(page: BasePage) -> dict[str, Any]:
    """The page in the vocabulary of schema.org."""
    return describe_page(page, sheet_of(page))


@register.simple_tag
def draw(piece: Piece) -> SafeString:
    """One block, with its own data and nothing else of the page."""
    return render_to_string(piece.template, dict(piece.data))
