"""What changes a trajectory. Each verb is one transaction, except reading a long file, which reports on its way."""

from trajectoires.trajectories.services.activities import (
    name_activities,
    remove_activity,
    remove_distribution,
    save_distribution,
    share_by_column,
)
from trajectoires.trajectories.services.alliances import alliance_or_404, remove_alliance, save_alliance
from trajectoires.trajectories.services.answers import dispute, save_answers
from trajectoires.trajectories.services.budgets import budget_or_404, remove_budget, save_budget
from trajectoires.trajectories.services.comments import Draft, answer, open_thread, settle
from trajectoires.trajectories.services.files import (
    date_file,
    file_or_404,
    record_reading,
    remove_file,
    table_or_404,
)
from trajectoires.trajectories.services.keeping import keep_in, keep_in_new
from trajectoires.trajectories.services.parts import (
    NotOfOneSort,
    add_file,
    return_to_file,
    separate_file,
)
from trajectoires.trajectories.services.people import end_organisation, erase_person, export_person
from trajectoires.trajectories.services.rangements import name_financeur, place_account
from trajectoires.trajectories.services.reading import (
    TooManyFiles,
    cancel_reading,
    give_up_lost_files,
    read_pending,
    receive_files,
    replace_file,
)
from trajectoires.trajectories.services.reports import (
    Choices,
    ask_report,
    forget_reports,
    is_current,
    make_report,
    report_or_404,
)
from trajectoires.trajectories.services.returned import TooManyYears, take_back
from trajectoires.trajectories.services.scenario_sheet import typeset_sheet
from trajectoires.trajectories.services.scenarios import (
    copy_scenario,
    create_scenario,
    describe_scenario,
    put_card,
    remove_card,
    remove_scenario,
    scenario_or_404,
)
from trajectoires.trajectories.services.sharing import (
    Granted,
    accept_share,
    forget_accesses,
    record_access,
    refuse_share,
    revoke_share,
    share,
)
from trajectoires.trajectories.services.stories import (
    AlreadyAnswered,
    accept_story,
    refuse_story,
    return_story,
    save_draft,
    send_story,
    take_back_story,
)
from trajectoires.trajectories.services.typed import remove_typed, save_typed, typed_or_404
from trajectoires.trajectories.services.works import erase, erase_expired, keep, renew_link

__all__ = [
    "AlreadyAnswered",
    "Choices",
    "Draft",
    "Granted",
    "NotOfOneSort",
    "TooManyFiles",
    "TooManyYears",
    "accept_share",
    "accept_story",
    "add_file",
    "alliance_or_404",
    "answer",
    "ask_report",
    "budget_or_404",
    "cancel_reading",
    "copy_scenario",
    "create_scenario",
    "date_file",
    "describe_scenario",
    "dispute",
    "end_organisation",
    "erase",
    "erase_expired",
    "erase_person",
    "export_person",
    "file_or_404",
    "forget_accesses",
    "forget_reports",
    "give_up_lost_files",
    "is_current",
    "keep",
    "keep_in",
    "keep_in_new",
    "make_report",
    "name_activities",
    "name_financeur",
    "open_thread",
    "place_account",
    "put_card",
    "read_pending",
    "receive_files",
    "record_access",
    "record_reading",
    "refuse_share",
    "refuse_story",
    "remove_activity",
    "remove_alliance",
    "remove_budget",
    "remove_card",
    "remove_distribution",
    "remove_file",
    "remove_scenario",
    "remove_typed",
    "renew_link",
    "replace_file",
    "report_or_404",
    "return_story",
    "return_to_file",
    "revoke_share",
    "save_alliance",
    "save_answers",
    "save_budget",
    "save_distribution",
    "save_draft",
    "save_typed",
    "scenario_or_404",
    "send_story",
    "separate_file",
    "settle",
    "share",
    "share_by_column",
    "table_or_404",
    "take_back",
    "take_back_story",
    "typed_or_404",
    "typeset_sheet",
]
