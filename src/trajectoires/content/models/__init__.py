from trajectoires.content.models.base import BasePage
from trajectoires.content.models.loaded_files import LoadedFile
from trajectoires.content.models.pages import (
    COMPARED,
    ComparisonPage,
    DoorPage,
    IndexPage,
    LeverPage,
    ModelPage,
    SheetPage,
)
from trajectoires.content.models.relations import Relation

__all__ = [
    "COMPARED",
    "BasePage",
    "ComparisonPage",
    "DoorPage",
    "IndexPage",
    "LeverPage",
    "LoadedFile",
    "ModelPage",
    "Relation",
    "SheetPage",
]
