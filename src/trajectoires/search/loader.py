"""Wagtail's search over PostgreSQL with the French configurations that `content` creates."""

from typing import Any

from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend


class SearchBackend(PostgresSearchBackend):
    """Accents, plurals and word endings do not matter; typing the beginning of a word finds it."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.config = "fr"
        self.autocomplete_config = "fr_auto"
