from typing import Any

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "trajectoires.content"
    verbose_name = "contenu"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

        for signal in (published, unpublished, page_published, page_unpublished, post_page_move):
            signal.connect(_published)


def _published(**_: Any) -> None:
    """Whatever publishes, from the editors' space, a schedule or a file: readers see it within a second."""
    from trajectoires.content.services import raise_site_version

    raise_site_version()
