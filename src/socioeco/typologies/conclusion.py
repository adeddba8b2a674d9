"""What can be said in one sentence. « Not enough to say » is a result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from socioeco.readers import Opinion
from socioeco.typologies.convention import SANS_REPONSE, Convention, FamilleRule, Groupe
from socioeco.typologies.parts import Part


class ConclusionKind(StrEnum):
    DOMINANT = "dominant"
    PLUSIEURS = "plusieurs"
    PAS_ASSEZ = "pas_assez"


SALES = frozenset({Groupe.VENTES, Groupe.COMMANDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    kind: ConclusionKind
    texte: str


def conclude(parts: Mapping[Groupe, Part], opinions: Mapping[str, Opinion], rules: Convention) -> Conclusion:
    """A family of one half for sure; none that may be; or the range leaves it open."""
    sentences = rules.phrases.conclusions
    if not all(parts[famille.groupe].value.is_computed for famille in rules.familles):
        return Conclusion(kind=ConclusionKind.PAS_ASSEZ, texte=sentences.sans_ressource)
    sure = _distinct([each for each in rules.familles if parts[each.groupe].reaches(rules.dominante)])
    if len(sure) > 1:
        texte = sentences.plusieurs_dominent.format(familles=_listed(sure, "et"))
        return Conclusion(kind=ConclusionKind.PLUSIEURS, texte=texte)
    if sure:
        rivals = _rivals(sure[0], parts, rules)
        if rivals:
            return _open([sure[0], *rivals], parts, rules)
        return _of_leader(sure[0], parts, opinions, rules)
    possible = [each for each in rules.familles if parts[each.groupe].may_reach(rules.dominante)]
    return _open(possible, parts, rules) if possible else _mixed(parts, rules)


def _distinct(familles: Sequence[FamilleRule]) -> list[FamilleRule]:
    """Public purchases are sales too: when both reach it, the more precise name is kept."""
    groupes = {famille.groupe for famille in familles}
    return [each for each in familles if not (each.groupe is Groupe.VENTES and Groupe.COMMANDE in groupes)]


def _rivals(leader: FamilleRule, parts: Mapping[Groupe, Part], rules: Convention) -> list[FamilleRule]:
    """Those that may make the other half: payers whom nobody named. Sales and public purchases are not two halves."""
    mine = SALES if leader.groupe in SALES else {leader.groupe}
    others = [each for each in rules.familles if each.groupe not in mine]
    return [each for each in others if parts[each.groupe].may_reach(rules.dominante)]


def _of_leader(
    leader: FamilleRule, parts: Mapping[Groupe, Part], opinions: Mapping[str, Opinion], rules: Convention
) -> Conclusion:
    """One family makes the half; it may speak for no model, or for one of two when nobody said who buys."""
    sentences = rules.phrases.conclusions
    if leader.modele is None:
        texte = sentences.sans_modele.format(famille=leader.nom)
        return Conclusion(kind=ConclusionKind.PAS_ASSEZ, texte=texte)
    if leader.groupe is Groupe.VENTES and parts[Groupe.COMMANDE].may_reach(rules.dominante):
        return Conclusion(kind=ConclusionKind.PAS_ASSEZ, texte=sentences.acheteurs_inconnus)
    is_purchase = leader.groupe is Groupe.COMMANDE and parts[Groupe.VENTES].reaches(rules.dominante)
    told = (_leads(leader, opinions, rules), sentences.marche if is_purchase else "")
    return Conclusion(kind=ConclusionKind.DOMINANT, texte=" ".join(filter(None, told)))


def _leads(leader: FamilleRule, opinions: Mapping[str, Opinion], rules: Convention) -> str:
    """A model that is asked is not concluded from a share: the person's answer stands beside it."""
    sentences = rules.phrases
    asked = next((each.cle for each in rules.questions if each.modele == leader.modele), None)
    if asked is None:
        return sentences.conclusions.dominant.format(famille=leader.nom, numero=leader.modele)
    opinion = opinions.get(asked)
    told = sentences.avis[opinion.value if opinion else SANS_REPONSE]
    first = sentences.conclusions.dominant_a_demander.format(famille=leader.nom, numero=leader.modele)
    return f"{first} {told}"


def _open(possible: Sequence[FamilleRule], parts: Mapping[Groupe, Part], rules: Convention) -> Conclusion:
    """With the reason of each range, said once."""
    reserves = dict.fromkeys(filter(None, (parts[each.groupe].value.reserve for each in possible)))
    texte = rules.phrases.conclusions.doute.format(famille=_listed(possible, "ou"))
    return Conclusion(kind=ConclusionKind.PAS_ASSEZ, texte=" ".join((texte, *reserves)))


def _mixed(parts: Mapping[Groupe, Part], rules: Convention) -> Conclusion:
    """With the families that weigh for sure enough to be a signal."""
    sentences = rules.phrases.conclusions
    heavy = [each for each in rules.familles if parts[each.groupe].reaches(rules.seuil)]
    named = f" {sentences.presentes.format(familles=_listed(heavy, 'et'))}" if heavy else ""
    return Conclusion(kind=ConclusionKind.PLUSIEURS, texte=f"{sentences.plusieurs}{named}")


def _listed(familles: Iterable[FamilleRule], last_link: str) -> str:
    """A comma before the link: a name may hold an « et » of its own."""
    *first, last = (famille.nom for famille in familles)
    return f"{', '.join(first)}, {last_link} {last}" if first else last
