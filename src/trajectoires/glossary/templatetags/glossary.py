"""Definitions in place, for any template."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from trajectoires.glossary.models import Term
from trajectoires.glossary.presenters import Article, present_term
from trajectoires.glossary.selectors import matcher

register = template.Library()


@register.simple_tag
def article_of(term: Term) -> Article:
    """The term is presented once, however many blocks of its template ask."""
    article: Article | None = term.__dict__.get("_article")
    if article is None:
        article = term.__dict__["_article"] = present_term(term)
    return article


@register.filter
def define(html: str) -> SafeString:
    """Open the definition of each term the first time this piece of HTML says it."""
    return matcher().mark(str(conditional_escape(html)), set())
