"""What an organisation writes of its trajectory. A draft keeps anything; a preview asks for what a page cannot lack."""

from collections.abc import Mapping
from typing import Any

from socioeco.formats import typographie
from trajectoires.content.enums import Sector, Size
from trajectoires.content.services import ToldStory
from trajectoires.geography.enums import Region
from trajectoires.trajectories.forms.story_fields import (
    LINE,
    LONG,
    NAMED,
    UNNAMED,
    WORDS,
    Material,
    StoryFields,
)

__all__ = ["Material", "StoryForm"]
LEAST_NAME = 4  # letters: a shorter name is found in any text


class StoryForm(StoryFields):
    """A draft is kept whatever it says; what is told comes out of a form that asks all and is valid."""

    # --- what is wrong

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in range(1, self.step_count + 1):
            self._clean_step(number, values)
        if self.asks_all:
            self._clean_missing(values)
            self._clean_name(values)
        self.is_cleaned = True
        self.ask(is_asked=True)
        return values

    def _clean_step(self, number: int, values: Mapping[str, Any]) -> None:
        year, until, fact = (values.get(f"etape_{number}_{part}") for part in ("annee", "jusqua", "fait"))
        if fact and not year and f"etape_{number}_annee" not in self.errors:
            self.add_error(f"etape_{number}_annee", f"Écrivez l’année de l’étape {number}, par exemple 2024.")
        if (year or until) and not fact:
            self.add_error(
                f"etape_{number}_fait", "Dites ce que vous avez décidé cette année-là, ou videz l’année."
            )
        if year and until and until < year:
            self.add_error(f"etape_{number}_jusqua", f"L’étape {number} finit avant son début.")

    def _clean_missing(self, values: Mapping[str, Any]) -> None:
        if values.get("nomme") == UNNAMED and not values.get("region"):
            self.add_error("region", "Choisissez votre région : elle situe votre association sans la nommer.")
        wrong = any(name.startswith("etape_") for name in self.errors)
        if not (wrong or self._told_steps(values)):
            self.add_error("etape_1_fait", "Écrivez au moins une étape : ce que vous avez décidé, et quand.")

    def _clean_name(self, values: Mapping[str, Any]) -> None:
        """Who prefers not to be named is told where she names herself."""
        if values.get("nomme") != UNNAMED:
            return
        whose = self.material.organisation
        names = [whose.name, whose.short_name, whose.town]
        hidden = [name.casefold() for name in names if len(name) >= LEAST_NAME]
        for name, text in list(values.items()):
            if isinstance(text, str) and name != "lieu" and any(each in text.casefold() for each in hidden):
                self.add_error(
                    name, "Ce texte dit le nom ou la commune de votre association. Retirez-le, ou nommez-la."
                )

    # --- what is kept

    def draft(self) -> dict[str, Any]:
        """As it was typed, valid or not: nothing is lost."""
        many = {"chiffres", "modeles", "leviers"}
        return {
            name: self.data.getlist(name)
            if name in many
            else self.data.get(name, "").replace("\0", "")[: LONG * 2]
            for name in self.fields
        }

    def told(self) -> ToldStory:
        """What the page will say. To be called when the form is valid and asks all."""
        values = self.cleaned_data
        is_named = values["nomme"] == NAMED
        chosen = set(values["chiffres"])
        return ToldStory(
            title=values["titre"],
            lede=" ".join(values["chapeau"].split()),
            told_by=self.material.organisation.name if is_named else unnamed(values),
            place=values["lieu"] if is_named else "",
            sector=values["secteur"],
            size=values["taille"],
            territories=(values["region"],) if values["region"] else (),
            steps=tuple(self._told_steps(values)),
            sections=tuple((title, values[name]) for name, _, _, title in WORDS if values[name]),
            reusable=tuple(line[:LINE] for line in _lines(values["a_reprendre"])),
            figures=tuple(figure for figure in self.material.figures if figure.key in chosen),
            related=tuple(int(key) for key in (*values["modeles"], *values["leviers"])),
        )

    def _told_steps(self, values: Mapping[str, Any]) -> list[tuple[int, int | None, str]]:
        found = [
            tuple(values.get(f"etape_{number}_{part}") for part in ("annee", "jusqua", "fait"))
            for number in range(1, self.step_count + 1)
        ]
        return sorted(
            ((year, until, " ".join(fact.split())) for year, until, fact in found if year and fact),
            key=lambda step: step[0],
        )


def unnamed(values: Mapping[str, Any]) -> str:
    """« Une association (culture et spectacles, de 1 à 9 salariés, Bretagne) »."""
    size = "" if values["taille"] == Size.INCONNUE else str(Size(values["taille"]).label)
    parts = [
        _lowered(str(Sector(values["secteur"]).label)),
        _lowered(size),
        str(Region(values["region"]).label),
    ]
    return typographie(f"Une association ({', '.join(part for part in parts if part)})")


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
