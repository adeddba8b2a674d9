"""Thresholds, rates and ceilings set by official texts: dated values with their sources, read from YAML."""

from socioeco.parameters.errors import ParameterFileError, UnknownParameterError, UnknownValueError
from socioeco.parameters.loading import get, latest, load_parameters
from socioeco.parameters.models import Parameter, ParameterValue, Precision, Reliability, Sense, Source, Unit

__all__ = [
    "Parameter",
    "ParameterFileError",
    "ParameterValue",
    "Precision",
    "Reliability",
    "Sense",
    "Source",
    "Unit",
    "UnknownParameterError",
    "UnknownValueError",
    "get",
    "latest",
    "load_parameters",
]
