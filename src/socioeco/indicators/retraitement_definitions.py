"""Where the accounts of a chart stand in the next one, as data: `definitions/etats/retraitement-*.yaml`."""

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from socioeco.comptes import REGIME_CODES, Regime, WordRule, fold
from socioeco.indicators.etats.definitions import Texte, longest_prefix

BREAKS = REGIME_CODES[1:]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LibelleRule(WordRule):
    """Words of a label that say the new account."""

    vers: str = Field(pattern=r"^\d{3,5}$")


class PassageRule(_Strict):
    """What becomes of the accounts of some prefixes.

    The label, then the family it has in the older chart, then `vers` say the new prefix. `regle` says a move in
    French; `raison`, why an account that none of them places stays where it is; `limite`, what a move does not
    restate. `is_place`: the number stays, its place in the statement changes. `is_silent`: an account that is not
    placed asks for no word.
    """

    de: tuple[str, ...] = Field(min_length=1)
    vers: str = Field(default="", pattern=r"^(\d{3,5})?$")
    selon_libelle: tuple[LibelleRule, ...] = ()
    selon_famille: Mapping[str, str] = {}
    is_place: bool = False
    is_silent: bool = False
    regle: Texte = ""
    raison: Texte = ""
    limite: Texte = ""

    @model_validator(mode="after")
    def _says_what_it_does(self) -> "PassageRule":
        moves = bool(self.vers or self.selon_libelle or self.selon_famille or self.is_place)
        if moves != bool(self.regle):
            raise ValueError("a rule that moves accounts, and no other, says its rule")
        may_stay = not (self.vers or self.is_place or self.is_silent)
        if may_stay != bool(self.raison):
            raise ValueError("a rule that may leave an account, and no other, says its reason")
        return self

    def target(self, compte: str, libelle: str, older: Regime) -> str:
        """The new prefix of an account; empty when nothing says it."""
        folded = fold(libelle)
        said = next((rule.vers for rule in self.selon_libelle if rule.matches(folded)), "")
        if said:
            return said
        found = older.classify(compte, libelle)
        return self.selon_famille.get(found.famille, self.vers) if found else self.vers


class PassageDefinition(_Strict):
    """The passage from a chart to the next one."""

    depuis: str
    vers: str
    source: Texte
    relu_le: date
    regles: tuple[PassageRule, ...]

    @model_validator(mode="after")
    def _has_each_prefix_once(self) -> "PassageDefinition":
        prefixes = [prefixe for regle in self.regles for prefixe in regle.de]
        if len(set(prefixes)) != len(prefixes):
            raise ValueError("a prefix stands twice in this passage")
        return self

    @cached_property
    def by_prefix(self) -> Mapping[str, PassageRule]:
        return {prefixe: regle for regle in self.regles for prefixe in regle.de}

    def prefix_of(self, compte: str) -> str:
        """The longest prefix that this passage knows of an account; empty when it knows none."""
        return longest_prefix(self.by_prefix, compte)


@cache
def passage_to(code: str) -> PassageDefinition:
    """The passage that brings the chart before to this one. KeyError when no chart is before."""
    if code not in BREAKS:
        raise KeyError(code)
    name = f"retraitement-{code}.yaml"
    text = files("socioeco").joinpath("definitions", "etats", name).read_text(encoding="utf-8")
    return PassageDefinition.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
