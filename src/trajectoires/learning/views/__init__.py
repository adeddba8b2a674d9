from trajectoires.learning.views.attestations import (
    attestation,
    attestation_own,
    attestation_pdf,
    attestation_withdraw,
)
from trajectoires.learning.views.exercises import exercises
from trajectoires.learning.views.offline import course_pdf, course_zip
from trajectoires.learning.views.progress import forget, progress
from trajectoires.learning.views.verification import attestation_check, attestation_shown

__all__ = [
    "attestation",
    "attestation_check",
    "attestation_own",
    "attestation_pdf",
    "attestation_shown",
    "attestation_withdraw",
    "course_pdf",
    "course_zip",
    "exercises",
    "forget",
    "progress",
]
