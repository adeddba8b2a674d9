"""One page by indicator, from its definition: the same words as where its figure opens, and worked examples."""

from decimal import Decimal

from socioeco.formats import format_date, format_euros, format_periode, typographie
from socioeco.indicators import KEYS, Definition, Exemple, Indicateur, compute_indicateurs, definition_of
from socioeco.indicators.exemples import postes_of_example
from socioeco.readers import LABELS
from socioeco.report.chapters.indicators import written
from socioeco.report.document import Block, Facts, Grid, Section, Text
from socioeco.report.methode.model import Page, slug_of
from socioeco.report.wording import remark

GROUP = "Indicateurs"
UNITS = {"euros": "Euros", "part": "Part, en pour cent", "mois": "Nombre de mois", "nombre": "Nombre"}
LEVELS = {"essentiel": "Essentiel", "approfondi": "Approfondi"}


def pages() -> tuple[Page, ...]:
    return tuple(_page(definition_of(cle)) for cle in KEYS)


def _page(definition: Definition) -> Page:
    return Page(
        slug=slug_of("indicateur", definition.cle),
        group=GROUP,
        title=typographie(definition.titre),
        lede=typographie(definition.question),
        sections=(
            _text("pourquoi", "Pourquoi le regarder", definition.pourquoi),
            _formula(definition),
            _text("non-calculable", "Quand il ne se calcule pas", definition.quand_non_calculable),
            _reading(definition),
            *(_example(place, each, definition) for place, each in enumerate(definition.exemples, start=1)),
            _text("source", "Source", definition.source),
        ),
    )


def _text(anchor: str, title: str, text: str) -> Section:
    return Section(anchor=anchor, title=title, blocks=(Text(typographie(text)),))


def _formula(definition: Definition) -> Section:
    """The formula in force, then every version: a method that changes says what it changed."""
    rows = tuple(
        (each.version, format_date(each.depuis), typographie(each.formule), typographie(each.ce_qui_change))
        for each in reversed(definition.version)
    )
    return Section(
        anchor="formule",
        title="Formule",
        blocks=(
            Text(typographie(definition.formule)),
            Facts((("Unité", UNITS[definition.unite]), ("Niveau", LEVELS[definition.niveau]))),
            Grid(
                caption="Versions de la formule",
                header=("Version", "Depuis", "Formule", "Ce qui change"),
                rows=rows,
                is_words=True,
            ),
        ),
    )


def _reading(definition: Definition) -> Section:
    caution = Text(typographie(definition.prudence), is_caution=True)
    return Section(
        anchor="lecture", title="Comment le lire", blocks=(Text(typographie(definition.lecture)), caution)
    )


# --- worked examples --------------------------------------------------------------------------------------


def _example(place: int, exemple: Exemple, definition: Definition) -> Section:
    """Its value is computed by the engine as the page is made: a page cannot say what the engine does not."""
    found = computed(exemple, definition.cle)
    note: tuple[Block, ...] = (Text(typographie(remark(found.value))),) if remark(found.value) else ()
    return Section(
        anchor=f"exemple-{place}",
        title=f"Exemple\u00a0: {typographie(exemple.titre)}",
        blocks=(
            _given(exemple),
            Text(typographie(exemple.calcul)),
            Facts((("Résultat", written(found)),)),
            *note,
        ),
    )


def computed(exemple: Exemple, cle: str) -> Indicateur:
    found = compute_indicateurs(postes_of_example(exemple), niveau=None)
    return next(each for each in found if each.definition.cle == cle)


def _given(exemple: Exemple) -> Grid:
    period = format_periode(exemple.ouverture, exemple.cloture)
    if exemple.saisie:
        return Grid(
            caption=f"Lignes saisies, exercice {period}",
            header=("Ligne", "Montant"),
            rows=tuple((LABELS[line], _euros(amount)) for line, amount in exemple.saisie.items()),
        )
    return Grid(
        caption=f"Comptes, exercice {period}, en euros",
        header=("Compte", "Débit", "Crédit"),
        rows=tuple(
            (f"{each.compte} {typographie(each.libelle)}", _euros(each.debit), _euros(each.credit))
            for each in exemple.comptes
        ),
    )


def _euros(euros: Decimal) -> str:
    return format_euros(int(euros * 100)) if euros else ""
