"""Shared figures and their data."""

from django.shortcuts import get_object_or_404

from trajectoires.content.models import SharedFigure


def shared_figure(slug: str) -> SharedFigure:
    """Return the figure of this slug; Http404 when there is none."""
    return get_object_or_404(SharedFigure, slug=slug)
