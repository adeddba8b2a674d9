"""Who pays: the funders that the labels of accounts name, corrected by what the person declares.

The third digit of account 74 says nothing: the subdivisions by funder are free. Only words decide, in the order of
`definitions/financeurs.yaml`; a label that does not say is « à préciser », never guessed.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from socioeco.comptes import Classement, Regime, Ressource, WordRule, fold
from socioeco.indicators.postes import Financeurs, Versement
from socioeco.indicators.sources import SourceLine, classify_lines, total
from socioeco.readers import Balance, Financeur, GenreFinanceur

GENRES: Mapping[GenreFinanceur, str] = MappingProxyType(
    {
        GenreFinanceur.ETAT: "État et ses services",
        GenreFinanceur.REGION: "Région",
        GenreFinanceur.DEPARTEMENT: "Département",
        GenreFinanceur.INTERCOMMUNALITE: "Intercommunalité",
        GenreFinanceur.COMMUNE: "Commune et CCAS",
        GenreFinanceur.SOCIAL: "Caisse d’allocations familiales et organismes sociaux",
        GenreFinanceur.EUROPE: "Europe",
        GenreFinanceur.EMPLOI: "Aides à l’emploi (ASP)",
        GenreFinanceur.PUBLIC: "Autre organisme public",
        GenreFinanceur.PRIVE: "Fondation, fonds ou entreprise",
        GenreFinanceur.INCONNU: "À préciser",
    }
)
SANS_FINANCEUR = (
    "Aucun financeur dans les comptes\u00a0: ni concours public (73), ni subvention (74), ni mécénat (7542), "
    "ni contribution financière (755)."
)
PRIVEES = (Ressource.MECENAT, Ressource.FONDATIONS)
FAMILLES = (Ressource.SUBVENTIONS, Ressource.COMMANDE, *PRIVEES)

_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b")
_LETTER_BESIDE_DIGIT = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_YEAR_OR_COMPTE = re.compile(r"(?:19|20)\d\d|7[345]\d+")
_CHAPITRES = ("73", "74", "75")  # alone, an account only in front: elsewhere 74 is Haute-Savoie
_AROUND = " -–—:;,./()[]*+"


class FinanceurRule(WordRule):
    """Words that name a payer of this kind.

    `nom` is the payer; with `territoire`, the rest of the label tells one payer of this kind from another.
    """

    genre: GenreFinanceur
    nom: str = ""
    territoire: bool = False

    @model_validator(mode="after")
    def _names_its_territories(self) -> "FinanceurRule":
        if self.territoire and not self.nom:
            raise ValueError("a territory is compared under the name of its rule")
        return self

    @cached_property
    def _mots(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(fold(mot).split()) for mot in self.mots)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset().union(*self._mots)

    def may_match(self, words: Set[str]) -> bool:
        """False when no rule of matching could find one of its words in a label made of these."""
        return any(mot <= words for mot in self._mots)


class FinanceurDefinition(BaseModel):
    """Ordered rules, and the words that never make a payer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    relu_le: date
    source: str
    bruit: tuple[str, ...]
    adjectifs: tuple[str, ...]
    neutres: tuple[str, ...]
    articles: tuple[str, ...]
    objets: tuple[str, ...]
    collectifs: tuple[str, ...]
    regles: tuple[FinanceurRule, ...]

    @cached_property
    def noise(self) -> frozenset[str]:
        return _words_of(self.bruit)

    @cached_property
    def adjectives(self) -> frozenset[str]:
        return _words_of(self.adjectifs)

    @cached_property
    def neutral_words(self) -> frozenset[str]:
        return self.noise | _words_of(self.neutres)

    @cached_property
    def small_words(self) -> frozenset[str]:
        return _words_of(self.articles)

    @cached_property
    def uncompared(self) -> frozenset[str]:
        return self.neutral_words | self.small_words

    @cached_property
    def kinds(self) -> frozenset[str]:
        return _words_of(self.collectifs)

    @cached_property
    def purposes(self) -> frozenset[str]:
        return _words_of(self.objets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    """A line of the balance with the payer behind it; lines of one `key` are one payer."""

    source: SourceLine
    key: str
    nom: str
    genre: GenreFinanceur
    is_declared: bool
    is_collective: bool


@cache
def financeur_definition() -> FinanceurDefinition:
    text = files("socioeco").joinpath("definitions", "financeurs.yaml").read_text(encoding="utf-8")
    return FinanceurDefinition.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def genre_of(libelle: str) -> GenreFinanceur:
    """The kind of funder that a label names, INCONNU when its words do not say."""
    rule = _rule_for(libelle)
    return rule.genre if rule else GenreFinanceur.INCONNU


def compute_financeurs(balance: Balance, regime: Regime, declared: Mapping[str, Financeur]) -> Financeurs:
    """The payers of subsidies, public contributions (73), patronage and private contributions, largest first.

    Their amounts add up to these four families of the chart, to the centime: a negative line reduces its payer.
    `declared` is keyed by label as it stands in the balance, and wins over the words of the label.
    """
    payers: dict[str, list[_Paid]] = {}
    for source, classement in classify_lines(balance, regime, "7"):
        if classement and classement.ressource in FAMILLES and source.montant_centimes:
            paid = _paid(source, classement, declared.get(source.libelle))
            payers.setdefault(paid.key, []).append(paid)
    versements = sorted((_versement(lines) for lines in payers.values()), key=_rank)
    return Financeurs(versements=tuple(versements), raison="" if versements else SANS_FINANCEUR)


def _rank(versement: Versement) -> tuple[int, str, str]:
    return (-versement.montant_centimes, fold(versement.nom), versement.nom)


def _versement(lines: list[_Paid]) -> Versement:
    """What is declared names the payer; else the shortest of its labels does."""
    declared = [line for line in lines if line.is_declared]
    told = [line for line in declared or lines if line.genre is not GenreFinanceur.INCONNU]
    leader = max(told or lines, key=lambda line: (line.source.montant_centimes, line.source.compte))
    return Versement(
        nom=min((line.nom for line in declared or lines), key=lambda nom: (len(nom), nom)),
        genre=leader.genre,
        montant_centimes=total(line.source for line in lines),
        sources=tuple(line.source for line in lines),
        is_declared=bool(declared),
        is_collective=all(line.is_collective for line in lines),
    )


def _paid(source: SourceLine, classement: Classement, told: Financeur | None) -> _Paid:
    name = told.nom.strip() if told else ""
    key, nom = (key_of_payer(name), name) if name else _read(source)
    return _Paid(
        source=source,
        key=key,
        nom=nom,
        genre=_genre(source, classement, told),
        is_declared=told is not None,
        is_collective=not name and _names_nobody(source.libelle),
    )


def _read(source: SourceLine) -> tuple[str, str]:
    """Key and name of the payer by the label; a line without a label stands alone."""
    if not source.libelle.strip():
        return (f"compte {source.compte}", f"Compte {source.compte}")
    return _key_of_label(source.libelle), _nom(source.libelle)


def _names_nobody(libelle: str) -> bool:
    """« Mécénats », « Autres communes », « Prix de journée »: what the money is, or payers in the plural."""
    rule = _rule_for(libelle)
    has_name = rule is not None and rule.nom != "" and not rule.territoire
    return not has_name and financeur_definition().kinds.issuperset(_telling_words(libelle))


def _genre(source: SourceLine, classement: Classement, told: Financeur | None) -> GenreFinanceur:
    """The person's word, else what the account is for (private families), else the label, else public in 73."""
    if told and told.genre is not GenreFinanceur.INCONNU:
        return told.genre
    if classement.ressource in PRIVEES:
        return GenreFinanceur.PRIVE
    genre = genre_of(told.nom if told else source.libelle)
    is_public_anyway = genre is GenreFinanceur.INCONNU and classement.ressource is Ressource.COMMANDE
    return GenreFinanceur.PUBLIC if is_public_anyway else genre


def key_of_payer(nom: str) -> str:
    """What two spellings of one payer share. A name is taken whole: « CAF du Nord » is not « CAF », « Mairie de A » is
    « Ville de A »."""
    rule = _rule_for(nom)
    return _key_of_place(nom, rule) if rule and rule.territoire else _compared(nom)


def _key_of_label(libelle: str) -> str:
    rule = _rule_for(libelle)
    if rule and rule.territoire:
        return _key_of_place(libelle, rule)
    return _compared(rule.nom if rule and rule.nom else libelle)


def _key_of_place(label: str, rule: FinanceurRule) -> str:
    """The kind of authority and what remains to tell which one: « ville rennes »."""
    ignored = rule.words | financeur_definition().purposes
    rest = [word for word in _telling_words(label) if word not in ignored]
    return " ".join((fold(rule.nom), *rest))


def _compared(name: str) -> str:
    return " ".join(_telling_words(name)) or fold(name) or name.strip()


def _telling_words(name: str) -> list[str]:
    words = _text(" ".join(_without_chapitre(name))).split()
    uncompared = financeur_definition().uncompared
    return [word for word in words if word not in uncompared and not _YEAR_OR_COMPTE.fullmatch(word)]


def _nom(libelle: str) -> str:
    """The payer's own name when the rule gives it, else the label without « subvention », years and accounts."""
    rule = _rule_for(libelle)
    if rule and rule.nom and not rule.territoire:
        return rule.nom
    kept = _trimmed(_without_chapitre(libelle))
    is_cut_short = set(_text(kept).split()) <= financeur_definition().adjectives
    return libelle if is_cut_short else kept


def _without_chapitre(libelle: str) -> list[str]:
    tokens = libelle.split()
    return tokens[1:] if tokens and tokens[0] in _CHAPITRES else tokens


def _trimmed(tokens: list[str]) -> str:
    """Without the noise, the small words and the marks at both ends."""
    kept = [index for index, token in enumerate(tokens) if not _is_noise(token)]
    return " ".join(tokens[kept[0] : kept[-1] + 1]).strip(_AROUND) if kept else ""


def _is_noise(token: str) -> bool:
    """« d’exploitation », « 2023/24 », « N-1 », « - »; a number alone is not, it may be a département."""
    words = _text(token).split()
    definition = financeur_definition()
    noise = [word for word in words if word in definition.noise or _YEAR_OR_COMPTE.fullmatch(word)]
    beside = [word for word in words if word not in noise]
    return all(word in definition.small_words or (noise and word.isdigit()) for word in beside)


@lru_cache(maxsize=4096)
def _rule_for(libelle: str) -> FinanceurRule | None:
    text = _text(libelle)
    words = frozenset(text.split())
    near = (rule for rule in financeur_definition().regles if rule.may_match(words))
    return next((rule for rule in near if rule.matches(text)), None)


def _text(label: str) -> str:
    """Folded, « C.A.F. » read as one word and « CD35 » as two."""
    whole = _ACRONYM.sub(lambda found: found[0].replace(".", ""), label)
    return _LETTER_BESIDE_DIGIT.sub(" ", fold(whole))


def _words_of(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())
