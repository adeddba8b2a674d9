"""The pages of the three levers: each measure, what asks it, where to find it, and every way to value an hour given."""

from socioeco.formats import format_date
from socioeco.indicators.leviers.definitions import (
    LevierDefinition,
    MesureAlliances,
    MesureDefinition,
    Methode,
    alliances_definition,
    leviers_definition,
    methodes_definition,
)
from socioeco.report.document import Block, Facts, Grid, Opening, Section, Text
from socioeco.report.methode.model import Page, slug_of

GROUP = "Leviers"
BESIDE = (
    "Rien ne s’additionne d’un levier à l’autre\u00a0: ce qui n’est pas de l’argent se montre à côté de lui."
)
UNITS = {
    "euros": "Euros",
    "heures": "Heures",
    "etp": "Équivalents temps plein (ETP)",
    "mois": "Mois",
    "nombre": "Nombre",
}
ASKED, COMPUTED = "Demandée à l’association", "Lue dans les comptes"


def pages() -> tuple[Page, ...]:
    return _levers(), _alliances(), _hours()


# --- what is measured -------------------------------------------------------------------------------------


def _levers() -> Page:
    definition = leviers_definition()
    facts = Facts((("Version", _version(definition.version, format_date(definition.depuis))),))
    return Page(
        slug="trois-leviers",
        group=GROUP,
        title="Les trois leviers",
        lede="Richesses humaines, leviers financiers, alliances\u00a0: ce qui se mesure de chacun, et où le trouver.",
        sections=(
            Section(anchor="regle", title="La règle", blocks=(Text(BESIDE), facts, Text(definition.source))),
            *map(_lever, definition.leviers),
        ),
    )


def _version(version: str, since: str) -> str:
    return f"{version}, depuis le {since}"


def _lever(lever: LevierDefinition) -> Section:
    measures: tuple[Block, ...] = tuple(map(_measure, lever.mesures))
    return Section(anchor=lever.cle, title=lever.titre, blocks=(Text(lever.texte), *measures))


def _measure(mesure: MesureDefinition) -> Opening:
    facts = (
        ("Unité", UNITS[mesure.unite]),
        ("D’où elle vient", ASKED if mesure.question else COMPUTED),
        ("Formule", mesure.formule),
        ("Où le trouver", mesure.ou_trouver),
        ("Source", mesure.source),
    )
    return Opening(
        anchor=slug_of("mesure", mesure.cle),
        title=mesure.titre,
        blocks=(Facts(facts), Text(mesure.prudence, is_caution=True)),
    )


# --- alliances, one by one --------------------------------------------------------------------------------


def _alliances() -> Page:
    definition = alliances_definition()
    facts = Facts((("Version", _version(definition.version, format_date(definition.depuis))),))
    return Page(
        slug="alliances-detaillees",
        group=GROUP,
        title="Les alliances, une par une",
        lede="Ce qui se compte des partenaires que vous détaillez, exercice par exercice.",
        sections=(
            Section(
                anchor="regle",
                title="La règle",
                blocks=(Text(definition.texte), facts, Text(definition.source)),
            ),
            *map(_of_alliances, definition.mesures),
        ),
    )


def _of_alliances(mesure: MesureAlliances) -> Section:
    facts = (
        ("Formule", mesure.formule),
        ("Unité", UNITS[mesure.unite]),
        ("Où le trouver", mesure.ou_trouver),
        ("Source", mesure.source),
    )
    return Section(
        anchor=slug_of("alliances", mesure.cle),
        title=mesure.titre,
        blocks=(Facts(facts), Text(mesure.prudence, is_caution=True)),
    )


# --- an hour given ----------------------------------------------------------------------------------------


def _hours() -> Page:
    definition = methodes_definition()
    levels = Grid(
        caption="Les niveaux de mission",
        header=("Niveau", "Multiple du SMIC"),
        rows=tuple((each.titre, str(each.multiple)) for each in definition.niveaux),
    )
    facts = Facts((("Version", _version(definition.version, format_date(definition.depuis))),))
    return Page(
        slug="temps-donne",
        group=GROUP,
        title="Ce que vaut le temps donné",
        lede="Plusieurs méthodes publiques donnent des résultats différents\u202f; aucune n’est la bonne.",
        sections=(
            Section(
                anchor="regle",
                title="La règle",
                blocks=(Text(definition.texte), facts, levels, Text(definition.source)),
            ),
            *map(_method, definition.methodes),
        ),
    )


def _method(methode: Methode) -> Section:
    facts = (
        ("Formule", methode.formule),
        ("Où le trouver", methode.ou_trouver),
        ("Source", methode.source),
        ("Date de la source, ou de sa lecture", format_date(methode.date)),
    )
    return Section(
        anchor=slug_of("methode", methode.cle),
        title=methode.titre,
        blocks=(Facts(facts), Text(methode.prudence, is_caution=True)),
    )
