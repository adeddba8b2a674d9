"""The fields of a story, in the order of its page, and what stands together in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from trajectoires.content.enums import Sector, Size
from trajectoires.content.services import ToldFigure
from trajectoires.geography.enums import Region
from trajectoires.organisations.models import Organisation
from trajectoires.trajectories.enums import MOST_STEPS

LONG, SHORT, LINE = 3_000, 400, 300
LEAST_STEPS, SPARE_STEPS = 3, 2
FIRST_YEAR, LAST_YEAR = 1800, 2100
NAMED, UNNAMED = "nom", "sans"
# Name, label, help, and the title of the part of the page that it becomes.
WORDS = (
    ("situation", "Ce qu’était la situation", "D’où vous partiez, ce qui vous inquiétait.", "La situation"),
    (
        "change",
        "Ce que cela a changé",
        "Pour vos activités, vos équipes, vos ressources.",
        "Ce que cela a changé",
    ),
    (
        "echecs",
        "Ce qui n’a pas marché",
        "C’est souvent ce qui aide le plus les autres.",
        "Ce qui n’a pas marché",
    ),
    ("conseil", "Un conseil à qui commence", "Ce que vous auriez aimé savoir.", "Un conseil"),
)
# What a page cannot lack, and what is said when it does.
ASKED = {
    "titre": "Donnez un titre à votre récit.",
    "chapeau": "Résumez votre récit en une ou deux phrases.",
    "situation": "Dites d’où vous partiez.",
    "change": "Dites ce que cela a changé.",
    "nomme": "Choisissez si votre association est nommée.",
    "secteur": "Choisissez votre secteur.",
    "taille": "Choisissez votre taille.",
}


Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Material:
    """Who tells, and what there is to choose from: figures, and pages by key."""

    organisation: Organisation
    figures: Sequence[ToldFigure]
    models: Choices
    levers: Choices


def _text(label: str, help_text: str, longest: int, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": f"Raccourcissez : {longest} signes au plus."},
    )


class StoryFields(forms.Form):
    """`asks_all`: whether what a page cannot lack is asked for. Nothing is ticked that the person did not tick."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, draft: Mapping[str, Any], material: Material, asks_all: bool = False
    ) -> None:
        super().__init__(data, initial=dict(draft))
        self.material, self.asks_all, self.is_cleaned = material, asks_all, False
        self.step_count = self._count_steps(draft)
        self.fields |= _brief() | _words(("situation",)) | self._steps() | _words(("change", "echecs"))
        self.fields["a_reprendre"] = _text(
            "Ce que d’autres peuvent reprendre", "Une idée par ligne.", LONG, 4
        )
        self.fields |= _words(("conseil",)) | _chosen(material) | _where(material.organisation.name)
        self.ask(is_asked=asks_all or not self.is_bound)

    def ask(self, *, is_asked: bool) -> None:
        """What may stay empty says so; what a draft may lack for now does not, nor the steps: it is said once."""
        for name, field in self.fields.items():
            if name in ASKED:
                field.required = is_asked
                field.error_messages["required"] = ASKED[name]
            elif name.startswith("etape_"):
                field.required = not self.is_bound or self.is_cleaned

    def _count_steps(self, draft: Mapping[str, Any]) -> int:
        sent = [name for name in self.data if re.fullmatch(r"etape_\d+_fait", name)] if self.is_bound else []
        kept = [name for name in draft if re.fullmatch(r"etape_\d+_fait", name) and draft[name]]
        return min(MOST_STEPS, max(LEAST_STEPS, len(sent), len(kept) + SPARE_STEPS))

    def _steps(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number in range(1, self.step_count + 1):
            fields[f"etape_{number}_annee"] = _year("Année")
            fields[f"etape_{number}_jusqua"] = _year("Jusqu’en")
            fields[f"etape_{number}_fait"] = _text("Ce que vous avez décidé ou fait", "", LINE, 2)
        return fields

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("change", "echecs", "a_reprendre", "conseil")]

    @property
    def steps(self) -> list[tuple[int, list[forms.BoundField]]]:
        numbers = range(1, self.step_count + 1)
        return [(n, [self[f"etape_{n}_{part}"] for part in ("annee", "jusqua", "fait")]) for n in numbers]

    @property
    def figures(self) -> list[tuple[ToldFigure, bool]]:
        """Each figure that may be chosen, and whether it is."""
        chosen = set(self["chiffres"].value() or [])
        return [(figure, figure.key in chosen) for figure in self.material.figures]


def _brief() -> dict[str, forms.Field]:
    title = _line(
        "Titre", "Ce qui vous est arrivé, en une ligne : « Vivre sans la subvention de la ville ».", 120
    )
    lede = _text("En une ou deux phrases", "Elles se lisent dans la liste des exemples.", SHORT, 2)
    return {"titre": title, "chapeau": lede}


def _words(names: Sequence[str]) -> dict[str, forms.Field]:
    return {name: _text(label, said, LONG, 5) for name, label, said, _ in WORDS if name in names}


def _chosen(material: Material) -> dict[str, forms.Field]:
    figures = [(each.key, each.label) for each in material.figures]
    return {
        "chiffres": _boxes("Chiffres à publier", figures),
        "modeles": _boxes("Modèles touchés", material.models),
        "leviers": _boxes("Leviers touchés", material.levers),
    }


def _where(name: str) -> dict[str, forms.Field]:
    ways = [
        (NAMED, f"Par son nom : {name}"),
        (UNNAMED, "Sans la nommer : par son secteur, sa taille et sa région"),
    ]
    return {
        "secteur": _list("Secteur", Sector.choices),
        "taille": _list("Taille", Size.choices),
        "region": _list("Région", Region.choices),
        "nomme": forms.ChoiceField(
            label="Comment votre association est-elle nommée ?",
            choices=ways,
            widget=forms.RadioSelect,
            required=False,
            help_text=(
                "Sans la nommer, ni son nom ni son lieu ne sont écrits. Mais qui vous connaît peut vous reconnaître "
                "à votre récit."
            ),
        ),
        "lieu": _line(
            "Lieu", "Une ville, un quartier. Il n’est publié que si votre association est nommée.", 200
        ),
    }


def _line(label: str, help_text: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        error_messages={"max_length": f"Raccourcissez : {longest} signes au plus."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _boxes(label: str, choices: Choices) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _list(label: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Choisissez"), *choices], required=False)


def _year(label: str) -> forms.IntegerField:
    said = f"Écrivez une année en quatre chiffres, entre {FIRST_YEAR} et {LAST_YEAR}."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
    )
