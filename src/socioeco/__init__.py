"""The engine: accounts in, socio-economic indicators and anomalies out.

Pure: no clock, no log, no environment, no network. Money is whole centimes everywhere.
"""

__version__ = "0.4.0"
