from django.db.models import QuerySet

from trajectoires.trajectories.models import ImportedFile, Trajectory


def demonstrations() -> QuerySet[Trajectory]:
    return Trajectory.objects.filter(demonstration_slug__isnull=False).order_by("name")


def files_of(trajectory: Trajectory) -> list[ImportedFile]:
    """In the order of the years; files that could not be read come last."""
    return list(trajectory.files.order_by("closed_on", "name"))
