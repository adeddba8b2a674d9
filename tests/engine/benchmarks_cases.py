"""An organisation beside a published table: what the tests of `benchmarks` stand on."""

from socioeco.benchmarks import Profil, compare_to_repere, repere_named

from . import trajectories_cases as cases

YEAR = cases.year(2024)
LABELS = {
    "c741": "Subvention Ville de Rennes",
    "c742": "Aide",
    "c743": "ASP aide au poste",
    "c744": "Fondation Dupont",
}


def typed(period=YEAR, **lines):
    return cases.typed(period, **lines)


def fec(purchases=None, **accounts):
    """Accounts in euros, some of them under a label that names who pays."""
    return cases.fec(YEAR, purchases, LABELS, **accounts)


def beside(postes, cle, **told):
    found = compare_to_repere(postes, repere_named(cle), profil=Profil(**told))
    return {each.ligne.cle: each.figure for each in found.lignes}


def bounds(value, scale=1):
    low, high = value.number, value.number if value.haut is None else value.haut
    return (low * scale, high * scale) if value.is_range else low * scale
