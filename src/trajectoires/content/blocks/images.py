"""An image, its words, its caption and its credit."""

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.images.blocks import ImageBlock

from trajectoires.content.blocks.lines import LineBlock


class WordedImageBlock(ImageBlock):
    """An image whose alternative somebody writes: the title of its file is never offered in its place."""

    def __init__(self, required: bool = True, **options: Any) -> None:
        super().__init__(required=required, **options)
        for name, block in self._words().items():
            block.set_name(name)
            self.child_blocks[name] = block

    @staticmethod
    def _words() -> dict[str, blocks.Block]:
        return {
            "decorative": blocks.BooleanBlock(
                label="Image décorative",
                required=False,
                default=False,
                help_text="À cocher si elle n’apprend rien : qui écoute la page ne l’entendra pas.",
            ),
            "alt_text": blocks.CharBlock(
                label="Texte alternatif",
                required=False,
                help_text="Une phrase : ce que l’image apprend, pour qui ne la voit pas. Un brouillon s’enregistre "
                "sans elle, mais il n’est ni soumis ni publié.",
            ),
        }


class _WordedImageAdapter(StructBlockAdapter):
    js_constructor = "trajectoires.content.WordedImageBlock"

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["content/worded-image.js"])


register(_WordedImageAdapter(), WordedImageBlock)


class IllustrationBlock(blocks.StructBlock):
    image = WordedImageBlock(label="Image")
    caption = LineBlock(label="Légende", required=False)
    credit = blocks.CharBlock(label="Crédit", required=False, help_text="Qui l’a faite, sous quelle licence.")

    class Meta:
        label = "Image"
        icon = "image"
        label_format = "{caption}"
