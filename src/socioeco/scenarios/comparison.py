"""Two scenarios or more side by side; the first is the one that the others are compared with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socioeco.scenarios.lectures import lowest_cash, months_until_dry
from socioeco.scenarios.scenario import Scenario
from socioeco.values import Value, calcule, non_calculable

Reading = Callable[[Scenario], Value[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneComparee:
    """One reading, a value by scenario in their order. `unite`: euros (centimes) or mois."""

    label: str
    unite: str
    valeurs: tuple[Value[int], ...]

    @property
    def ecarts(self) -> tuple[Value[int], ...]:
        """What each scenario has more than the first; not computable when one of the two is not."""
        return tuple(_gap(self.valeurs[0], value) for value in self.valeurs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioComparison:
    noms: tuple[str, ...]
    lignes: tuple[LigneComparee, ...]


def compare_scenarios(named: Mapping[str, Scenario]) -> ScenarioComparison:
    """Results by year, lowest cash, cash and own funds at the end, months until cash runs out.

    Raises ValueError when there are fewer than two scenarios, or when they do not last as long.
    """
    scenarios = tuple(named.values())
    if len(scenarios) < 2 or len({len(each.mois) for each in scenarios}) != 1:
        raise ValueError("two scenarios or more, of the same length")
    lignes = (_ligne(label, unite, read, scenarios) for label, unite, read in _readings(scenarios[0]))
    return ScenarioComparison(noms=tuple(named), lignes=tuple(lignes))


def _readings(first: Scenario) -> list[tuple[str, str, Reading]]:
    last, years = len(first.mois), range(1, len(first.annees) + 1)
    results = [(f"Résultat, année {annee}", "euros", _result(annee)) for annee in years]
    return [
        *results,
        ("Trésorerie la plus basse", "euros", _lowest),
        ("Trésorerie à la fin", "euros", lambda each: each.tresorerie(last)),
        ("Fonds propres à la fin", "euros", lambda each: each.fonds_propres(last)),
        ("Mois avant que l’argent manque", "mois", months_until_dry),
    ]


def _ligne(label: str, unite: str, read: Reading, scenarios: tuple[Scenario, ...]) -> LigneComparee:
    return LigneComparee(label=label, unite=unite, valeurs=tuple(read(each) for each in scenarios))


def _result(annee: int) -> Reading:
    return lambda each: calcule(each.annees[annee - 1].resultat_centimes)


def _lowest(scenario: Scenario) -> Value[int]:
    lowest = lowest_cash(scenario)
    if lowest.number is None:
        return non_calculable(lowest.raison)
    return calcule(lowest.number.tresorerie_centimes, reserve=lowest.reserve)


def _gap(first: Value[int], value: Value[int]) -> Value[int]:
    if first.number is None or value.number is None:
        return non_calculable(value.raison or first.raison)
    return calcule(value.number - first.number)
