"""What an editor changed in the questionnaire since somebody answered it."""

from dataclasses import dataclass

from trajectoires.kit.models import Diagnosis
from trajectoires.kit.models.questionnaire import Questionnaire


@dataclass(frozen=True)
class Changes:
    """The words of what was added, of what is not asked any more, and of what is asked in other words."""

    version: int
    added: list[str]
    dropped: list[str]
    reworded: list[str]


def changes_since(diagnosis: Diagnosis | None, questionnaire: Questionnaire) -> Changes | None:
    """Nothing as long as the version is the one that was read. Answers are kept whatever changed."""
    if diagnosis is None or diagnosis.version == questionnaire.version:
        return None
    before, now = diagnosis.asked, questionnaire.words
    return Changes(
        version=questionnaire.version,
        added=[words for key, words in now.items() if key not in before],
        dropped=[words for key, words in before.items() if key not in now],
        reworded=[words for key, words in now.items() if before.get(key, words) != words],
    )
