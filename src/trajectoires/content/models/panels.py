"""The tabs of the editing form, the same for every page type."""

from collections.abc import Sequence

from django import forms
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

REVIEW_PANEL = MultiFieldPanel(
    [
        FieldPanel("author"),
        FieldPanel("people", widget=forms.CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("updated_on"), FieldPanel("reread_on"), FieldPanel("review_due_on")]),
    ],
    heading="Qui, et quand",
)


def editing_tabs(own: Sequence[Panel] = ()) -> TabbedInterface:
    """Return the form of a page type; `own` are the panels of its own fields, shown after the lede."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("kicker"),
                    FieldPanel("lede"),
                    *own,
                    FieldPanel("body"),
                ],
                heading="Texte",
            ),
            ObjectList(
                [FieldPanel("audience"), FieldPanel("themes"), FieldPanel("territories"), REVIEW_PANEL],
                heading="Lecture et relecture",
            ),
            ObjectList([FieldPanel("sources")], heading="Sources"),
            ObjectList(
                [
                    InlinePanel(
                        "relations",
                        heading="Liens vers d’autres pages",
                        label="Lien",
                        help_text="Un lien s’écrit d’un seul côté et se lit des deux.",
                    )
                ],
                heading="Liens",
            ),
            ObjectList(
                [
                    FieldPanel("slug"),
                    FieldPanel("search_description"),
                    FieldPanel("searched_as"),
                    PublishingPanel(),
                    CommentPanel(),
                ],
                heading="Publication",
            ),
        ]
    )
