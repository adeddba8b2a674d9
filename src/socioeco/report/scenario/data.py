"""Scenarios as JSON: every key is documented in CLES, and the file can be given again as a file of cards.

Money is whole centimes (`_centimes`), dates are ISO 8601, months are counted from the last closing. Null is « not
known », never zero.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from socioeco import __version__
from socioeco.report.parts import value_of
from socioeco.report.scenario.play import Played, Told
from socioeco.scenarios import (
    Depart,
    Ecriture,
    LigneComparee,
    Perte,
    Scenario,
    Seuil,
    break_even,
    cash_plan,
    lowest_cash,
    months_until_dry,
)
from socioeco.scenarios.flux import MONTHS
from socioeco.scenarios.scenario import BASE
from socioeco.values import Value, calcule, non_calculable

if TYPE_CHECKING:
    from socioeco.scenarios.simulation import Simulation

KIND, FORMAT = "scenario", 1
CLES: Mapping[str, str] = MappingProxyType(
    {
        "genre": "Toujours « scenario » : ce que ce fichier contient.",
        "format": "Version de ces clés. Elle change quand une clé change de sens.",
        "moteur": "Version de socioeco qui a calculé.",
        "etabli_le": "Jour où le résultat a été écrit.",
        "fichiers": "Nom et empreinte de chaque fichier lu.",
        "depart": "Dernier exercice réel : ses dates, sa trésorerie, ses fonds propres, ce qui en est supposé.",
        "annees": "Nombre d’années jouées, de un à cinq.",
        "graine": "Graine du tirage des futurs.",
        "scenarios": "Chaque scénario : nom, cartes, années, mois, plan, seuils, pertes, écritures, futurs, prudences.",
        "comparaison": "Les mêmes lignes pour chaque scénario, le premier servant de référence ; null s’il est seul.",
        "anomalies": "Toutes les anomalies des fichiers, chacune avec le fichier ou l’exercice dont elle parle.",
    }
)


def scenario_data(played: Played, *, today: date) -> dict[str, Any]:
    """The whole result, in the keys of CLES. `today` is written in it: the engine has no clock."""
    found = played.comparison
    return {
        "genre": KIND,
        "format": FORMAT,
        "moteur": __version__,
        "etabli_le": today.isoformat(),
        "fichiers": [{"nom": name, "empreinte": empreinte} for name, empreinte in played.ground.fichiers],
        "depart": {"exercice": played.ground.label, **_depart(played.depart)},
        "annees": played.annees,
        "graine": played.graine,
        "scenarios": [_told(told) for told in played.asked],
        "comparaison": {"noms": list(found.noms), "lignes": list(map(_ligne, found.lignes))}
        if found
        else None,
        "anomalies": [{"objet": about, **each.to_json()} for about, each in played.ground.anomalies],
    }


def _depart(depart: Depart) -> dict[str, Any]:
    return {
        "origine": depart.origine.value,
        "ouvert_le": depart.opened_on.isoformat(),
        "clos_le": depart.closed_on.isoformat(),
        "resultat_centimes": depart.resultat_centimes,
        "bilan_centimes": {position.value: amount for position, amount in depart.bilan.items()},
        "sans_tresorerie": depart.sans_tresorerie,
        "sans_fonds_propres": depart.sans_fonds_propres,
        "payeurs": list(depart.payeurs),
        "notes": list(depart.notes),
    }


def _told(told: Told) -> dict[str, Any]:
    scenario = told.scenario
    return {
        "nom": told.nom,
        "cartes": [card.to_json() for card in told.plan.cards],
        "annees": [_annee(told, annee.numero) for annee in scenario.annees],
        "mois": [mois.to_json() for mois in scenario.mois],
        "mois_avant_manque": value_of(months_until_dry(scenario)),
        "tresorerie_la_plus_basse": value_of(_lowest(scenario)),
        "plan": _plan(scenario),
        "seuils": [
            {"annee": annee.numero, **_seuil(each)}
            for annee in scenario.annees
            for each in break_even(scenario, annee=annee.numero)
        ],
        "pertes": [_perte(each) for each in told.pertes.pertes],
        "ecritures": list(_ecritures(scenario)),
        "futurs": _futurs(told.simulation),
        "prudences": list(scenario.prudences),
    }


def _annee(told: Told, annee: int) -> dict[str, Any]:
    """With ranges, amounts go from the lowest to the highest."""
    found, whole = told.enveloppe, told.scenario.annees[annee - 1]
    return {
        "annee": annee,
        "produits_centimes": whole.produits_centimes,
        "charges_centimes": whole.charges_centimes,
        "resultat_centimes": whole.resultat_centimes,
        "resultat": value_of(found.resultat(annee)),
        "tresorerie": value_of(found.tresorerie(annee * MONTHS)),
        "fonds_propres": value_of(found.fonds_propres(annee * MONTHS)),
    }


def _lowest(scenario: Scenario) -> Value[int]:
    lowest = lowest_cash(scenario)
    if lowest.number is None:
        return non_calculable(lowest.raison)
    return calcule(lowest.number.tresorerie_centimes, reserve=lowest.reserve)


def _plan(scenario: Scenario) -> dict[str, Any]:
    plan = cash_plan(scenario)
    return {
        "raison": plan.raison,
        "ouverture_centimes": list(plan.ouverture),
        "rubriques": [
            {"libelle": row.label, "sens": row.sens.value, "montants_centimes": list(row.montants)}
            for row in plan.rubriques
        ],
        "cloture_centimes": list(plan.cloture),
    }


def _seuil(seuil: Seuil) -> dict[str, Any]:
    return {
        "famille": seuil.famille.value,
        "actuel_centimes": seuil.actuel_centimes,
        "necessaire": value_of(seuil.necessaire),
        "marge_centimes": seuil.marge_centimes,
    }


def _perte(perte: Perte) -> dict[str, Any]:
    return {
        "nom": perte.nom,
        "genre": "famille" if perte.is_famille else "financeur",
        "montant_centimes": perte.montant_centimes,
        "resultat_centimes": perte.resultat_centimes,
        "tresorerie_la_plus_basse": value_of(_lowest(perte.scenario)),
        "fonds_propres": value_of(perte.fonds_propres),
        "sous_zero": perte.casse.number,
    }


def _ecritures(scenario: Scenario) -> Iterable[dict[str, Any]]:
    """Those of the cards; the year repeated is in the files."""
    for ecriture in entries_of_cards(scenario):
        yield {
            "mois": ecriture.mois,
            "carte": ecriture.origine,
            "libelle": ecriture.libelle,
            "debit": ecriture.debit.value,
            "credit": ecriture.credit.value,
            "montant_centimes": ecriture.montant_centimes,
        }


def entries_of_cards(scenario: Scenario) -> Iterable[Ecriture]:
    for mois in scenario.mois:
        found = scenario.ecritures(mois.numero)
        yield from (each for each in found if each.origine != BASE)


def _futurs(simulation: "Value[Simulation]") -> dict[str, Any]:
    found = simulation.number
    if found is None:
        return {"raison": simulation.raison}
    return {
        "raison": "",
        "nombre": found.futurs,
        "graine": found.seed,
        "ou_l_argent_manque": int(found.part_a_sec * found.futurs),
        "tresorerie_centimes": [
            {"mois": each.numero, **dict(zip(DIXIEMES, each.valeurs, strict=True))}
            for each in found.quantiles()
        ],
        "prudences": list(found.prudences),
    }


DIXIEMES = ("un_sur_dix_au_plus", "un_sur_deux_au_plus", "neuf_sur_dix_au_plus")


def _ligne(ligne: LigneComparee) -> dict[str, Any]:
    return {
        "libelle": ligne.label,
        "unite": ligne.unite,
        "valeurs": [value_of(each) for each in ligne.valeurs],
        "ecarts": [value_of(each) for each in ligne.ecarts],
    }
