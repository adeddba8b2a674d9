"""The postes of a budget: a forecast, which says who is expected to pay, and nothing of what is owned."""

from collections.abc import Iterable, Mapping

from socioeco.comptes import RESSOURCES, Ressource, fold
from socioeco.indicators.financeurs import genre_of
from socioeco.indicators.postes import Financeurs, Origine, Poste, Postes, Versement
from socioeco.indicators.ressources import DECLAREE, FamilleRessource, Ressources
from socioeco.indicators.sources import SourceLine, total
from socioeco.readers import NO_ANSWERS, ExerciceAnswers, GenreFinanceur, Question
from socioeco.readers.budget import Budget, BudgetLine, Cote, budget_definition
from socioeco.readers.budget.lignes import WITHOUT_DETAIL
from socioeco.values import Value, calcule, non_calculable

NO_BILAN = "Un budget prévoit des dépenses et des recettes\u00a0: il ne dit pas ce que l’association possède ou doit."
NO_TRESORERIE = (
    "Un budget ne dit pas l’argent disponible\u00a0: il se lit sur les relevés de banque, à la date voulue."
)
NO_NATURE = "Le budget ne porte aucune contribution en nature. Cela ne dit pas qu’il n’y en aura pas."
NO_FINANCEUR = "Le budget ne nomme aucun financeur."
COMMANDE = "Non calculable\u00a0: le budget ne dit pas qui paie les ventes. Indiquez ce qui viendra d’acheteurs publics."
VENTES = "Peut contenir des achats publics\u00a0: le budget ne dit pas qui paie."
DONS = "Dons et mécénat ensemble\u00a0: le formulaire en fait une seule ligne."
WITH_DONS = "Compris dans la ligne «\u00a0Dons manuels, mécénat\u00a0» du formulaire."
NO_LEGS = "Le formulaire ne les sépare pas\u00a0: ils sont dans les dons ou dans les autres produits."
LUMPED = "Le chapitre «\u00a0Autres produits de gestion courante\u00a0» n’est pas détaillé\u00a0: elles y sont comprises."
LUMPED_SUBVENTIONS = (
    "Les subventions ne sont pas détaillées\u00a0: des aides privées peuvent y être comprises."
)
PAID = "Un budget peut contenir des charges sans paiement hors des dotations aux amortissements."
IN_LUMP = ("autres_produits", "cotisations_dons_legs")
PAYERS = (Ressource.SUBVENTIONS, Ressource.COMMANDE, Ressource.FONDATIONS)
# Names of the form that stand for several payers, when nothing else names one.
COLLECTIVE = frozenset(
    {
        GenreFinanceur.COMMUNE,
        GenreFinanceur.INTERCOMMUNALITE,
        GenreFinanceur.SOCIAL,
        GenreFinanceur.EUROPE,
        GenreFinanceur.PUBLIC,
        GenreFinanceur.PRIVE,
        GenreFinanceur.INCONNU,
    }
)


def postes_of_budget(budget: Budget, *, answers: ExerciceAnswers = NO_ANSWERS) -> Postes:
    """What a budget says, with `origine` BUDGET: to be shown with its mark, never as an actual year."""
    charges = budget.of(Cote.CHARGE)
    paid = [line for line in charges if line.nature != "dotations"]
    staff = [line for line in charges if line.nature == "personnel"]
    return Postes(
        origine=Origine.BUDGET,
        opened_on=budget.opened_on,
        closed_on=budget.closed_on,
        regime=None,
        answers=answers,
        ressources=compute_budget_ressources(budget, answers=answers),
        financeurs=_financeurs(budget),
        produits=_poste(budget.of(Cote.PRODUIT)),
        charges=_poste(charges),
        charges_decaissables=_poste(paid, reserve=PAID),
        personnel=_poste(staff),
        en_nature=_in_kind(budget),
        tresorerie=Poste(value=non_calculable(NO_TRESORERIE)),
        fonds_propres=Poste(value=non_calculable(NO_BILAN)),
        fonds_de_roulement=Poste(value=non_calculable(NO_BILAN)),
        besoin_en_fonds_de_roulement=Poste(value=non_calculable(NO_BILAN)),
    )


