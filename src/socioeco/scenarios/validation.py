"""Whether chosen cards can be played: everything that is wrong at once, in French."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from socioeco.comptes import RESSOURCES
from socioeco.formats import format_euros, format_nombre, format_pourcent
from socioeco.scenarios.chosen import ChosenCard, Fourchette, Reponse
from socioeco.scenarios.definitions import Carte, Cible, Genre, Question, Retard, Variation, carte_named
from socioeco.scenarios.flux import MONTHS, Depart

LONGEST_YEARS = 5
HUNDREDTHS = 10_000  # percentages are in hundredths: a whole is 10,000
MOST_RANGES = 6
LARGEST = 10**14  # a thousand billion euros, in centimes: sums over five years stay far within 64 bits
ANNEES = "Un scénario dure de une à cinq années."
TROP_DE_FOURCHETTES = (
    "Un scénario accepte au plus six fourchettes\u00a0: au-delà, gardez un seul "
    "montant là où vous êtes le plus sûr."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardError:
    """`carte` is the rank of the card, None for the whole scenario; `question` is empty for the card itself."""

    carte: int | None
    question: str
    message: str


class InvalidCardsError(ValueError):
    """Cards that cannot be played, with everything that is wrong."""

    def __init__(self, errors: tuple[CardError, ...]) -> None:
        super().__init__(" ".join(error.message for error in errors))
        self.errors = errors


def validate(cards: Sequence[ChosenCard], depart: Depart, *, years: int) -> tuple[CardError, ...]:
    """Every error of every card, in their order; nothing when the scenario can be played."""
    errors = [] if 1 <= years <= LONGEST_YEARS else [_error(None, "", ANNEES)]
    for rank, card in enumerate(cards):
        found = _card(card, depart, max(years, 1) * MONTHS)
        errors += [_error(rank, cle, message) for cle, message in found]
    if sum(len(card.ranges) for card in cards) > MOST_RANGES:
        errors.append(_error(None, "", TROP_DE_FOURCHETTES))
    return tuple(errors)


def _error(carte: int | None, question: str, message: str) -> CardError:
    return CardError(carte=carte, question=question, message=message)


def _card(card: ChosenCard, depart: Depart, months: int) -> Iterable[tuple[str, str]]:
    try:
        carte = carte_named(card.carte)
    except KeyError:
        return [("", f"La carte «\u00a0{card.carte}\u00a0» n’existe pas.")]
    wrong = [*_dates(card, carte, months), *_answers(card, carte, depart)]
    return wrong or _nothing_moved(card, carte, depart)


def _answers(card: ChosenCard, carte: Carte, depart: Depart) -> Iterator[tuple[str, str]]:
    known = {question.cle for question in carte.questions}
    for cle in sorted(card.reponses.keys() - known):
        yield cle, f"La carte «\u00a0{carte.titre}\u00a0» ne pose pas la question «\u00a0{cle}\u00a0»."
    for question in carte.questions:
        yield from ((question.cle, message) for message in _answer(card, question, depart))
    if carte.au_moins_une and not any(card.reponses.values()):
        yield "", f"Répondez à une question au moins de la carte «\u00a0{carte.titre}\u00a0»."


def _dates(card: ChosenCard, carte: Carte, months: int) -> Iterator[tuple[str, str]]:
    if not 1 <= card.debut <= months:
        yield "debut", f"Le mois de départ va de 1 à {months}, le dernier mois du scénario."
    if card.fin is not None and not carte.bornee:
        yield "fin", f"La carte «\u00a0{carte.titre}\u00a0» n’a pas de mois de fin."
    elif card.fin is not None and not card.debut <= card.fin <= months:
        yield "fin", f"Le mois de fin va du mois de départ au mois {months}, le dernier du scénario."


def _answer(card: ChosenCard, question: Question, depart: Depart) -> Iterator[str]:
    reponse = card.reponses.get(question.cle)
    if reponse is None:
        if not question.facultative:
            yield f"Répondez à la question «\u00a0{question.texte}\u00a0»."
    elif question.genre.is_text:
        yield from _name(reponse, question, depart)
    elif isinstance(reponse, str):
        yield f"«\u00a0{question.texte}\u00a0»\u00a0: écrivez un nombre."
    else:
        yield from _number(reponse, question)


def _name(reponse: Reponse, question: Question, depart: Depart) -> Iterator[str]:
    names = depart.payeurs if question.genre is Genre.PAYEUR else tuple(RESSOURCES)
    if reponse not in names:
        yield f"«\u00a0{question.texte}\u00a0»\u00a0: «\u00a0{reponse}\u00a0» n’est pas dans la liste proposée."


def _number(reponse: int | Fourchette, question: Question) -> Iterator[str]:
    if isinstance(reponse, Fourchette):
        if not question.may_range:
            yield f"«\u00a0{question.texte}\u00a0»\u00a0: donnez un seul nombre, pas une fourchette."
        if not reponse.is_ordered:
            yield f"«\u00a0{question.texte}\u00a0»\u00a0: écrivez le plus bas, puis le central, puis le plus haut."
        lowest, highest = min(reponse.bas, reponse.haut), max(reponse.bas, reponse.haut)
    else:
        lowest = highest = reponse
    yield from _bounds(lowest, highest, question)


def _bounds(lowest: int, highest: int, question: Question) -> Iterator[str]:
    most = LARGEST if question.maximum is None else question.maximum
    if lowest < question.minimum:
        reason = "négatif" if lowest < 0 else "nul"
        yield f"«\u00a0{question.texte}\u00a0»\u00a0: le nombre ne peut pas être {reason}."
    if highest > most:
        yield f"«\u00a0{question.texte}\u00a0»\u00a0: le nombre est trop grand, {_shown(most, question)} au plus."


def _shown(most: int, question: Question) -> str:
    if question.genre is Genre.POURCENTAGE:
        return format_pourcent(Fraction(most, HUNDREDTHS), decimals=0)
    return format_euros(most, decimals=0) if question.genre is Genre.MONTANT else format_nombre(most)


def _nothing_moved(card: ChosenCard, carte: Carte, depart: Depart) -> Iterator[tuple[str, str]]:
    """A percentage of lines that the accounts do not hold would silently do nothing."""
    found: dict[str, bool] = {}
    for effet in carte.effets:
        if isinstance(effet, Variation | Retard) and _is_asked(effet, card):
            size = effet.pourcentage if isinstance(effet, Variation) else effet.mois
            found[size] = found.get(size, False) or _finds(effet.cible, card, depart)
    for size, is_found in found.items():
        if not is_found:
            yield size, f"La carte «\u00a0{carte.titre}\u00a0» ne trouve rien à modifier dans vos comptes."


def _is_asked(effet: Variation | Retard, card: ChosenCard) -> bool:
    """Whether its size and its names were answered; else another error says so already."""
    answered: Iterable[str] = effet.questions
    return all(card.reponses.get(cle) not in (None, 0, "") for cle in answered)


def _finds(cible: Cible, card: ChosenCard, depart: Depart) -> bool:
    payeur, famille = card.text(cible.payeur), card.text(cible.famille)
    return any(cible.holds(flux, payeur=payeur, famille=famille) for flux in depart.flux)
