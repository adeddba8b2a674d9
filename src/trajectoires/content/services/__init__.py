from trajectoires.content.services.archiving import load_archive, write_archive
from trajectoires.content.services.corpus import CorpusReport, check_corpus
from trajectoires.content.services.corpus.figures import draw_figures
from trajectoires.content.services.exporting import export_content, export_page
from trajectoires.content.services.loading import load_content
from trajectoires.content.services.persons import erase_person, export_person, keep_at_sign_in
from trajectoires.content.services.reports import LoadReport
from trajectoires.content.services.roles import MODERATORS, PUBLISHERS, WRITERS, establish_roles
from trajectoires.content.services.search_words import (
    forget_unanswered,
    load_search_words,
    record_unanswered,
)
from trajectoires.content.services.site_version import raise_site_version
from trajectoires.content.services.stories import (
    NoExamples,
    ToldFigure,
    ToldStory,
    draw_page,
    publish_story,
    withdraw_story,
)
from trajectoires.content.services.term_uses import record_term_uses
from trajectoires.content.services.tidying import tidy_files
from trajectoires.content.services.vocabulary import refresh_vocabulary
from trajectoires.content.services.votes import UnableToKeepVote, record_vote, treat_vote

__all__ = [
    "MODERATORS",
    "PUBLISHERS",
    "WRITERS",
    "CorpusReport",
    "LoadReport",
    "NoExamples",
    "ToldFigure",
    "ToldStory",
    "UnableToKeepVote",
    "check_corpus",
    "draw_figures",
    "draw_page",
    "erase_person",
    "establish_roles",
    "export_content",
    "export_page",
    "export_person",
    "forget_unanswered",
    "keep_at_sign_in",
    "load_archive",
    "load_content",
    "load_search_words",
    "publish_story",
    "raise_site_version",
    "record_term_uses",
    "record_unanswered",
    "record_vote",
    "refresh_vocabulary",
    "tidy_files",
    "treat_vote",
    "withdraw_story",
    "write_archive",
]
