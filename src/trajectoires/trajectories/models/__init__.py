"""A trajectory is the years of one organisation. It holds yearly balances and typed lines, never an accounting entry."""

from trajectoires.trajectories.models.activities import Activity, Distribution
from trajectoires.trajectories.models.alliances import Alliance
from trajectoires.trajectories.models.files import ImportedFile, PendingFile
from trajectoires.trajectories.models.reports import Report
from trajectoires.trajectories.models.scenarios import Scenario
from trajectoires.trajectories.models.shares import Comment, Share, ShareAccess, Thread
from trajectoires.trajectories.models.stories import Story, StoryVersion
from trajectoires.trajectories.models.works import Trajectory, TypedBudget, TypedYear, new_resume_key

__all__ = [
    "Activity",
    "Alliance",
    "Comment",
    "Distribution",
    "ImportedFile",
    "PendingFile",
    "Report",
    "Scenario",
    "Share",
    "ShareAccess",
    "Story",
    "StoryVersion",
    "Thread",
    "Trajectory",
    "TypedBudget",
    "TypedYear",
    "new_resume_key",
]
