"""A balance générale from any accounting program, text or workbook, to the same yearly balance as a FEC."""

from socioeco.readers.balance_generale.colonnes import looks_like_fec
from socioeco.readers.balance_generale.lecture import BalanceReading, read_balance_generale

__all__ = ["BalanceReading", "looks_like_fec", "read_balance_generale"]
