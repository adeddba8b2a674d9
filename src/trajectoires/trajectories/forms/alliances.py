"""A partner, in plain words: only its name must be said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from socioeco.formats import format_date
from socioeco.readers.alliances import APPORTS, Alliance, Apport, Ecrit, NaturePartenaire
from trajectoires.trajectories.fields import AmountField, DayField, OpenChoiceField
from trajectoires.trajectories.models.alliances import GIVES_LENGTH, NAME_LENGTH, NATURES, WRITINGS
from trajectoires.trajectories.selectors import Exercice

LARGEST = 10**13  # centimes
TOO_LARGE = "Vérifiez ce montant : il dépasse cent milliards d’euros."
NEGATIVE = "Écrivez ce montant sans signe moins."
CHOOSE = "Choisissez une réponse dans la liste."
NO_ANSWER = ("", "Pas de réponse")


@dataclass(frozen=True)
class YearFields:
    """What one exercice asks: the money, and the value of what is not money."""

    label: str
    argent: BoundField
    nature: BoundField


class _Amount(AmountField):
    def __init__(self, **options: Any) -> None:
        super().__init__(negative=NEGATIVE, **options)

    def read(self, text: str) -> int:
        found = super().read(text)
        if found > LARGEST:
            raise forms.ValidationError(TOO_LARGE, code="hors")
        return found


class _OpenChoices(forms.MultipleChoiceField):
    """May stay empty; `required` as for a TypedField."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class _OpenWords(forms.CharField):
    def validate(self, value: str) -> None:
        """May stay empty."""


class AllianceForm(forms.Form):
    """`payers` are those that accounts name and that no other partner is; `told` is what is corrected."""

    use_required_attribute = False

    nom = forms.CharField(
        label="Nom du partenaire",
        max_length=NAME_LENGTH,
        help_text="Une organisation, pas une personne : la commune, l’entreprise, la fondation, l’association.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Écrivez le nom du partenaire, pour le reconnaître parmi les autres.",
            "max_length": f"Raccourcissez ce nom : {NAME_LENGTH} caractères au plus.",
        },
    )
    nature = OpenChoiceField(
        label="Qui est-ce ?", choices=[NO_ANSWER, *NATURES], error_messages={"invalid_choice": CHOOSE}
    )
    depuis = DayField(
        of_year=(1, 1),
        label="Depuis quand ?",
        help_text="Une date, ou une année seule : 2021 veut dire le 1er janvier.",
    )
    jusqu_au = DayField(
        of_year=(12, 31),
        label="Jusqu’à quand ?",
        help_text="La fin écrite, ou le jour où l’alliance s’est arrêtée. Vide : elle continue, sans date de fin.",
    )
    ecrit = OpenChoiceField(
        label="Est-ce écrit ?", choices=[NO_ANSWER, *WRITINGS], error_messages={"invalid_choice": CHOOSE}
    )
    apporte = _OpenChoices(
        label="Ce que le partenaire vous apporte",
        choices=[(each.value, APPORTS[each]) for each in Apport],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE},
    )
    donne = _OpenWords(
        label="Ce que votre association lui apporte",
        max_length=GIVES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En quelques mots : un service rendu, un public, un savoir-faire, une visibilité.",
        error_messages={"max_length": f"Raccourcissez votre texte : {GIVES_LENGTH} caractères au plus."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        exercices: Sequence[Exercice],
        payers: Sequence[str],
        told: Alliance | None,
    ) -> None:
        self.exercices, self.told = exercices, told
        super().__init__(data, initial=_initial(told) if told else None)
        if payers or (data and data.get("payeur")):  # one taken since the page was opened is refused in words
            self.fields["payeur"] = _payer_field(payers)
        for year in exercices:
            self.fields[_name("argent", year)] = _money_field(year, has_payers=bool(payers))
            self.fields[_name("nature", year)] = _value_field(year)

    @property
    def has_payers(self) -> bool:
        return "payeur" in self.fields

    @property
    def years(self) -> Iterator[YearFields]:
        """The latest first: it is the one best remembered."""
        for year in reversed(self.exercices):
            yield YearFields(year.label, self[_name("argent", year)], self[_name("nature", year)])

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What was said of each exercice."""
        for year in self.exercices if self.told else ():
            if field_name == _name("argent", year):
                return self.told.argent.get(year.key) if self.told else None
            if field_name == _name("nature", year):
                return self.told.en_nature.get(year.key) if self.told else None
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        since, end = self.cleaned_data.get("depuis"), self.cleaned_data.get("jusqu_au")
        if since and end and end < since:
            self.add_error("jusqu_au", f"Écrivez une date qui suit le début, le {format_date(since)}.")
        return self.cleaned_data

    def alliance(self) -> Alliance:
        """What is written, with what was said of exercices that are not asked here."""
        values = self.cleaned_data
        return Alliance(
            nom=values["nom"],
            nature=NaturePartenaire(values["nature"]) if values["nature"] else None,
            depuis=values["depuis"],
            jusqu_au=values["jusqu_au"],
            apporte=frozenset(map(Apport, values["apporte"])),
            donne=values["donne"],
            ecrit=Ecrit(values["ecrit"]) if values["ecrit"] else None,
            payeur=values["payeur"] if self.has_payers else (self.told.payeur if self.told else ""),
            argent=self._by_year("argent", self.told.argent if self.told else {}),
            en_nature=self._by_year("nature", self.told.en_nature if self.told else {}),
        )

    def _by_year(self, what: str, known: Mapping[str, int]) -> dict[str, int]:
        asked = {year.key: self.cleaned_data[_name(what, year)] for year in self.exercices}
        elsewhere = {key: amount for key, amount in known.items() if key not in asked}
        return {**elsewhere, **{key: amount for key, amount in asked.items() if amount is not None}}


def _initial(told: Alliance) -> dict[str, date | str | list[str] | None]:
    return {
        "nom": told.nom,
        "nature": told.nature or "",
        "depuis": told.depuis,
        "jusqu_au": told.jusqu_au,
        "ecrit": told.ecrit or "",
        "apporte": [each.value for each in told.apporte],
        "donne": told.donne,
        "payeur": told.payeur,
    }


def _payer_field(payers: Sequence[str]) -> forms.Field:
    return OpenChoiceField(
        label="Vos comptes nomment-ils ce partenaire ?",
        choices=[("", "Non, ou je ne sais pas"), *((each, each) for each in payers)],
        help_text="Si oui, son argent se lit dans vos comptes, chaque année : il n’est ni à écrire, ni compté deux fois.",
        error_messages={"invalid_choice": CHOOSE},
    )


def _money_field(year: Exercice, *, has_payers: bool) -> forms.Field:
    said = " Ne compte que si vos comptes ne nomment pas ce partenaire." if has_payers else ""
    return _Amount(
        label=f"Argent reçu de ce partenaire ({year.label})",
        help_text=f"Déjà dans vos ressources : il ne s’y ajoute pas.{said}",
    )


def _value_field(year: Exercice) -> forms.Field:
    return _Amount(
        label=f"Valeur de ce qui est prêté ou donné sans argent ({year.label})",
        help_text="Locaux, matériel, personnes, mécénat de compétences. À côté de l’argent, jamais dedans.",
    )


def _name(what: str, year: Exercice) -> str:
    """From the dates, never from a rank: a page left open while files come in keeps its sense."""
    return f"{what}_{year.postes.opened_on:%Y%m%d}_{year.postes.closed_on:%Y%m%d}"
