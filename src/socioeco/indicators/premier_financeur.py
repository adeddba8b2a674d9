"""The first funder: the largest payer in share of the resources of the year."""

from collections import Counter
from collections.abc import Iterable, Sequence

from socioeco.indicators.financement import commande_bounds, share, top
from socioeco.indicators.postes import Origine, Postes, Versement
from socioeco.indicators.sources import SourceLine
from socioeco.indicators.terms import Calcul, Terme, total_des_ressources
from socioeco.readers import GenreFinanceur, Question
from socioeco.values import Value, calcule, calcule_entre, non_calculable

SANS_FINANCEUR = (
    "Aucun versement de financeur n’a été trouvé (comptes 73, 74, 7542 et 755). Un gros client peut exister dans "
    "les ventes\u00a0: les comptes ne le disent pas."
)
RIEN_DE_SAISI = "Vous n’avez saisi ni subvention, ni paiement public, ni mécénat."
MEME_FINANCEUR = (
    "Fourchette\u00a0: des libellés ne disent pas quel financeur verse, ou en réunissent plusieurs."
)
DIX_LIGNES = (
    "Au plus\u00a0: si un seul financeur verse les subventions, les achats publics et le mécénat saisis."
)
DIX_LIGNES_ET_VENTES = (
    "Au plus\u00a0: si un seul financeur verse les subventions et le mécénat, et paie toutes les ventes. Vous "
    "n’avez pas dit ce que paient des acheteurs publics."
)
REPONSE_TROP_HAUTE = (
    "Votre réponse dépasse ce que vos lignes permettent\u00a0: le calcul s’arrête à leur total."
)
SHOWN = 3


def premier_financeur(postes: Postes) -> Calcul:
    if postes.origine is Origine.SAISIE:
        return _of_typed(postes)
    versements = postes.financeurs.versements
    if not any(each.montant_centimes > 0 for each in versements):
        reason = postes.financeurs.raison or SANS_FINANCEUR
        return non_calculable(reason), (total_des_ressources(postes),)
    termes = tuple(_terme(each) for each in versements[:SHOWN] if each.montant_centimes > 0)
    return share(_largest(versements), postes), (*termes, total_des_ressources(postes))


def _terme(versement: Versement) -> Terme:
    return Terme.euros(versement.nom, calcule(versement.montant_centimes), versement.sources)


def _largest(versements: Sequence[Versement]) -> Value[int]:
    """Bounds of the largest payer.

    A label of unknown kind may be anybody's: it joins the largest payer at most, and what it gives back may be
    taken from that payer. A label that names nobody (« Mécénats ») may be several payers of its kind: it makes no
    low bound.
    """
    known = [each for each in versements if each.genre is not GenreFinanceur.INCONNU]
    unknown = [each for each in versements if each.genre is GenreFinanceur.INCONNU]
    floating = [*_by_label(unknown), *(each.montant_centimes for each in known if each.is_collective)]
    alone = [each.montant_centimes for each in known if not each.is_collective]
    alone += _by_label(each for each in unknown if not each.is_collective)
    low = max(0, max(alone, default=0) + sum(min(amount, 0) for amount in floating))
    high = _of_one_genre(known) + sum(max(amount, 0) for amount in _by_label(unknown))
    return calcule_entre(low, high, reserve=MEME_FINANCEUR if high > low else "")


def _by_label(versements: Iterable[Versement]) -> list[int]:
    """A label is explained alone, whatever it was grouped with."""
    amounts: Counter[str] = Counter()
    for versement in versements:
        for line in versement.sources:
            amounts[line.libelle] += line.montant_centimes
    return list(amounts.values())


def _of_one_genre(known: Iterable[Versement]) -> int:
    """The most that one known payer can have given: its own, and the labels that name nobody in its kind."""
    own: Counter[GenreFinanceur] = Counter()
    together: Counter[GenreFinanceur] = Counter()
    for versement in known:
        genre, amount = versement.genre, versement.montant_centimes
        if versement.is_collective:
            together[genre] += max(amount, 0)
        else:
            own[genre] = max(own[genre], amount)
    return max((own[genre] + together[genre] for genre in GenreFinanceur), default=0)


def _of_typed(postes: Postes) -> Calcul:
    """The answer, else at most everything that one funder can have paid."""
    commande = commande_bounds(postes)
    given = [postes.ressources[key] for key in ("subventions", "mecenat")]
    most = sum(famille.value.number or 0 for famille in given) + top(commande)
    answer = postes.answers.get(Question.PREMIER_FINANCEUR)
    if answer is not None and most > 0:
        return _as_answered(answer, most, postes)
    if not (commande.number or sum(famille.value.number or 0 for famille in given)):
        return non_calculable(RIEN_DE_SAISI), (total_des_ressources(postes),)
    sales = postes.ressources["ventes"]
    shown = [*given, postes.ressources["commande"], *([sales] if commande.is_range else ())]
    termes = (Terme.euros(famille.label, famille.value, famille.sources) for famille in shown)
    amount = calcule_entre(0, most, reserve=DIX_LIGNES_ET_VENTES if commande.is_range else DIX_LIGNES)
    return share(amount, postes), (*termes, total_des_ressources(postes))


def _as_answered(answer: int, most: int, postes: Postes) -> Calcul:
    amount = calcule(min(answer, most), reserve=REPONSE_TROP_HAUTE if answer > most else "")
    line = SourceLine(compte="", libelle="Votre réponse", montant_centimes=min(answer, most))
    terme = Terme.euros("Premier financeur, selon votre réponse", amount, (line,))
    return share(amount, postes), (terme, total_des_ressources(postes))
