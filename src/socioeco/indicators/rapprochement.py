"""Every centime of class 7 is accounted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.comptes import Classement, Regime, Traitement
from socioeco.indicators.sources import SourceLine, classify_lines, total
from socioeco.readers import Balance

RESSOURCES = "ressources"
NON_CLASSES = "non_classes"
POSTES: Mapping[str, str] = MappingProxyType(
    {
        RESSOURCES: "Ressources de l’année",
        "sans_encaissement": "Produits sans encaissement (production, quotes-parts, reprises, fonds dédiés)",
        "exceptionnel": "Produits exceptionnels",
        "cession": "Cessions d’immobilisations et de biens reçus par legs",
        "transfert": "Transferts de charges",
        "supprime": "Comptes supprimés du plan",
        NON_CLASSES: "Comptes hors du plan",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RapprochementClasse7:
    """The parts of class 7, each with its accounts. `ecart_centimes` is zero by construction and shown.

    Contributions in kind (class 87) stand beside, never inside.
    """

    regime: str
    postes: Mapping[str, tuple[SourceLine, ...]]
    total_classe_7_centimes: int
    en_nature_centimes: int
    anomalies: tuple[Anomaly, ...] = ()

    def montant_centimes(self, poste: str) -> int:
        return total(self.postes[poste])

    @property
    def ecart_centimes(self) -> int:
        return self.total_classe_7_centimes - sum(total(sources) for sources in self.postes.values())

    def to_json(self) -> dict[str, Any]:
        return {
            "regime": self.regime,
            "postes": {
                poste: {
                    "libelle": POSTES[poste],
                    "montant_centimes": total(sources),
                    "sources": [source.to_json() for source in sources],
                }
                for poste, sources in self.postes.items()
            },
            "total_classe_7_centimes": self.total_classe_7_centimes,
            "en_nature_centimes": self.en_nature_centimes,
            "ecart_centimes": self.ecart_centimes,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def reconcile_classe_7(balance: Balance, regime: Regime) -> RapprochementClasse7:
    """Resources + non-cash + exceptional + disposals + transfers + the rest = total of class 7."""
    postes: dict[str, list[SourceLine]] = {poste: [] for poste in POSTES}
    for source, classement in classify_lines(balance, regime, "7"):
        postes[_poste(classement)].append(source)
    return RapprochementClasse7(
        regime=regime.code,
        postes={poste: tuple(sources) for poste, sources in postes.items()},
        total_classe_7_centimes=balance.solde_crediteur_centimes("7"),
        en_nature_centimes=balance.solde_crediteur_centimes("87"),
        anomalies=_anomalies(postes, regime),
    )


def _poste(classement: Classement | None) -> str:
    if classement is None:
        return NON_CLASSES
    if classement.traitement.is_ressource:
        return RESSOURCES
    poste = classement.traitement.value
    return poste if poste in POSTES else NON_CLASSES


def _anomalies(postes: Mapping[str, list[SourceLine]], regime: Regime) -> tuple[Anomaly, ...]:
    anomalies = AnomalyCollector()
    for poste, code in ((Traitement.SUPPRIME.value, "C2-compte-supprime"), (NON_CLASSES, "C3-hors-plan")):
        comptes = ", ".join(source.compte for source in postes[poste])
        if comptes:
            anomalies.add(code, comptes=comptes, regime=regime.code)
    return anomalies.collected()
