"""Models side by side."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from trajectoires.content.forms import ModelsForm
from trajectoires.content.models import COMPARED, ModelPage
from trajectoires.content.selectors import models


@dataclass(frozen=True)
class Comparison:
    """The form, and the table once it is well filled."""

    form: ModelsForm
    columns: list[dict[str, str]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    reconstructed: list[str] = field(default_factory=list)


def present_comparison(query: QueryDict) -> Comparison:
    """Read `?modele=4&modele=5`. One model alone is a beginning, ticked and without reproach."""
    all_models = models()
    wanted = query.getlist("modele")
    if len(wanted) < 2:
        return Comparison(ModelsForm(models=all_models, initial={"modele": wanted}))
    form = ModelsForm(query, models=all_models)
    if not form.is_valid():
        return Comparison(form)
    chosen = [model for model in all_models if model.number in form.cleaned_data["modele"]]
    return Comparison(
        form,
        columns=[{"label": f"{model.number}. {model.title}", "href": model.address} for model in chosen],
        rows=_rows(chosen),
        reconstructed=[model.title for model in chosen if model.is_title_reconstructed],
    )


def _rows(chosen: list[ModelPage]) -> list[dict[str, Any]]:
    return [
        {"label": label, "cells": [getattr(model, attribute) for model in chosen]}
        for _, attribute, label in COMPARED
    ]
