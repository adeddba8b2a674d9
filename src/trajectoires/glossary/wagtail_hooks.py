"""The glossary in the editors' space."""

from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from trajectoires.glossary.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = "Glossaire"
    menu_name = "glossaire"
    add_to_admin_menu = True
    list_display = ["term", "updated_on", "review_due_on", LiveStatusTagColumn()]
    ordering = ["term"]


register_snippet(TermViewSet)
