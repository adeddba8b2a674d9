"""From definition files to dated values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml
from pydantic import ValidationError

from socioeco.formats import format_date
from socioeco.parameters.errors import ParameterFileError, UnknownParameterError, UnknownValueError
from socioeco.parameters.models import (
    FileDefinition,
    Parameter,
    ParameterDefinition,
    ParameterValue,
    Source,
    ValueDefinition,
)

DEFINITIONS: Final = Path(__file__).parent.parent / "definitions" / "parameters"

_FRENCH: Final = {
    "missing": "ce champ manque",
    "extra_forbidden": "ce champ n’est pas connu",
    "string_pattern_mismatch": "écrivez des minuscules sans accent, des chiffres et des tirets",
    "string_too_short": "ce texte est trop court",
    "too_short": "il en faut au moins un",
    "enum": "ce mot n’est pas dans la liste permise",
    "greater_than_equal": "la valeur ne peut pas être négative",
}


def get(id_: str, *, on: date) -> ParameterValue:
    """Return the value known to hold that day; an unknown id or day raises an error in French that helps."""
    parameter = _find(id_)
    value = parameter.on(on)
    if value is None:
        raise UnknownValueError(_missing_value(parameter, on))
    return value


def latest(id_: str) -> ParameterValue:
    """Return the last value known, which may no longer hold: its `until` must be shown with it."""
    return _find(id_).values[-1]


def load_parameters(directory: Path = DEFINITIONS) -> Mapping[str, Parameter]:
    """Return the parameters of a folder of YAML files, by id; a faulty file raises `ParameterFileError`."""
    return _load(directory)


@cache
def _load(directory: Path) -> Mapping[str, Parameter]:
    found: dict[str, Parameter] = {}
    for path in sorted(directory.glob("*.yaml")):
        for parameter in _read_file(path):
            if parameter.id in found:
                raise ParameterFileError(path.name, [f"le paramètre « {parameter.id} » est défini deux fois"])
            found[parameter.id] = parameter
    return MappingProxyType(found)


def _find(id_: str) -> Parameter:
    parameters = load_parameters()
    if id_ not in parameters:
        raise UnknownParameterError(id_, parameters)
    return parameters[id_]


def _read_file(path: Path) -> list[Parameter]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        definition = FileDefinition.model_validate(content)
    except yaml.YAMLError as error:
        raise ParameterFileError(path.name, [f"ce n’est pas du YAML : {error}"]) from error
    except ValidationError as error:
        problems = [_problem(detail, content) for detail in error.errors()]
        raise ParameterFileError(path.name, problems) from error
    sources = {
        key: Source(title=source.titre, url=str(source.url) if source.url else None)
        for key, source in definition.sources.items()
    }
    return [_parameter(each, sources) for each in definition.parametres]


def _parameter(definition: ParameterDefinition, sources: Mapping[str, Source]) -> Parameter:
    values = tuple(_value(definition, each, sources) for each in definition.valeurs)
    return Parameter(id=definition.id, title=definition.titre, values=values)


def _value(
    definition: ParameterDefinition, each: ValueDefinition, sources: Mapping[str, Source]
) -> ParameterValue:
    return ParameterValue(
        id=definition.id,
        title=definition.titre,
        value=each.valeur,
        unit=definition.unite,
        sense=definition.sens,
        audience=definition.concerne,
        explanation=definition.lecture,
        since=each.depuis,
        precision=each.precision,
        until=each.jusqu_au,
        reference=each.reference,
        sources=tuple(sources[key] for key in each.sources),
        consulted_on=each.consulte_le,
        reliability=each.fiabilite,
        note=each.note,
    )


def _missing_value(parameter: Parameter, on: date) -> str:
    first, last = parameter.values[0], parameter.values[-1]
    start = f"Aucune valeur vérifiée de « {parameter.id} » au {format_date(on)}."
    if on < first.since:
        return f"{start} La première valeur connue, {first.text}, date du {format_date(first.since)}."
    known = max(
        (each for each in parameter.values if each.since <= on), key=lambda each: each.since, default=last
    )
    end = f" jusqu’au {format_date(known.until)}" if known.until else ""
    return f"{start} La dernière valeur vérifiée avant cette date est {known.text}{end}."


def _problem(detail: Any, content: Any) -> str:
    """Say where and what, the place named by ids rather than by positions."""
    place = [_named(content, detail["loc"][: depth + 1]) for depth in range(len(detail["loc"]))]
    reason = _FRENCH.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
    return f"{' > '.join(place)} : {reason}" if place else reason


def _named(content: Any, location: tuple[int | str, ...]) -> str:
    key = location[-1]
    if isinstance(key, str):
        return key
    item = content
    for step in location:
        item = item[step]
    if isinstance(item, dict) and (name := item.get("id") or item.get("depuis")):
        return str(name)
    return f"n° {key + 1}"
