"""What the engine has to say about an input, in plain French, without ever quoting personal data."""

from socioeco.anomalies.catalogue import AnomalyKind, kinds
from socioeco.anomalies.collector import AnomalyCollector, in_order
from socioeco.anomalies.model import Anomaly, Severite

__all__ = ["Anomaly", "AnomalyCollector", "AnomalyKind", "Severite", "in_order", "kinds"]
