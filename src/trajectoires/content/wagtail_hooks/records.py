"""Records that pages choose from, in one menu: organisations, people who sign, licences, figures."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from trajectoires.content.models import Licence, Person, SharedFigure
from trajectoires.organisations.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = "Organisations"
    list_display = ["name", "short_name", "website"]
    ordering = ["name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = "Personnes qui signent"
    list_display = ["name", "role"]
    ordering = ["name"]


class LicenceViewSet(SnippetViewSet):
    model = Licence
    icon = "key"
    menu_label = "Licences"
    list_display = ["name", "allows"]
    ordering = ["name"]


class SharedFigureViewSet(SnippetViewSet):
    model = SharedFigure
    icon = "table"
    menu_label = "Figures partagées"
    list_display = ["__str__", "slug"]
    ordering = ["slug"]


class RecordsViewSetGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, PersonViewSet, LicenceViewSet, SharedFigureViewSet)
    menu_label = "Répertoires"
    menu_icon = "folder-open-inverse"
    menu_order = 210


register_snippet(RecordsViewSetGroup)
