"""The page of funders: the words of a label that name who pays."""

from socioeco.formats import format_date, typographie
from socioeco.indicators import GENRES
from socioeco.indicators.financeurs import FinanceurRule, financeur_definition
from socioeco.report.document import Facts, Grid, Section, Text
from socioeco.report.methode.model import Page

GROUP = "Contrôles"
HOW = (
    "Les subdivisions du compte 74 sont libres\u00a0: le troisième chiffre ne dit pas qui paie. Seuls les mots du libellé "
    "décident, dans l’ordre du tableau. Un libellé qui ne dit rien est «\u00a0à préciser\u00a0»\u00a0: rien n’est deviné."
)


def pages() -> tuple[Page, ...]:
    definition = financeur_definition()
    table = Grid(
        caption="Les mots qui nomment un financeur, dans leur ordre",
        header=("Genre", "Mots du libellé", "Sauf", "Nom donné"),
        rows=tuple(_row(rule) for rule in definition.regles),
        is_words=True,
    )
    facts = Facts(
        (
            ("Version", f"{definition.version}, relue le {format_date(definition.relu_le)}"),
            ("Source", typographie(definition.source)),
        )
    )
    return (
        Page(
            slug="financeurs",
            group=GROUP,
            title="Qui finance\u00a0: les mots des libellés",
            lede="Comment un libellé de compte dit qui paie.",
            sections=(
                Section(anchor="regle", title="La règle", blocks=(Text(HOW), facts)),
                Section(anchor="mots", title="Les mots", blocks=(table,)),
            ),
        ),
    )


def _row(rule: FinanceurRule) -> tuple[str, str, str, str]:
    return GENRES[rule.genre], ", ".join(rule.mots), ", ".join(rule.sauf), rule.nom
