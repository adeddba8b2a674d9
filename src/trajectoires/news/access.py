"""Who may sort what the feeds of others brought."""

from typing import Any

from trajectoires.news.models import WatchPage


def may_sort(user: Any) -> bool:
    """Whoever may add a page to the watch: keeping an article makes a draft there."""
    watch = WatchPage.objects.first()
    return bool(watch and watch.permissions_for_user(user).can_add_subpage())
