"""What is known of an organisation, to prefill a document: its record, and the last exercice of its accounts.

The one place that says what each key of a document holds, and where it comes from. What is not known is not there:
never a zero for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from socioeco.indicators import GENRES, Origine, Postes, cerfa_of_balance, compute_indicateurs
from socioeco.readers import Question
from trajectoires.kit.models.templates import TemplateContent
from trajectoires.kit.models.templates.keys import (
    CERFA,
    FAMILLE,
    FAMILLES,
    ORGANISATION,
    REPEATED_TITLES,
    Key,
    known_keys,
)
from trajectoires.kit.models.templates.placing import Filling
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.trajectories.selectors import Exercice, Work

ETP_SCALE = 100  # the answer is kept in hundredths of a post
FROM_RECORD, FROM_DAY = "La fiche de votre organisation", "La date du jour"
FROM_ANSWERS = "Vos réponses, exercice {}"
FROM_FILE = "Vos comptes, fichier {}, exercice {}"
FROM_FILES = "Vos comptes, fichiers {} additionnés, exercice {}"
FROM_TYPED = "Les lignes que vous avez saisies, exercice {}"
FROM_EXERCICES = "Les exercices de votre trajectoire"
_POSTES = ("produits", "charges", "personnel", "tresorerie", "fonds_propres")
_SHARES = {
    "part.premier_financeur": "premier_financeur",
    "part.subventions": "part_subventions",
    "part.personnel": "part_personnel",
    "mois_de_tresorerie": "mois_de_tresorerie",
}
Said = tuple[Written | None, str]  # a value, and where it comes from


@dataclass(frozen=True)
class Known:
    """What may be put in a document: `values` by key, `rows` for what is repeated, and the origin of each."""

    values: Mapping[str, Written] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, Written]]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def filling(self) -> Filling:
        return Filling(self.values, self.rows)


@dataclass(frozen=True)
class KnownLine:
    """A key of a document, as its page tells it before anything is downloaded."""

    title: str
    key: Key | None
    value: Written | None
    rows: Sequence[Mapping[str, Written]]
    origin: str

    @property
    def is_known(self) -> bool:
        return self.value is not None or bool(self.rows)


def known_of(
    *,
    work: Work | None,
    today: date,
    organisation: Mapping[str, str] | None = None,
    activities: Sequence[str] = (),
) -> Known:
    """Everything that is known. `organisation`: its record, by the ends of keys (`nom`, `siret`…), when there is one.

    The exercice is the last actual one: a budget is no exercice that is over.
    """
    actual = [each for each in work.exercices if each.postes.origine is not Origine.BUDGET] if work else []
    said: dict[str, Said] = {"aujourdhui": (today, FROM_DAY)}
    for name, value in (organisation or {}).items():
        said[f"{ORGANISATION}{name}"] = (value or None, FROM_RECORD)
    if actual:
        said.update(_of_exercice(actual[-1]))
    kept = {key: each for key, each in said.items() if each[0] is not None and key in known_keys()}
    rows = {name: found for name, found in _repeated(actual, activities) if found}
    origin_of_rows = _origin(actual[-1]) if actual else ""
    origins = {"financeurs": origin_of_rows, "exercices": FROM_EXERCICES, "activites": FROM_RECORD}
    return Known(
        values={key: value for key, (value, _) in kept.items() if value is not None},
        rows=rows,
        origins={**{key: origin for key, (_, origin) in kept.items()}, **{key: origins[key] for key in rows}},
    )


def lines_of(content: TemplateContent, known: Known) -> list[KnownLine]:
    """What this document may be given, known or not, in its own order."""
    keys = known_keys()
    return [
        *(
            KnownLine(keys[name].title, keys[name], known.values.get(name), (), known.origins.get(name, ""))
            for name in content.keys
        ),
        *(
            KnownLine(
                REPEATED_TITLES[name], None, None, known.rows.get(name, ()), known.origins.get(name, "")
            )
            for name in content.repeats
        ),
    ]


# --- the last exercice ------------------------------------------------------------------------------------------------


def _origin(exercice: Exercice) -> str:
    if exercice.file:
        words = FROM_FILES if exercice.added else FROM_FILE
        return words.format(" et ".join(f"« {file.name} »" for file in exercice.files), exercice.label)
    return FROM_TYPED.format(exercice.label)


def _of_exercice(exercice: Exercice) -> Iterator[tuple[str, Said]]:
    origin = _origin(exercice)
    postes = exercice.postes
    found: dict[str, Written | None] = {
        "exercice": exercice.label,
        "exercice.debut": postes.opened_on,
        "exercice.fin": postes.closed_on,
        "premier_financeur": _first_payer(postes),
        "resultat": _euros(postes.resultat_centimes),
        **{name: _of_poste(getattr(postes, name)) for name in _POSTES},
        **{f"{FAMILLE}{name}": _of_poste(postes.ressources[famille]) for name, famille in FAMILLES.items()},
        **_cerfa(exercice),
        **_indicators(postes),
    }
    yield from ((key, (value, origin)) for key, value in found.items())
    answers = FROM_ANSWERS.format(exercice.label)
    yield "heures_benevoles", (_answer(postes, Question.HEURES), answers)
    yield "etp", (_answer(postes, Question.ETP, ETP_SCALE), answers)


def _euros(centimes: int | None) -> Fraction | None:
    return None if centimes is None else Fraction(centimes, 100)


def _of_poste(poste: Any) -> Fraction | None:
    """The amount, once it is one: two bounds are not."""
    value = poste.value
    return None if value.number is None or value.haut is not None else _euros(value.number)


def _first_payer(postes: Postes) -> str | None:
    """The one that accounts name, when they name one and not a kind of payers."""
    first = next(iter(postes.financeurs.versements), None)
    return first.nom if first and not first.is_collective else None


def _indicators(postes: Postes) -> dict[str, Fraction | None]:
    values: dict[str, Any] = {
        each.definition.cle: each.value for each in compute_indicateurs(postes, niveau=None)
    }
    return {
        key: None
        if values[cle].number is None or values[cle].haut is not None
        else Fraction(values[cle].number)
        for key, cle in _SHARES.items()
    }


def _cerfa(exercice: Exercice) -> dict[str, Fraction | None]:
    """Of accounts only: ten lines typed do not say on which line of the form each expense goes."""
    if exercice.balance is None:
        return {}
    lines = cerfa_of_balance(exercice.balance, exercice.postes.financeurs)
    return {f"{CERFA}{cle}": _euros(centimes) for cle, centimes in lines.items()}


def _answer(postes: Postes, question: Question, scale: int = 1) -> Fraction | None:
    given = postes.answers.get(question)
    return None if given is None else Fraction(given, scale)


# --- what is repeated -------------------------------------------------------------------------------------------------


def _repeated(
    actual: Sequence[Exercice], activities: Sequence[str]
) -> Iterator[tuple[str, list[dict[str, Written]]]]:
    yield "financeurs", _payers(actual[-1].postes) if actual else []
    yield "exercices", [_told(each) for each in actual]
    yield "activites", [{"nom": name} for name in activities]


def _payers(postes: Postes) -> list[dict[str, Written]]:
    """Those that accounts name, the largest first."""
    return [
        {"nom": each.nom, "genre": GENRES[each.genre], "montant": Fraction(each.montant_centimes, 100)}
        for each in postes.financeurs.versements
        if not each.is_collective
    ]


def _told(exercice: Exercice) -> dict[str, Written]:
    postes = exercice.postes
    amounts = {
        "produits": _of_poste(postes.produits),
        "charges": _of_poste(postes.charges),
        "resultat": _euros(postes.resultat_centimes),
        "tresorerie": _of_poste(postes.tresorerie),
    }
    told: dict[str, Written] = {"exercice": exercice.label}
    return {**told, **{name: value for name, value in amounts.items() if value is not None}}
