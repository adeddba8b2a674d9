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
    return present_term(term)


@register.filter
def define(html: str) -> SafeString:
    """Open the definition of each term the first time this piece of HTML says it."""
    return matcher().mark(str(conditional_escape(html)), set())
