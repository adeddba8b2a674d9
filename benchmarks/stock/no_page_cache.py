"""Our own settings, the cache of whole pages left out: what a page costs when fragments alone are ready."""

from trajectoires.config.settings import *  # noqa: F403
from trajectoires.config.settings import CACHES

CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
