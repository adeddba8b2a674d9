"""The whole result as JSON: every key is documented in CLES, and what is written can be read again.

Money is whole centimes (`_centimes`), shares are between 0 and 1, dates are ISO 8601. A fraction is written as a decimal
number, with its exact value beside it when decimals do not end. Null is « not known », never zero.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from socioeco import __version__
from socioeco.indicators import Versement
from socioeco.indicators.leviers import Mesure
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.by_axis import ParAxe, activities_data
from socioeco.report.parts import (
    indicateur_data,
    lecture_data,
    retraitement_data,
    signal_data,
    terme_data,
    value_of,
)
from socioeco.report.reading import Reading
from socioeco.report.reread import FORMAT, KIND
from socioeco.trajectories import Cause, Changement, Explication, Serie
from socioeco.typologies import PositionModele

CLES: Mapping[str, str] = MappingProxyType(
    {
        "genre": "Toujours « analyse » : ce que ce fichier contient.",
        "format": "Version de ces clés. Elle change quand une clé change de sens.",
        "moteur": "Version de socioeco qui a calculé.",
        "etabli_le": "Jour où le résultat a été écrit.",
        "plan": "Plan comptable imposé par --plan ; vide quand chaque exercice suit le plan de son année.",
        "reponses": "Ce que les comptes ne disent pas, tel que la personne l’a répondu.",
        "lectures": "Un objet par fichier : les clés de « controler --json », puis sa balance ou ses lignes saisies.",
        "exercices": "Exercices réels, du plus ancien au plus récent : postes, ressources, indicateurs, position.",
        "activites": "Le dernier exercice lu par activité, selon la colonne de --axe ; null sans elle. Ne se relit pas.",
        "activites_avant": "Les exercices précédents qui ont cette colonne, du plus ancien au plus récent.",
        "budgets": "Prévisions, à part : elles n’entrent dans aucune série.",
        "series": "Chaque mesure, par étape du chemin, lacunes comprises : dans les comptes, et sur douze mois.",
        "ruptures": "Ce qui empêche de lire deux exercices comme une seule série.",
        "changements": "D’un exercice au suivant : mouvements dont la somme est l’écart total, au centime.",
        "retraitements": "L’exercice d’avant un changement de règles, rangé selon les suivantes : comptes déplacés.",
        "anomalies": "Toutes les anomalies, chacune avec le fichier ou l’exercice dont elle parle.",
        "notes": "Ce qu’il faut savoir des fichiers additionnés ou laissés de côté.",
    }
)
OF_READING: Mapping[str, str] = MappingProxyType(
    {
        "nom": "Nom du fichier, sans son dossier.",
        "genre": "fec, balance, budget, saisie ou postes.",
        "empreinte": "SHA-256 du contenu : le même fichier a la même empreinte.",
        "encodage": "Jeu de caractères reconnu.",
        "separateur": "Séparateur des colonnes.",
        "fin_de_ligne": "Fin de ligne.",
        "lignes": "Lignes lues, sans l’en-tête.",
        "ecritures": "Nombre d’écritures.",
        "ecritures_desequilibrees": "Écritures dont le débit n’est pas le crédit ; null sans numéro d’écriture utilisable.",
        "debut": "Date de la première écriture.",
        "fin": "Date de la dernière écriture.",
        "total_debit_centimes": "Somme des débits du fichier, écritures de clôture comprises.",
        "total_credit_centimes": "Somme des crédits du fichier, écritures de clôture comprises.",
        "comptes": "Nombre de comptes du fichier.",
        "resultat_centimes": "Classes 6 et 7, écritures de clôture reprises ; positif pour un excédent.",
        "soldes_par_classe_centimes": "Débit moins crédit par premier chiffre de compte, écritures de clôture reprises.",
        "produits_par_compte3_centimes": "Crédit moins débit de la classe 7, par trois premiers chiffres de compte.",
        "anomalies": "Code, sévérité, ligne, colonne, constat, conséquence, remède, message.",
    }
)


def as_json(data: Any, *, is_ascii: bool = False) -> str:
    return json.dumps(data, ensure_ascii=is_ascii, indent=2, allow_nan=False) + "\n"


def to_data(analysis: Analysis, *, today: date, activities: Sequence[ParAxe] = ()) -> dict[str, Any]:
    """The whole result, in the keys of CLES. `today` is written in it: the engine has no clock.

    `activities`, oldest exercice first, are told and not read again: accounts are written whole, not by activity.
    """
    return {
        "genre": KIND,
        "format": FORMAT,
        "moteur": __version__,
        "etabli_le": today.isoformat(),
        "plan": analysis.plan,
        "reponses": analysis.answers.to_json(),
        "lectures": [_reading(reading) for reading in analysis.readings],
        "exercices": [_exercice(year) for year in analysis.exercices],
        "activites": activities_data(activities[-1]) if activities else None,
        "activites_avant": [activities_data(each) for each in activities[:-1]],
        "budgets": [_exercice(year, is_budget=True) for year in analysis.budgets],
        "series": [_serie(serie) for serie in analysis.trajectory.series.values()],
        "ruptures": [
            {"genre": each.kind.value, "avant": each.avant, "apres": each.apres, "phrase": each.phrase}
            for each in analysis.trajectory.ruptures
        ],
        "changements": [_change(change) for change in analysis.trajectory.changements],
        "retraitements": [retraitement_data(each) for each in analysis.retraitements],
        "anomalies": [{"objet": about, **each.to_json()} for about, each in analysis.anomalies],
        "notes": list(analysis.notes),
    }


# --- files ------------------------------------------------------------------------------------------------


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        **reading.to_json(),
        "soldes_centimes": None if reading.soldes is None else dict(reading.soldes),
        "balance": reading.balance.to_json() if reading.balance else None,
        "saisie": reading.typed.to_json() if reading.typed else None,
        "postes": reading.declared.to_json() if reading.declared else None,
        "budget": reading.budget.to_json() if reading.budget else None,
    }


# --- years ------------------------------------------------------------------------------------------------


def _exercice(year: Exercice, *, is_budget: bool = False) -> dict[str, Any]:
    postes = year.postes
    return {
        "exercice": year.label,
        "fichiers": list(year.names),
        "origine": postes.origine.value,
        "ouvert_le": postes.opened_on.isoformat(),
        "clos_le": postes.closed_on.isoformat(),
        "regime": postes.regime.code if postes.regime else None,
        "resultat_centimes": postes.resultat_centimes,
        "ressources": postes.ressources.to_json(),
        "rapprochement": year.rapprochement.to_json() if year.rapprochement else None,
        "etats": postes.etats.to_json() if postes.etats else None,
        "leviers": [_mesure(each) for lever in year.leviers.leviers for each in lever.mesures],
        "financeurs": [_versement(each) for each in postes.financeurs.versements],
        "indicateurs": [] if is_budget else [indicateur_data(each) for each in year.indicateurs],
        "position": None if is_budget else _position(year),
        "autres_lectures": [] if is_budget else [lecture_data(each) for each in year.lectures],
    }


def _versement(versement: Versement) -> dict[str, Any]:
    return {
        "nom": versement.nom,
        "genre": versement.genre.value,
        "montant_centimes": versement.montant_centimes,
        "declare": versement.is_declared,
        "collectif": versement.is_collective,
        "sources": [source.to_json() for source in versement.sources],
    }


def _position(year: Exercice) -> dict[str, Any]:
    found = year.position
    return {
        "convention": found.convention.version,
        "conclusion": {"genre": found.conclusion.kind.value, "texte": found.conclusion.texte},
        "modeles": [_modele(modele) for modele in found.modeles],
    }


def _modele(modele: PositionModele) -> dict[str, Any]:
    return {
        "numero": modele.numero,
        "titre": modele.titre,
        "pour": [signal_data(each) for each in modele.pour],
        "contre": [signal_data(each) for each in modele.contre],
        "inconnus": [signal_data(each) for each in modele.inconnus],
    }


def _mesure(mesure: Mesure) -> dict[str, Any]:
    return {
        "cle": mesure.cle,
        "titre": mesure.definition.titre,
        "unite": mesure.definition.unite,
        "valeur": value_of(mesure.value),
        "termes": [terme_data(terme) for terme in mesure.termes],
    }


def _serie(serie: Serie) -> dict[str, Any]:
    return {
        "cle": serie.mesure.cle,
        "titre": serie.mesure.titre,
        "nature": serie.mesure.nature.value,
        "unite": serie.mesure.unite,
        "points": [
            {
                "exercice": point.etape.libelle,
                "valeur": value_of(point.value),
                "sur_douze_mois": value_of(point.sur_douze_mois),
                "selon_les_regles_suivantes": value_of(point.retraite) if point.retraite else None,
            }
            for point in serie.points
        ],
    }


def _change(change: Changement) -> dict[str, Any]:
    return {
        "avant": change.avant,
        "apres": change.apres,
        "explications": [_explication(each) for each in change.explications],
    }


def _explication(explication: Explication) -> dict[str, Any]:
    return {
        "total": explication.total.value,
        "titre": explication.titre,
        "avant_centimes": explication.avant_centimes,
        "apres_centimes": explication.apres_centimes,
        "difference_centimes": explication.difference_centimes,
        "causes": [_cause(each) for each in explication.causes],
        "regles": explication.regles.to_json(),
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "genre": cause.kind.value,
        "libelle": cause.label,
        "avant_centimes": cause.avant_centimes,
        "apres_centimes": cause.apres_centimes,
        "difference_centimes": cause.difference_centimes,
    }
