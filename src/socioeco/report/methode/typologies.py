"""The page of the seven models: the convention, what speaks for each model, the questions, the limits."""

from socioeco.formats import format_date, format_pourcent
from socioeco.report.document import Facts, Grid, Items, Section, Text
from socioeco.report.methode.model import Page
from socioeco.typologies.convention import Convention, ModeleRule, convention

GROUP = "Modèles socio-économiques"


def pages() -> tuple[Page, ...]:
    rules = convention()
    return (
        Page(
            slug="sept-modeles",
            group=GROUP,
            title="La position parmi les sept modèles",
            lede="Des signaux pour, contre ou inconnus. Ni score, ni distance, ni classement.",
            sections=(_convention(rules), _models(rules), _questions(rules), _limits(rules)),
        ),
    )


def _convention(rules: Convention) -> Section:
    facts = (
        ("Part qui fait signal", format_pourcent(rules.seuil, decimals=0)),
        ("Part qui domine", format_pourcent(rules.dominante, decimals=0)),
        ("Version", f"{rules.version}, depuis le {format_date(rules.depuis)}"),
    )
    return Section(
        anchor="convention",
        title="La convention suivie",
        blocks=(Text(rules.texte), Facts(facts), Text(rules.source)),
    )


def _models(rules: Convention) -> Section:
    return Section(
        anchor="modeles",
        title="Ce qui parle pour chaque modèle",
        blocks=(
            Grid(
                caption="Les sept modèles",
                header=("Modèle", "Ce que les comptes montrent", "Question posée", "D’où vient son nom"),
                rows=tuple(_model(modele, rules) for modele in rules.modeles),
                is_words=True,
            ),
        ),
    )


def _model(modele: ModeleRule, rules: Convention) -> tuple[str, str, str, str]:
    shown = " ".join(f"{part.nom[:1].upper()}{part.nom[1:]}. {part.note}".strip() for part in modele.parts)
    asked = next((each.texte for each in rules.questions if each.modele == modele.numero), "")
    origin = "Notre reconstitution" if modele.reconstitution else "La typologie"
    return (
        f"{modele.numero}. {modele.titre}",
        shown or "Rien\u00a0: des comptes ne le montrent pas.",
        asked,
        origin,
    )


def _questions(rules: Convention) -> Section:
    pairs = tuple((each.texte, each.aide) for each in rules.questions)
    return Section(anchor="questions", title="Ce qui est demandé", blocks=(Facts(pairs),))


def _limits(rules: Convention) -> Section:
    return Section(anchor="limites", title="Limites", blocks=(Items(rules.limites),))
