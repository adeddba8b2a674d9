from trajectoires.content.models.base import BasePage
from trajectoires.content.models.credits import Licence, Person
from trajectoires.content.models.examples import ExamplePage, ExamplesPage, WithdrawnStory
from trajectoires.content.models.favourites import Favourite
from trajectoires.content.models.figures import SharedFigure
from trajectoires.content.models.lever_sheets import KEY_POINTS, LeverSheetPage, LeverTreePage
from trajectoires.content.models.library import LibraryPage, ResourcePage
from trajectoires.content.models.loaded_files import LoadedFile
from trajectoires.content.models.outside_links import LinkState, LinkUse, OutsideLink
from trajectoires.content.models.pages import (
    COMPARED,
    ComparisonPage,
    DoorPage,
    IndexPage,
    LeverPage,
    ModelPage,
    SheetPage,
)
from trajectoires.content.models.proposals import ResourceProposal
from trajectoires.content.models.relations import Relation
from trajectoires.content.models.search_words import (
    LONGEST_SEARCH,
    Intention,
    Synonyms,
    UnansweredSearch,
    VocabularyWord,
)
from trajectoires.content.models.site_version import SiteVersion
from trajectoires.content.models.source_records import SourceRecord
from trajectoires.content.models.votes import UsefulVote

__all__ = [
    "COMPARED",
    "KEY_POINTS",
    "LONGEST_SEARCH",
    "BasePage",
    "ComparisonPage",
    "DoorPage",
    "ExamplePage",
    "ExamplesPage",
    "Favourite",
    "IndexPage",
    "Intention",
    "LeverPage",
    "LeverSheetPage",
    "LeverTreePage",
    "LibraryPage",
    "Licence",
    "LinkState",
    "LinkUse",
    "LoadedFile",
    "ModelPage",
    "OutsideLink",
    "Person",
    "Relation",
    "ResourcePage",
    "ResourceProposal",
    "SharedFigure",
    "SheetPage",
    "SiteVersion",
    "SourceRecord",
    "Synonyms",
    "UnansweredSearch",
    "UsefulVote",
    "VocabularyWord",
    "WithdrawnStory",
]
