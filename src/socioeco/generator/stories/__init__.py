"""The five stories the generator can tell."""

from __future__ import annotations

from typing import Final

from socioeco.generator.stories.boutique import STORY as BOUTIQUE
from socioeco.generator.stories.club import STORY as CLUB
from socioeco.generator.stories.common import Story, Year
from socioeco.generator.stories.employeur import STORY as EMPLOYEUR
from socioeco.generator.stories.festival import STORY as FESTIVAL
from socioeco.generator.stories.subvention import STORY as SUBVENTION

STORIES: Final[dict[str, Story]] = {
    story.key: story for story in (SUBVENTION, BOUTIQUE, FESTIVAL, EMPLOYEUR, CLUB)
}

__all__ = ["STORIES", "Story", "Year"]
