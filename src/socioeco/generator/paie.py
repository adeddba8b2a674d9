"""Payroll of an exercice.

The rates below only give payslips a plausible order of magnitude for a small association; they are not
the official ones and must not be used as parameters.
"""

from __future__ import annotations

from datetime import date

from socioeco.generator.dates import add_months, month_starts
from socioeco.generator.livre import Livre, Mouvement, Reglement
from socioeco.generator.plan import Plan, Salarie, Tiers

# Percent of gross pay.
SALARIE_URSSAF = 14
SALARIE_RETRAITE = 8
SALARIE_SOURCE = 3
EMPLOYEUR_URSSAF = 24
EMPLOYEUR_RETRAITE = 7
TAXE_SALAIRES = 4
# Yearly gross under which the allowance of associations leaves no taxe sur les salaires to pay.
TAXE_SALAIRES_SEUIL = 30_000_000
SANTE_TRAVAIL_PAR_SALARIE = 11_500


def post_paie(livre: Livre, plan: Plan) -> None:
    """Write payslips, contributions and payroll taxes, then what is due at closing for holidays."""
    masses = [_post_month(livre, plan, rank) for rank in range(12)]
    _post_taxes(livre, masses)
    for rank, salarie, montant in plan.indemnites:
        _post_indemnite(livre, livre.month(rank, 27), salarie, montant)
    if plan.salaries:
        _post_sante(livre, len(plan.salaries))
    _post_conges(livre, sum(masses) // 12)


def employee(rang: int) -> Tiers:
    """The third party of an employee, who never has a name."""
    return Tiers(code=f"SAL{rang:03d}", libelle=f"Salarié {rang}")


def _present(salaries: tuple[Salarie, ...], rank: int) -> list[Salarie]:
    return [salarie for salarie in salaries if salarie.de_mois <= rank <= salarie.a_mois]


def _post_month(livre: Livre, plan: Plan, rank: int) -> int:
    present = _present(plan.salaries, rank)
    on = livre.month(rank, 27)
    for salarie in present:
        _post_bulletin(livre, on, salarie)
    gross = sum(salarie.brut_mensuel for salarie in present)
    if gross:
        _post_patronales(livre, on, gross)
    return gross


def _post_bulletin(livre: Livre, on: date, salarie: Salarie) -> None:
    brut = salarie.brut_mensuel
    held = {
        "urssaf": brut * SALARIE_URSSAF // 100,
        "caisses_retraite": brut * SALARIE_RETRAITE // 100,
        "prelevement_source": brut * SALARIE_SOURCE // 100,
    }
    net = brut - sum(held.values())
    causes = [
        Mouvement(compte="salaires", montant=brut),
        *(Mouvement(compte=compte, montant=-montant) for compte, montant in held.items()),
    ]
    tiers = employee(salarie.rang)
    paid = Reglement(on=on.replace(day=28), compte="personnel", montant=-net, libelle="salaire", tiers=tiers)
    livre.due("SA", on, f"Bulletin de paie {tiers.libelle}", causes, paid)
    for compte, montant in held.items():
        _pay_next_month(livre, on, compte, montant)


def _post_patronales(livre: Livre, on: date, gross: int) -> None:
    for charge, compte, percent in (
        ("cotisations_urssaf", "urssaf", EMPLOYEUR_URSSAF),
        ("cotisations_retraite", "caisses_retraite", EMPLOYEUR_RETRAITE),
    ):
        montant = gross * percent // 100
        owed = [Mouvement(compte=charge, montant=montant), Mouvement(compte=compte, montant=-montant)]
        livre.post("SA", on, "Cotisations patronales du mois", owed)
        _pay_next_month(livre, on, compte, montant)


def _pay_next_month(livre: Livre, on: date, compte: str, montant: int) -> None:
    names = {
        "urssaf": "URSSAF",
        "caisses_retraite": "caisse de retraite",
        "prelevement_source": "impôt prélevé",
    }
    due_on = add_months(on.replace(day=15), 1)
    livre.later(Reglement(on=due_on, compte=compte, montant=-montant, libelle=names[compte]))


def _post_taxes(livre: Livre, masses: list[int]) -> None:
    gross = sum(masses)
    formation = gross // 100
    taxe = gross * TAXE_SALAIRES // 100 if gross > TAXE_SALAIRES_SEUIL else 0
    for charge, montant, libelle in (
        ("taxe_salaires", taxe, "Taxe sur les salaires"),
        ("formation_continue", formation, "Contribution à la formation"),
    ):
        if montant:
            paid = Reglement(
                on=add_months(month_starts(livre.opened_on)[11].replace(day=15), 1),
                compte="taxes_dues",
                montant=-montant,
                libelle=libelle,
            )
            livre.due("OD", livre.closed_on, libelle, [Mouvement(compte=charge, montant=montant)], paid)


def _post_indemnite(livre: Livre, on: date, rang: int, montant: int) -> None:
    tiers = employee(rang)
    paid = Reglement(
        on=on.replace(day=28), compte="personnel", montant=-montant, libelle="solde", tiers=tiers
    )
    cause = Mouvement(compte="indemnites_rupture", montant=montant)
    livre.due("SA", on, f"Indemnité de rupture {tiers.libelle}", [cause], paid)


def _post_sante(livre: Livre, staff: int) -> None:
    montant = staff * SANTE_TRAVAIL_PAR_SALARIE
    fournisseur = Tiers(code="FSANTE", libelle="Service de santé au travail")
    paid = Reglement(
        on=livre.month(2, 20),
        compte="fournisseurs",
        montant=-montant,
        libelle=fournisseur.libelle,
        tiers=fournisseur,
    )
    cause = Mouvement(compte="sante_travail", montant=montant)
    livre.due("AC", livre.month(1, 20), "Adhésion santé au travail", [cause], paid)


def _post_conges(livre: Livre, mean_month: int) -> None:
    """Bring the holiday debt to about half a month of pay, contributions left aside."""
    change = mean_month // 2 + livre.solde("conges_dus")
    owed = [Mouvement(compte="conges_payes", montant=change), Mouvement(compte="conges_dus", montant=-change)]
    livre.post("OD", livre.closed_on, "Variation des congés à payer", owed, inventaire=True)
