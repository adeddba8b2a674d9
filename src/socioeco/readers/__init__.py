"""Bytes of accounting files in; a yearly balance, facts and anomalies out. No file ever raises here."""

from socioeco.readers.balance import Balance, BalanceLine, MonthAmounts
from socioeco.readers.fec import FecReading, read_fec
from socioeco.readers.opening import compare_opening

__all__ = ["Balance", "BalanceLine", "FecReading", "MonthAmounts", "compare_opening", "read_fec"]
