"""Feeds proposed by the files of the site: the team checks each, then follows it or not."""

from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.news.models import FeedSource
from trajectoires.organisations.models import Organisation

PLACE = Path("veille") / "sources.yaml"
_KEYS = {
    "nom": "name",
    "editeur": "publisher",
    "flux": "feed_url",
    "site": "site_url",
    "themes": "themes",
    "territoires": "territories",
}
_ADVICE = "Corrigez cette source, puis rechargez : les autres sont chargées."


@transaction.atomic
def load_sources(*, folder: Path) -> list[str]:
    """Create, not followed, the sources of `veille/sources.yaml` whose feed the site does not know.

    Return a sentence for each that cannot be taken.
    """
    rows = _rows(folder / PLACE)
    if rows is None:
        return [f"{PLACE.as_posix()} : ce fichier n’est pas une liste de sources en YAML. Suivez son modèle."]
    known = set(FeedSource.objects.values_list("feed_url", flat=True))
    return [problem for row in rows for problem in _take(row, known)]


def _rows(path: Path) -> list[Any] | None:
    """None when the file is there and is not a list."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    return rows if isinstance(rows, list) else None


def _take(row: Any, known: set[str]) -> list[str]:
    if not isinstance(row, dict) or not {"nom", "editeur", "flux"} <= row.keys() or row.keys() - _KEYS.keys():
        return [
            _problem(
                row, f"une source a « nom », « editeur », « flux », et rien d’autre que {', '.join(_KEYS)}"
            )
        ]
    if row["flux"] in known:
        return []
    publisher = Organisation.objects.filter(slug=row["editeur"]).first()
    if publisher is None:
        return [
            _problem(row, f"l’organisation « {row['editeur']} » n’a pas de fiche dans content/organisations/")
        ]
    source = FeedSource(
        **{_KEYS[name]: value for name, value in row.items() if name != "editeur"}, publisher=publisher
    )
    try:
        source.full_clean()
    except ValidationError as error:
        return [_problem(row, " ".join(error.messages))]
    source.save()
    known.add(source.feed_url)
    return []


def _problem(row: Any, words: str) -> str:
    name = row.get("nom", "sans nom") if isinstance(row, dict) else "sans nom"
    return f"{PLACE.as_posix()}, « {name} » : {words.rstrip('.')}. {_ADVICE}"
