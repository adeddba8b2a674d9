"""What could happen: hypothesis cards played month by month, in double entry, from the last actual year.

`socioeco.scenarios.simulation` draws futures; it is imported by itself, because it alone needs NumPy.
"""

from socioeco.scenarios.chosen import ChosenCard, Fourchette, Niveau
from socioeco.scenarios.comparison import LigneComparee, ScenarioComparison, compare_scenarios
from socioeco.scenarios.definitions import Carte, Genre, Question, carte_named, cartes
from socioeco.scenarios.depart import depart_of_balance
from socioeco.scenarios.depart_typed import depart_of_typed
from socioeco.scenarios.flux import Decalage, Depart, Flux, Nature
from socioeco.scenarios.inconnu import PartInconnue, unknown_balance, unnamed_payers
from socioeco.scenarios.lectures import PlusBas, Seuil, break_even, lowest_cash, months_until_dry
from socioeco.scenarios.periodes import AnneeProjetee, Ecriture, MoisProjete
from socioeco.scenarios.plan import PlanTresorerie, Rubrique, Sens, cash_plan
from socioeco.scenarios.positions import POSITIONS, Position
from socioeco.scenarios.ranges import Enveloppe, envelope
from socioeco.scenarios.ruptures import Franchissement, Rupture, Ruptures, ruptures_of
from socioeco.scenarios.scenario import Scenario, project
from socioeco.scenarios.stress import Perte, StressTable, stress
from socioeco.scenarios.validation import CardError, InvalidCardsError, validate
from socioeco.scenarios.variations import Passage, passages_of

__all__ = [
    "POSITIONS",
    "AnneeProjetee",
    "CardError",
    "Carte",
    "ChosenCard",
    "Decalage",
    "Depart",
    "Ecriture",
    "Enveloppe",
    "Flux",
    "Fourchette",
    "Franchissement",
    "Genre",
    "InvalidCardsError",
    "LigneComparee",
    "MoisProjete",
    "Nature",
    "Niveau",
    "PartInconnue",
    "Passage",
    "Perte",
    "PlanTresorerie",
    "PlusBas",
    "Position",
    "Question",
    "Rubrique",
    "Rupture",
    "Ruptures",
    "Scenario",
    "ScenarioComparison",
    "Sens",
    "Seuil",
    "StressTable",
    "break_even",
    "carte_named",
    "cartes",
    "cash_plan",
    "compare_scenarios",
    "depart_of_balance",
    "depart_of_typed",
    "envelope",
    "lowest_cash",
    "months_until_dry",
    "passages_of",
    "project",
    "ruptures_of",
    "stress",
    "unknown_balance",
    "unnamed_payers",
    "validate",
]
