"""What the tests of scenarios, as they are told, share: a start from entries, one from ten lines, scenarios played."""

from datetime import date
from functools import cache

from socioeco.readers import TypedExercice, TypedLine
from socioeco.report.analysis import analyse
from socioeco.report.document import Grid, Opening
from socioeco.report.reading import of_typed
from socioeco.report.scenario.cards import plans_of
from socioeco.report.scenario.play import ground_of, play_plans
from socioeco.report.scenario.report import scenario_report
from socioeco.report.starting import depart_of

from .report_cases import TODAY, fecs

LOST = {"carte": "financeur_perdu", "reponses": {"payeur": "Ville"}}
GRANT = {
    "carte": "nouvelle_subvention",
    "debut": 4,
    "reponses": {"montant": {"bas": 1_000_000, "central": 2_000_000, "haut": 3_000_050}, "delai": 3},
}
LOAN = {"carte": "emprunt", "debut": 2, "reponses": {"montant": 1_200_000, "duree": 24, "interets": 24_000}}
EXPENSES = {"carte": "hausse_des_depenses", "debut": 1, "fin": 14, "reponses": {"pourcentage": 350}}
MEMBERS = {"carte": "plus_de_cotisations", "debut": 3, "reponses": {"cotisants": 12, "montant": 1_550}}
FAMILY = {"carte": "famille_en_baisse", "debut": 2, "reponses": {"famille": "ventes", "pourcentage": 2_000}}
NAMED = {
    "scenarios": [
        {"nom": "Sans la ville", "cartes": [LOST]},
        {"nom": "Nous agissons", "cartes": [LOST, GRANT, LOAN, EXPENSES, MEMBERS, FAMILY]},
    ]
}


def typed_analysis(**amounts):
    lines = {TypedLine(key): amount for key, amount in amounts.items()}
    typed = TypedExercice(opened_on=date(2025, 1, 1), closed_on=date(2025, 12, 31), lines=lines)
    return analyse([of_typed("lignes.json", typed)])


def play(analysis, data, *, years=2, seed=1):
    depart = depart_of(analysis.exercices[-1]).number
    plans = plans_of(data, depart, years=years)
    return play_plans(ground_of(analysis, depart), plans, years=years, seed=seed)


@cache
def accounts():
    """Five years of entries: enough to draw futures."""
    return analyse(fecs(first_year=2020, years=5))


@cache
def played(kind):
    """« named » compares two scenarios and the last year again, « one » has a single scenario, « alone » no card;
    « typed » starts from ten lines whose cash is known, « unknown » from lines without cash nor own funds.
    """
    if kind == "named":
        return play(accounts(), NAMED)
    if kind == "one":
        return play(analyse(fecs(years=2)), [LOST, GRANT])
    if kind == "alone":
        return play(accounts(), {"scenarios": [{"nom": "Rien ne change", "cartes": []}]}, years=1)
    known = {"argent": 100_000} if kind == "typed" else {}
    return play(typed_analysis(subventions=500_000, depenses=800_000, **known), [MEMBERS])


@cache
def document_of(kind):
    """The report of a scenario of KINDS."""
    return scenario_report(played(kind), today=TODAY)


KINDS = ("named", "one", "alone", "typed", "unknown")


def blocks_of(document):
    """Every block, those inside openings too."""
    found = [block for section in document.sections for block in section.blocks]
    for block in found:
        if isinstance(block, Opening):
            found += block.blocks
    return found


def grids_of(document, caption):
    """The tables whose caption holds these words."""
    return [each for each in blocks_of(document) if isinstance(each, Grid) and caption in each.caption]
