"""The pages of statements: the layout of each chart, and how an exercice is brought to the rules that followed."""

from collections.abc import Iterator

from socioeco.comptes import REGIME_CODES
from socioeco.formats import format_date, typographie
from socioeco.indicators.etats.definitions import (
    EtatsDefinition,
    LigneDefinition,
    Rubrique,
    SectionDefinition,
    etats_definition,
    sections_of,
)
from socioeco.indicators.retraitement_definitions import (
    BREAKS,
    LibelleRule,
    PassageDefinition,
    PassageRule,
    passage_to,
)
from socioeco.report.document import Facts, Grid, Section, Text
from socioeco.report.methode.model import Page, slug_of
from socioeco.report.methode.plans import quoted
from socioeco.report.wording import in_list

GROUP = "États"
HOW = (
    "Un compte va sur la ligne de son plus long préfixe. Les comptes des classes 4 et 5 vont à l’actif quand leur solde est "
    "débiteur, au passif quand il est créditeur."
)
RESULT = "Le résultat des classes 6 et 7"
OLDER = (
    "L’exercice le plus ancien est retraité, jamais le plus récent. Un compte garde ses montants et son libellé\u202f; il "
    "prend son nouveau numéro là où le passage le dit. Ce qui ne peut pas être retraité reste à sa place, et c’est dit."
)
DEPTH = "– "
Row = tuple[str, str, str]


def pages() -> tuple[Page, ...]:
    layouts = tuple(_layout(etats_definition(code)) for code in REGIME_CODES)
    return *layouts, *(_passage(passage_to(code)) for code in BREAKS)


# --- layouts ----------------------------------------------------------------------------------------------


def _layout(definition: EtatsDefinition) -> Page:
    parts: tuple[tuple[str, str, tuple[Rubrique, ...]], ...] = (
        ("resultat", "Compte de résultat", definition.compte_de_resultat),
        ("en-nature", "Contributions volontaires en nature", definition.contributions_volontaires),
        ("actif", "Bilan, actif", definition.bilan.actif),
        ("passif", "Bilan, passif", definition.bilan.passif),
    )
    return Page(
        slug=slug_of("etats", definition.code),
        group=GROUP,
        title=typographie(definition.titre),
        lede="Chaque ligne des états, et les comptes qui la font.",
        sections=(
            _about(HOW, definition.source, format_date(definition.relu_le)),
            *(_section(*part) for part in parts),
        ),
    )


def _about(rule: str, source: str, read: str) -> Section:
    facts = Facts((("Source", typographie(source)), ("Relu le", read)))
    return Section(anchor="regle", title="La règle", blocks=(Text(rule), facts))


def _section(anchor: str, title: str, rubriques: tuple[Rubrique, ...]) -> Section:
    names = {each.cle: typographie(each.libelle) for each in sections_of(rubriques)}
    table = Grid(
        caption=title,
        header=("Ligne", "Comptes", "Comptes qui la réduisent"),
        rows=tuple(row for each in rubriques for row in _rubrique(each, names)),
        is_words=True,
    )
    return Section(anchor=anchor, title=title, blocks=(table,))


def _rubrique(rubrique: Rubrique, names: dict[str, str]) -> Iterator[Row]:
    label = typographie(rubrique.libelle)
    if not isinstance(rubrique, SectionDefinition):
        yield label, f"Total\u00a0: {in_list(names[cle] for cle in rubrique.sections)}", ""
        return
    yield label, "", ""
    for ligne in rubrique.lignes:
        yield from _ligne(ligne, 1)


def _ligne(ligne: LigneDefinition, depth: int) -> Iterator[Row]:
    accounts = RESULT if ligne.is_resultat else ", ".join(ligne.comptes)
    yield DEPTH * depth + typographie(ligne.libelle), accounts, ", ".join(ligne.corrections)
    for below in ligne.lignes:
        yield from _ligne(below, depth + 1)


# --- passages ---------------------------------------------------------------------------------------------


def _passage(passage: PassageDefinition) -> Page:
    table = Grid(
        caption=f"De {passage.depuis} à {passage.vers}",
        header=("Comptes", "Deviennent", "Règle", "Ce qui n’est pas retraité"),
        rows=tuple(map(_rule, passage.regles)),
        is_words=True,
    )
    return Page(
        slug=slug_of("retraitement", passage.vers),
        group=GROUP,
        title=f"Retraiter\u00a0: du plan {passage.depuis} au plan {passage.vers}",
        lede="Où vont les comptes quand les règles changent, pour comparer les deux côtés d’une rupture.",
        sections=(
            _about(OLDER, passage.source, format_date(passage.relu_le)),
            Section(anchor="passage", title="Le passage", blocks=(table,)),
        ),
    )


def _rule(rule: PassageRule) -> tuple[str, str, str, str]:
    targets = dict.fromkeys(filter(None, (*rule.selon_famille.values(), rule.vers)))
    said = [typographie(rule.regle), *map(_by_label, rule.selon_libelle)]
    limits = (typographie(text) for text in (rule.raison, rule.limite) if text)
    return ", ".join(rule.de), ", ".join(targets), " ".join(filter(None, said)), " ".join(limits)


def _by_label(rule: LibelleRule) -> str:
    return f"Si le libellé dit {quoted(rule.mots)}\u00a0: {rule.vers}."
