from trajectoires.search.selectors.finding import find
from trajectoires.search.selectors.found import IN_A_GROUP, ON_A_PAGE, Found, Group, Result

__all__ = ["IN_A_GROUP", "ON_A_PAGE", "Found", "Group", "Result", "find"]
