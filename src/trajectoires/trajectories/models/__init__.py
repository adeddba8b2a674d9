"""A trajectory is the years of one organisation. It holds yearly balances and typed lines, never an accounting entry."""

from trajectoires.trajectories.models.works import (
    ImportedFile,
    PendingFile,
    Trajectory,
    TypedYear,
    new_resume_key,
)

__all__ = ["ImportedFile", "PendingFile", "Trajectory", "TypedYear", "new_resume_key"]
