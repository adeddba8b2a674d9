"""The page of disclosure control: when a sum over several organisations is shown, and what is hidden with it."""

from datetime import date

from socioeco.disclosure import SOURCES, Rules, Source
from socioeco.disclosure.protection import RAISON
from socioeco.disclosure.quantiles import RAISON as RAISON_RANG
from socioeco.disclosure.quantiles import RESERVE
from socioeco.formats import format_date, format_euros, format_nombre, format_pourcent
from socioeco.report.document import Facts, Items, Section, Text
from socioeco.report.methode.model import Page

GROUP = "Contrôles"
WHY = (
    "Une somme sur trop peu d’organisations, ou qui tient presque entière à l’une d’elles, dirait le chiffre de cette "
    "organisation à qui connaît les autres."
)
COMPLEMENT = (
    "Cacher une case ne suffit pas si une soustraction la redonne\u00a0: d’autres cases sont cachées avec elle, jusqu’à ce "
    "que personne ne puisse l’encadrer de trop près, ni le public, ni une organisation qui connaît ses propres chiffres."
)
LIMITS = (
    "Des organisations qui mettent en commun ce qu’elles savent peuvent en apprendre plus.",
    "Deux tableaux sur des populations qui se recoupent ne sont pas comparés entre eux\u00a0: un seul tableau est publié "
    "par population.",
    "L’arrondi sert à la lecture\u00a0: la protection ne compte pas sur lui.",
)
QUANTILES = (
    "Une médiane ou un autre quantile est la moyenne des organisations qui entourent son rang, jamais le chiffre d’une "
    "seule. Deux voisinages qui se recoupent ne sont pas montrés tous les deux."
)


def pages() -> tuple[Page, ...]:
    return (
        Page(
            slug="secret-statistique",
            group=GROUP,
            title="Le secret statistique",
            lede="Ce qui peut être montré d’une somme sur plusieurs organisations, et ce qui est caché.",
            sections=(
                _rules(Rules()),
                Section(
                    anchor="complement",
                    title="Ce qui est caché en plus",
                    blocks=(Text(COMPLEMENT), Text(RAISON)),
                ),
                Section(
                    anchor="quantiles",
                    title="Médianes et quantiles",
                    blocks=(Text(QUANTILES), Text(RESERVE), Text(RAISON_RANG)),
                ),
                Section(anchor="limites", title="Limites", blocks=(Items(LIMITS),)),
                Section(anchor="sources", title="Sources", blocks=(Items(tuple(map(_source, SOURCES))),)),
            ),
        ),
    )


def _rules(rules: Rules) -> Section:
    """The values in force, read from the engine."""
    facts = (
        ("Organisations derrière une somme, au moins", format_nombre(rules.minimum)),
        ("Organisations regardées pour la dominance", format_nombre(rules.dominance_n)),
        ("Leur part de la somme, au plus", format_pourcent(rules.dominance_part, decimals=0)),
        ("Arrondi de ce qui est montré", format_euros(rules.arrondi_centimes, decimals=0)),
    )
    return Section(anchor="regle", title="La règle", blocks=(Text(WHY), Facts(facts)))


def _source(source: Source) -> str:
    return f"{source.titre}, lu le {format_date(date.fromisoformat(source.consultee_le))}, {source.url}"
