"""Bytes to JSON values, within bounds: what the standard reader lets through is marked, not believed."""

import json
from typing import Any

from socioeco.anomalies import AnomalyCollector

MOST_BYTES = 1 << 20
LONGEST_NUMBER = 20


class NotAnAmount:
    """Stands for a number that no amount is: NaN, an infinity, a fraction, a thousand digits."""


NOT_AN_AMOUNT = NotAnAmount()


class Pairs(dict[str, Any]):
    """An object; `doubles` counts fields written twice."""

    doubles: int = 0


def load_json(data: bytes, anomalies: AnomalyCollector) -> Any:
    """The value, or None with a blocking anomaly. Never raises."""
    if len(data) > MOST_BYTES:
        anomalies.add("D1-demesure")
        return None
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=lambda _text: NOT_AN_AMOUNT,
            parse_constant=lambda _text: NOT_AN_AMOUNT,
        )
    except RecursionError:
        anomalies.add("D1-demesure")
        return None
    except ValueError:
        anomalies.add("D1-illisible")
        return None
    if not isinstance(value, Pairs):
        anomalies.add("D1-illisible")
        return None
    return value


def _object(pairs: list[tuple[str, Any]]) -> Pairs:
    made = Pairs(pairs)
    made.doubles = len(pairs) - len(made)
    return made


def _integer(text: str) -> int | NotAnAmount:
    return int(text) if len(text) <= LONGEST_NUMBER else NOT_AN_AMOUNT
