"""What editors say of the words that readers type: synonyms and intentions, in one menu."""

from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from trajectoires.content.models import Intention, Synonyms


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "list-ul"
    menu_label = "Synonymes"
    list_display = ["__str__", BooleanColumn("is_one_way", label="Dans un seul sens")]
    ordering = ["words"]


class IntentionViewSet(SnippetViewSet):
    model = Intention
    icon = "help"
    menu_label = "Intentions"
    list_display = ["title", "href"]
    ordering = ["title"]


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymsViewSet, IntentionViewSet)
    menu_label = "Recherche"
    menu_icon = "search"
    menu_order = 220


register_snippet(SearchViewSetGroup)