def compute_budget_ressources(budget: Budget, *, answers: ExerciceAnswers = NO_ANSWERS) -> Ressources:
    """Always the ten families. What public buyers are expected to pay is answered, and moved out of the sales."""
    grouped: dict[Ressource, list[SourceLine]] = {key: [] for key in Ressource}
    lines = budget.of(Cote.PRODUIT)
    for line in lines:
        if line.ressource:
            grouped[Ressource(line.ressource)].append(_source(line))
    answer = answers.get(Question.ACHATS_PUBLICS)
    if answer is not None:
        moved = min(answer, max(total(grouped[Ressource.VENTES]), 0))
        grouped[Ressource.COMMANDE].append(SourceLine(compte="", libelle=DECLAREE, montant_centimes=moved))
        grouped[Ressource.VENTES].append(SourceLine(compte="", libelle=DECLAREE, montant_centimes=-moved))
    values = _values(grouped, {line.cle for line in lines}, is_told=answer is not None)
    return Ressources(
        regime="",
        familles=tuple(
            FamilleRessource(key=key, label=RESSOURCES[key], value=values[key], sources=tuple(grouped[key]))
            for key in Ressource
        ),
        total_centimes=total(source for sources in grouped.values() for source in sources),
    )


def _values(
    grouped: Mapping[Ressource, list[SourceLine]], keys: set[str], *, is_told: bool
) -> dict[Ressource, Value[int]]:
    values = {key: calcule(total(sources)) for key, sources in grouped.items()}
    values[Ressource.LEGS] = non_calculable(NO_LEGS)
    values[Ressource.MECENAT] = non_calculable(WITH_DONS)
    if grouped[Ressource.DONS]:
        values[Ressource.DONS] = calcule(total(grouped[Ressource.DONS]), reserve=DONS)
    if grouped[Ressource.VENTES] and not is_told:
        values[Ressource.VENTES] = calcule(total(grouped[Ressource.VENTES]), reserve=VENTES)
        if not grouped[Ressource.COMMANDE]:
            values[Ressource.COMMANDE] = non_calculable(COMMANDE)
    for key, reason in _lumped(keys):
        if not grouped[key]:
            values[key] = non_calculable(reason)
    return values


def _lumped(keys: set[str]) -> Iterable[tuple[Ressource, str]]:
    """Families that may hide in a chapter without details."""
    if keys & set(IN_LUMP):
        yield from ((Ressource.COTISATIONS, LUMPED), (Ressource.DONS, LUMPED))
    if "subventions" in keys:
        yield Ressource.FONDATIONS, LUMPED_SUBVENTIONS


def _source(line: BudgetLine) -> SourceLine:
    return SourceLine(compte="", libelle=line.libelle, montant_centimes=line.montant_centimes)


def _poste(lines: Iterable[BudgetLine], *, reserve: str = "") -> Poste:
    sources = tuple(map(_source, lines))
    return Poste(value=calcule(total(sources), reserve=reserve), sources=sources)


def _in_kind(budget: Budget) -> Poste:
    """The contributions; their uses when only these were written."""
    lines = [line for line in budget.lignes if line.is_nature]
    produits = [line for line in lines if line.cote is Cote.PRODUIT]
    return _poste(produits or lines) if lines else Poste(value=non_calculable(NO_NATURE))


def _financeurs(budget: Budget) -> Financeurs:
    """Payers by name, largest first; lines of one name are one payer."""
    payers: dict[str, list[BudgetLine]] = {}
    for line in budget.of(Cote.PRODUIT):
        if line.ressource in PAYERS:
            payers.setdefault(fold(line.libelle), []).append(line)
    versements = sorted(map(_versement, payers.values()), key=lambda each: (-each.montant_centimes, each.nom))
    return Financeurs(versements=tuple(versements), raison="" if versements else NO_FINANCEUR)


def _versement(lines: list[BudgetLine]) -> Versement:
    sources = tuple(map(_source, lines))
    genre = _genre(lines[0])
    return Versement(
        nom=lines[0].libelle,
        genre=genre,
        montant_centimes=total(sources),
        sources=sources,
        is_collective=genre in COLLECTIVE and _names_a_kind(lines[0].libelle),
    )


def _genre(line: BudgetLine) -> GenreFinanceur:
    """By the line of the form; failing it, by the words of the label. Tarification is public money."""
    if line.genre is None:
        return GenreFinanceur.PUBLIC
    return genre_of(line.libelle) if line.genre is GenreFinanceur.INCONNU else line.genre


def _names_a_kind(libelle: str) -> bool:
    """The label is a line of the form, or what is left of one: nobody is named."""
    return budget_definition().named(libelle.removesuffix(WITHOUT_DETAIL)) is not None
