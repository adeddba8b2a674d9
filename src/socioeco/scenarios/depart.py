"""The starting point from a yearly balance: flows by month, balance sheet at closing, what moved between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from socioeco.comptes import Regime, Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.balance_postes import is_staff
from socioeco.indicators.ressources import DECLAREE
from socioeco.readers import Balance, BalanceLine
from socioeco.scenarios.delais import with_delais
from socioeco.scenarios.flux import MONTHS, Decalage, Depart, Flux, Nature
from socioeco.scenarios.positions import CYCLE, Position, contrepartie_of, position_of
from socioeco.scenarios.spread import apportion, spread

SANS_MOIS = (
    "Les comptes ne donnent pas les mois\u00a0: chaque ligne de l’année est répartie en douze parts égales. Le plan "
    "de trésorerie ne montre donc pas vos mois creux."
)
AUTRE_DUREE = (
    "L’exercice ne dure pas douze mois\u00a0: ses produits et ses charges sont ramenés à douze mois, en douze parts "
    "égales. Le bilan, lui, n’est pas modifié."
)
ECART = (
    "Les écritures du fichier ne s’équilibrent pas\u00a0: la différence est portée sur la ligne «\u00a0Autres éléments "
    "du bilan, non connus\u00a0»."
)
REPETITION = (
    "Sans hypothèse, chaque année répète la dernière, au même montant et au même mois, cessions et produits "
    "exceptionnels compris. Les remboursements d’emprunt continuent jusqu’à extinction\u202f; aucun investissement "
    "n’est supposé."
)
DECALAGES = (
    "Les décalages entre les comptes et la banque se répètent au même mois que dans la dernière année, autour de "
    "leur moyenne, tous financeurs et tous fournisseurs réunis."
)
DEPRECIATION = "49"


def depart_of_balance(balance: Balance, regime: Regime, postes: Postes) -> Depart:
    """The last actual year by month. Its balance sheet balances: what a file leaves unbalanced is named as such."""
    scale = scale_of(postes)
    has_months = scale == 1 and _tells_months(balance)
    lines = (_flux(line, regime, postes, months=_months(balance)) for line in balance.matching("6", "7"))
    flux = tuple(line if has_months else _evened(line, scale) for line in lines)
    bilan, sources = _bilan(balance)
    decalages = _decalages(balance) if has_months else ()
    return Depart(
        origine=postes.origine,
        opened_on=balance.opened_on,
        closed_on=balance.closed_on,
        flux=with_delais(_with_declared(flux, postes, scale), decalages),
        bilan=bilan,
        bilan_sources=sources,
        decalages=decalages,
        notes=tuple(_notes(postes, bilan, scale, has_months=has_months)),
    )


def scale_of(postes: Postes) -> Fraction:
    """What brings the flows of an exercice to twelve months; 1 for a year, from whatever day it runs."""
    opened_on, after = postes.opened_on, postes.closed_on + timedelta(days=1)
    is_a_year = (after.year - opened_on.year, after.month, after.day) == (1, opened_on.month, opened_on.day)
    return Fraction(1) if is_a_year else MONTHS / postes.months


def _tells_months(balance: Balance) -> bool:
    return all(line.months for line in balance.matching("6", "7"))


def _months(balance: Balance) -> tuple[str, ...]:
    """The twelve months that follow the opening, written as in the balance."""
    first = balance.opened_on.year * MONTHS + balance.opened_on.month - 1
    return tuple(f"{month // MONTHS}-{month % MONTHS + 1:02d}" for month in range(first, first + MONTHS))


def _flux(line: BalanceLine, regime: Regime, postes: Postes, *, months: Sequence[str]) -> Flux:
    nature = Nature.PRODUIT if line.compte.startswith("7") else Nature.CHARGE
    classement = regime.classify(line.compte, line.libelle)
    traitement = classement.traitement if classement else None
    sense = 1 if nature is Nature.PRODUIT else -1
    amount = sense * line.solde_crediteur_centimes
    return Flux(
        cle=line.compte,
        libelle=line.libelle,
        nature=nature,
        compte=line.compte,
        famille=classement.ressource if classement else None,
        groupe=line.compte[:2],
        is_personnel=nature is Nature.CHARGE and is_staff(line, regime),
        traitement=traitement,
        payeur=_payeur(line, postes),
        contrepartie=contrepartie_of(line.compte, traitement),
        profil=tuple(-sense * step for step in _profile(line, months)),
        sources=(SourceLine(compte=line.compte, libelle=line.libelle, montant_centimes=amount),),
    )


def _payeur(line: BalanceLine, postes: Postes) -> str:
    """The payer whose lines hold this account."""
    named = (
        versement.nom
        for versement in postes.financeurs.versements
        if any(source.compte == line.compte for source in versement.sources)
    )
    return next(named, "")


def _profile(line: BalanceLine, months: Sequence[str]) -> list[int]:
    """Debit minus credit by month."""
    profile = [0] * MONTHS
    for each in line.months:
        profile[_place(each.month, months)] += each.debit_centimes - each.credit_centimes
    if not line.months:
        profile[0] = line.debit_centimes - line.credit_centimes
    return profile


def _place(month: str, months: Sequence[str]) -> int:
    """The rank of a month; one before or after the year counts with the nearest."""
    return min(sum(month > known for known in months), MONTHS - 1)


def _evened(flux: Flux, scale: Fraction) -> Flux:
    """Twelve equal parts of the year, brought to twelve months."""
    (amount,) = apportion([flux.montant_centimes * scale.numerator], scale.denominator)
    return replace(flux, profil=spread(amount, [1] * MONTHS))


def _with_declared(flux: tuple[Flux, ...], postes: Postes, scale: Fraction) -> tuple[Flux, ...]:
    """What public buyers paid, as answered, leaves the sales for a line of its own, month by month."""
    declared = [line for line in postes.ressources["commande"].sources if line.libelle == DECLAREE]
    sales = [line for line in flux if line.famille is Ressource.VENTES]
    whole = sum(line.montant_centimes for line in sales)
    (moved,) = apportion(
        [sum(line.montant_centimes for line in declared) * scale.numerator], scale.denominator
    )
    if not moved or whole <= 0:
        return flux
    parts = dict(zip((line.cle for line in sales), _parts(sales, min(moved, whole), whole), strict=True))
    kept = (
        replace(line, profil=_less(line.profil, parts[line.cle])) if line.cle in parts else line
        for line in flux
    )
    return (*kept, _declared(tuple(parts.values()), tuple(declared)))


def _parts(sales: list[Flux], moved: int, whole: int) -> list[tuple[int, ...]]:
    """The same share of each month of each line."""
    flat = apportion([step * moved for line in sales for step in line.profil], whole)
    return [flat[at * MONTHS : (at + 1) * MONTHS] for at in range(len(sales))]


def _less(profil: tuple[int, ...], part: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(step - taken for step, taken in zip(profil, part, strict=True))


def _declared(parts: tuple[tuple[int, ...], ...], sources: tuple[SourceLine, ...]) -> Flux:
    return Flux(
        cle="70:commande",
        libelle=DECLAREE,
        nature=Nature.PRODUIT,
        compte="70",
        famille=Ressource.COMMANDE,
        groupe="70",
        profil=tuple(map(sum, zip(*parts, strict=True))),
        sources=sources,
    )


def _bilan(balance: Balance) -> tuple[dict[Position, int], dict[Position, tuple[SourceLine, ...]]]:
    """The closing, the result of the year in own funds. What does not balance is a position of its own."""
    bilan = dict.fromkeys(Position, 0)
    sources: dict[Position, list[SourceLine]] = {position: [] for position in Position}
    for line in balance.lines:
        amount = -line.solde_crediteur_centimes
        own = Position.FONDS_PROPRES if line.compte.startswith(("6", "7")) else None
        position = own or position_of(line.compte, amount)
        if position and amount:
            bilan[position] += amount
            sources[position].append(
                SourceLine(compte=line.compte, libelle=line.libelle, montant_centimes=amount)
            )
    bilan[Position.AUTRES_ELEMENTS] = -sum(bilan.values())
    return bilan, {position: tuple(lines) for position, lines in sources.items()}


def _decalages(balance: Balance) -> tuple[Decalage, ...]:
    moved: dict[Position, list[BalanceLine]] = {}
    for line in balance.matching("16", "17", "4"):
        position = position_of(line.compte, -line.solde_crediteur_centimes)
        if position and not line.compte.startswith(DEPRECIATION):
            moved.setdefault(position, []).append(line)
    months = _months(balance)
    cycle = [_cycle(position, moved[position], months) for position in CYCLE if position in moved]
    loans = [_repayments(moved[Position.EMPRUNTS], months)] if Position.EMPRUNTS in moved else []
    return tuple(each for each in (*cycle, *loans) if any(each.profil))


def _cycle(position: Position, lines: list[BalanceLine], months: Sequence[str]) -> Decalage:
    """Movements of the year, opening entries apart, around their mean: a year repeated drifts nowhere."""
    debited, credited = _sides(lines, months)
    moved = _less(debited, credited)
    mean = spread(sum(moved), [1] * MONTHS)
    attendus, regles = (debited, credited) if position.is_actif else (credited, debited)
    return Decalage(
        position=position,
        libelle=f"Décalages de paiement constatés\u00a0: {position.label.lower()}",
        profil=_less(moved, mean),
        attendus=attendus,
        regles=regles,
        sources=tuple(_source(line) for line in lines),
    )


def _repayments(lines: Iterable[BalanceLine], months: Sequence[str]) -> Decalage:
    """What was paid back by month; what was borrowed is not repeated."""
    paid = [line for line in lines if not line.compte.startswith(("1688", "169"))]
    debited, _borrowed = _sides(paid, months)
    return Decalage(
        position=Position.EMPRUNTS,
        libelle="Remboursement des emprunts",
        profil=debited,
        sources=tuple(_source(line) for line in paid),
        jusqu_a_zero=True,
    )


def _sides(lines: Iterable[BalanceLine], months: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Debits and credits by month, without what opening entries carried in."""
    debited, credited = [0] * MONTHS, [0] * MONTHS
    for line in lines:
        opening = line.ouverture_centimes or 0
        debited[0] -= max(opening, 0)
        credited[0] -= max(-opening, 0)
        for each in line.months:
            debited[_place(each.month, months)] += each.debit_centimes
            credited[_place(each.month, months)] += each.credit_centimes
    return tuple(debited), tuple(credited)


def _source(line: BalanceLine) -> SourceLine:
    return SourceLine(
        compte=line.compte, libelle=line.libelle, montant_centimes=-line.solde_crediteur_centimes
    )


def _notes(
    postes: Postes, bilan: Mapping[Position, int], scale: Fraction, *, has_months: bool
) -> Iterable[str]:
    yield REPETITION
    if has_months:
        yield DECALAGES
    else:
        yield SANS_MOIS if scale == 1 else AUTRE_DUREE
    if postes.tresorerie.value.reserve:
        yield postes.tresorerie.value.reserve
    if bilan[Position.AUTRES_ELEMENTS]:
        yield ECART
