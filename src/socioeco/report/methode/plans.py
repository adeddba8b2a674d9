"""One page by chart of accounts: where each account goes, and the words of a label that decide against its number."""

from itertools import groupby

from socioeco.comptes import REGIME_CODES, RESSOURCES, Regime, Traitement, regime_named
from socioeco.comptes.model import CompteRule
from socioeco.formats import format_date, typographie
from socioeco.report.document import Facts, Grid, Section, Text
from socioeco.report.methode.model import Page, slug_of
from socioeco.report.methode.places import place_of
from socioeco.report.wording import in_list

GROUP = "Plans comptables"
CLASSES = {
    "1": "Fonds propres, provisions, emprunts",
    "2": "Immobilisations",
    "3": "Stocks",
    "4": "Tiers",
    "5": "Trésorerie",
    "6": "Charges",
    "7": "Produits",
    "8": "Contributions en nature",
}
TRAITEMENTS = {
    Traitement.BILAN: "Bilan",
    Traitement.TRESORERIE: "Trésorerie",
    Traitement.A_SOLDER: "À solder à la clôture",
    Traitement.CHARGE: "Charge décaissable",
    Traitement.CHARGE_SANS_DECAISSEMENT: "Charge sans décaissement",
    Traitement.RESSOURCE: "Ressource de l’année",
    Traitement.RESSOURCE_SANS_ENCAISSEMENT: "Ressource sans encaissement",
    Traitement.SANS_ENCAISSEMENT: "Produit sans encaissement",
    Traitement.EXCEPTIONNEL: "Exceptionnel",
    Traitement.CESSION: "Cession",
    Traitement.TRANSFERT: "Transfert de charges",
    Traitement.EN_NATURE: "Contribution en nature, à côté",
    Traitement.TECHNIQUE: "Compte technique",
    Traitement.SUPPRIME: "Supprimé de ce plan",
}
HOW = (
    "Un compte suit la règle du plus long préfixe de son numéro. Là où des mots sont donnés, un libellé qui les porte "
    "l’emporte sur le numéro. La ligne des états, compte de résultat ou bilan, suit le numéro seul."
)


def pages() -> tuple[Page, ...]:
    return tuple(_page(regime_named(code)) for code in REGIME_CODES)


def _page(regime: Regime) -> Page:
    by_class = groupby(
        sorted(regime.comptes, key=lambda rule: rule.prefixe), key=lambda rule: rule.prefixe[0]
    )
    return Page(
        slug=slug_of("plan", regime.code),
        group=GROUP,
        title=typographie(regime.titre),
        lede=_period(regime),
        sections=(_about(regime), *(_section(regime.code, digit, list(rules)) for digit, rules in by_class)),
    )


def _period(regime: Regime) -> str:
    since = f"à partir du {format_date(regime.ouvert_a_partir_du)}"
    until = f" et jusqu’au {format_date(regime.ouvert_jusqu_au)}" if regime.ouvert_jusqu_au else ""
    return f"Pour les exercices ouverts {since}{until}."


def _about(regime: Regime) -> Section:
    facts = Facts(
        (
            ("Code", regime.code),
            ("Source", typographie(regime.source)),
            ("Relu le", format_date(regime.relu_le)),
        )
    )
    return Section(anchor="regle", title="Comment un compte est placé", blocks=(Text(HOW), facts))


def _section(code: str, digit: str, rules: list[CompteRule]) -> Section:
    title = f"Classe {digit}" + (f"\u00a0: {CLASSES[digit]}" if digit in CLASSES else "")
    table = Grid(
        caption=f"Comptes de la classe {digit}",
        header=("Compte", "Traitement", "Famille de ressources", "Ligne des états", "Précision"),
        rows=tuple(_row(code, rule) for rule in rules),
        is_words=True,
    )
    return Section(anchor=f"classe-{digit}", title=title, blocks=(table,))


def _row(code: str, rule: CompteRule) -> tuple[str, str, str, str, str]:
    famille = RESSOURCES[rule.ressource] if rule.ressource else ""
    notes = [typographie(rule.note)] if rule.note else []
    notes += [_by_label(each.mots, each.traitement, each.ressource) for each in rule.selon_libelle]
    return rule.prefixe, TRAITEMENTS[rule.traitement], famille, place_of(code, rule.prefixe), " ".join(notes)


def _by_label(words: tuple[str, ...], traitement: Traitement, ressource: object) -> str:
    famille = next((label for key, label in RESSOURCES.items() if key == ressource), "")
    where = f"{TRAITEMENTS[traitement]}, {famille}" if famille else TRAITEMENTS[traitement]
    return f"Si le libellé dit {quoted(words)}\u00a0: {where}."


def quoted(words: tuple[str, ...]) -> str:
    return in_list(f"«\u00a0{word}\u00a0»" for word in words)
