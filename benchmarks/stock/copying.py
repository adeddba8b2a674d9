"""Run with stock.settings: make the tables of the yardstick and copy our pages into it, each at its address."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from stock.models import StockPage  # noqa: E402
from trajectoires.content.models import BasePage  # noqa: E402
from trajectoires.content.selectors import related_pages  # noqa: E402
from trajectoires.ui.enums import Door  # noqa: E402


def copy_all() -> None:
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    pages = list(BasePage.objects.live().order_by("depth", "path").specific())
    copies: dict[str, StockPage] = {}
    for page in pages:
        copies[page.address] = _copy(page, copies)
    for page in pages:
        linked = [copies[other.address] for other in related_pages(page) if other.address in copies]
        copies[page.address].related.set(linked)
        copies[page.address].save()
    Site.objects.create(hostname="stock.test", root_page=copies["/"], site_name="stock")


def _copy(page: BasePage, copies: dict[str, StockPage]) -> StockPage:
    copy = StockPage(
        title=page.title,
        slug=page.slug if page.address != "/" else "stock",
        lede=page.lede,
        author=page.author,
        updated_on=page.updated_on,
        search_description=page.meta_description[:300],
        show_in_menus=page.address in {door.address for door in Door},
        body=page.body.get_prep_value(),
        sources=page.sources.get_prep_value(),
    )
    above = page.address.rstrip("/").rpartition("/")[0] + "/"
    parent = Page.get_first_root_node() if page.address == "/" else copies[above]
    return parent.add_child(instance=copy)


if __name__ == "__main__":
    copy_all()
