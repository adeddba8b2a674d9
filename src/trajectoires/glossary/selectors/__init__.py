from trajectoires.glossary.selectors.definitions import Matcher, matcher
from trajectoires.glossary.selectors.terms import Letter, letters, live_term, neighbours, uses_of

__all__ = ["Letter", "Matcher", "letters", "live_term", "matcher", "neighbours", "uses_of"]
