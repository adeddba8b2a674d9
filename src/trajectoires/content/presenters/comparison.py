"""Models side by side."""

from dataclasses import dataclass
from typing import Any

from trajectoires.content.models import COMPARED, ModelPage
from trajectoires.content.services.exports import Listing


@dataclass(frozen=True)
class Comparison:
    """The table of the chosen models, as its component expects it; without rows when none is chosen."""

    columns: list[dict[str, str]]
    rows: list[dict[str, Any]]
    reconstructed: list[str]


def present_comparison(chosen: list[ModelPage]) -> Comparison:
    """Return one column a model, one row a question."""
    return Comparison(
        columns=[{"label": f"{model.number}. {model.title}", "href": model.address} for model in chosen],
        rows=_rows(chosen) if chosen else [],
        reconstructed=[model.title for model in chosen if model.is_title_reconstructed],
    )


def comparison_listing(chosen: list[ModelPage]) -> Listing:
    """Return the same table to take away, a title of ours said as on the screen."""
    shown = present_comparison(chosen)
    titles = [
        f"{column['label']} (titre : notre reconstitution)"
        if model.is_title_reconstructed
        else column["label"]
        for column, model in zip(shown.columns, chosen, strict=True)
    ]
    return Listing(
        name="comparaison-des-modeles",
        title="Comparaison des modèles",
        columns=["Critère", *titles],
        rows=[[row["label"], *row["cells"]] for row in shown.rows],
    )


def _rows(chosen: list[ModelPage]) -> list[dict[str, Any]]:
    return [
        {"label": label, "cells": [getattr(model, attribute) for model in chosen]}
        for _, attribute, label in COMPARED
    ]
