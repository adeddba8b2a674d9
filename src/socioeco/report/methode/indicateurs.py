"""One page by indicator, from its definition: the same words as where its figure opens, and worked examples."""

from decimal import Decimal

from socioeco.formats import format_date, format_euros, format_periode, typographie
from socioeco.indicators import KEYS, Definition, Exemple, Indicateur, compute_indicateurs, definition_of
from socioeco.indicators.exemples import postes_of_example
from socioeco.readers import LABELS
from socioeco.report.chapters.indicators import written
from socioeco.report.document import Block, Facts, Grid, Section, Text
from socioeco.report.methode.model import Page, capital, lowered, slug_of
from socioeco.report.wording import remark

GROUPS = {"essentiel": "Indicateurs essentiels", "approfondi": "Indicateurs pour aller plus loin"}
UNITS = {"euros": "Euros", "part": "Part, en pour cent", "mois": "Nombre de mois", "nombre": "Nombre"}
LEVELS = {"essentiel": "Essentiel", "approfondi": "Approfondi"}


def pages() -> tuple[Page, ...]:
    return tuple(_page(definition_of(cle)) for cle in KEYS)


def _page(definition: Definition) -> Page:
    return Page(
        slug=slug_of("indicateur", definition.cle),
        group=GROUPS[definition.niveau],
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
    """The formula in force, then every version when there are several: a method that changes says what it changed."""
    facts = [("Unité", UNITS[definition.unite]), ("Niveau", LEVELS[definition.niveau])]
    versions: tuple[Block, ...] = ()
    if len(definition.version) > 1:
        versions = (_versions(definition),)
    else:
        (only,) = definition.version
        facts.append(("Version", f"{only.version}, depuis le {format_date(only.depuis)}"))
    return Section(
        anchor="formule",
        title="Formule",
        blocks=(Text(_sentence(definition.formule)), Facts(tuple(facts)), *versions),
    )


def _versions(definition: Definition) -> Grid:
    return Grid(
        caption="Versions de la formule",
        header=("Version", "Depuis", "Formule", "Ce qui change"),
        rows=tuple(
            (each.version, format_date(each.depuis), *map(_sentence, (each.formule, each.ce_qui_change)))
            for each in reversed(definition.version)
        ),
        is_words=True,
    )


def _sentence(text: str) -> str:
    return capital(typographie(text))


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
        title=f"Exemple {place}\u00a0: {lowered(typographie(exemple.titre))}",
        blocks=(
            _given(place, exemple),
            Text(typographie(exemple.calcul)),
            Facts((("Résultat", written(found)),)),
            *note,
        ),
    )


def computed(exemple: Exemple, cle: str) -> Indicateur:
    found = compute_indicateurs(postes_of_example(exemple), niveau=None)
    return next(each for each in found if each.definition.cle == cle)


def _given(place: int, exemple: Exemple) -> Grid:
    period = format_periode(exemple.ouverture, exemple.cloture)
    if exemple.saisie:
        return Grid(
            caption=f"Lignes saisies de l’exemple {place}, exercice {period}",
            header=("Ligne", "Montant"),
            rows=tuple((LABELS[line], _euros(amount)) for line, amount in exemple.saisie.items()),
        )
    return Grid(
        caption=f"Comptes de l’exemple {place}, exercice {period}",
        header=("Compte", "Débit", "Crédit"),
        rows=tuple(
            (f"{each.compte} {typographie(each.libelle)}", _euros(each.debit), _euros(each.credit))
            for each in exemple.comptes
        ),
    )


def _euros(euros: Decimal) -> str:
    return format_euros(int(euros * 100)) if euros else ""
