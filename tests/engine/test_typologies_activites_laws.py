"""Whatever the distribution, activities and what is left make the exercice, to the centime."""

from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import Ressource
from socioeco.typologies import compute_position
from socioeco.typologies.activites import (
    Cle,
    Montants,
    Regle,
    Repartition,
    compute_activites,
    compute_position_of_activite,
)

from .typologies_cases import balances, fec, typed, typed_lines

CLUB, BAR = "Club", "Buvette"


def added(found, key):
    return sum(
        each.postes.ressources[key].value.number or 0 for each in (*found.activites, found.non_reparti)
    )


cles = st.builds(Cle, poids=st.dictionaries(st.sampled_from((CLUB, BAR)), st.integers(0, 9)))
montants = st.builds(
    Montants, centimes=st.dictionaries(st.sampled_from((CLUB, BAR)), st.integers(-9999, 99_999))
)
rules = st.builds(
    Regle,
    partage=cles | montants,
    famille=st.sampled_from(Ressource),
    ligne=st.sampled_from(["", "7", "74", "756"]),
) | st.builds(Regle, partage=cles | montants, ligne=st.sampled_from(["6", "64", "607", "78", "Charges"]))
repartitions = st.builds(
    Repartition,
    activites=st.just((CLUB, BAR)),
    regles=st.lists(rules, max_size=5).map(tuple),
    indirectes=st.sampled_from([(), ("6",), ("61", "62")]),
    cle_indirecte=st.none() | cles,
    achats_publics=st.dictionaries(st.sampled_from((CLUB, BAR)), st.integers(0, 99_999)),
)
charges = st.lists(
    st.tuples(st.sampled_from(["6411", "607", "613", "625"]), st.integers(-4000, 300)),
    unique_by=lambda line: line[0],
).map(lambda lines: tuple((compte, "Charge", euros) for compte, euros in lines))
purchases = st.none() | st.integers(0, 3000)
wholes = st.tuples(balances, charges, purchases)


def built(whole):
    """The exercice of these lines; its own repr would be too long for a failure to show."""
    lines, spent, told = whole
    return fec(*lines, *spent, purchases=told)


@given(wholes | typed_lines, repartitions)
def test_activities_and_what_is_left_make_the_whole_to_the_centime(whole, repartition):
    postes = typed(**whole) if isinstance(whole, dict) else built(whole)
    found = compute_activites(postes, repartition)
    parts = (*found.activites, found.non_reparti)
    for key in set(Ressource) - {Ressource.VENTES, Ressource.COMMANDE}:
        assert added(found, key) == (postes.ressources[key].value.number or 0)
    sold = (Ressource.VENTES, Ressource.COMMANDE)
    assert sum(added(found, key) for key in sold) == sum(
        postes.ressources[key].value.number or 0 for key in sold
    )
    assert sum(each.postes.ressources.total_centimes for each in parts) == postes.ressources.total_centimes
    assert sum(each.recettes_centimes for each in parts) == postes.produits.value.number
    assert sum(each.cout_complet_centimes for each in parts) == postes.charges.value.number
    assert sum(each.resultat_centimes for each in parts) == postes.resultat_centimes


@given(wholes, repartitions)
def test_a_figure_of_an_activity_is_the_sum_of_its_lines(whole, repartition):
    for activite in compute_activites(built(whole), repartition).activites:
        found = (
            activite.postes.produits,
            activite.postes.charges,
            activite.charges_directes,
            *activite.postes.ressources.familles,
        )
        for each in found:
            assert (each.value.number or 0) == sum(line.montant_centimes for line in each.sources)
        paid = sum(each.montant_centimes for each in activite.postes.financeurs.versements)
        assert paid == sum(
            line.montant_centimes
            for key in ("subventions", "mecenat", "fondations", "commande")
            for line in activite.postes.ressources[key].sources
            if line.compte.startswith("7") and line.compte != "70"
        )


@given(wholes)
def test_one_activity_that_takes_everything_is_the_whole(whole):
    postes = built(whole)
    everything = tuple(Regle(famille=key, partage=Cle(poids={CLUB: 1})) for key in Ressource)
    told = postes.ressources["commande"].sources
    declared = sum(line.montant_centimes for line in told if line.compte == "70")
    achats = {CLUB: declared} if any(line.compte == "70" for line in told) else {}
    found = compute_activites(
        postes, Repartition(activites=(CLUB,), regles=everything, achats_publics=achats)
    )
    ours, theirs = compute_position_of_activite(found[CLUB], {}), compute_position(postes, {})
    assert ours.conclusion == theirs.conclusion
    for one, other in zip(ours.modeles, theirs.modeles, strict=True):
        for side in ("pour", "contre", "inconnus"):
            assert [each.texte for each in getattr(one, side)] == [
                each.texte for each in getattr(other, side)
            ]


@given(balances, st.lists(st.integers(0, 9999), min_size=3, max_size=3))
def test_scaling_the_amounts_changes_no_position(lines, euros):
    """Amounts given in euros too: a key, which divides, may move a centime."""

    def position(times):
        larger = fec(*((compte, libelle, amount * times) for compte, libelle, amount in lines))
        families = (Ressource.COTISATIONS, Ressource.VENTES, Ressource.SUBVENTIONS)
        rules = tuple(
            Regle(famille=key, partage=Montants(centimes={CLUB: amount * 100 * times}))
            for key, amount in zip(families, euros, strict=True)
        )
        found = compute_activites(larger, Repartition(activites=(CLUB,), regles=rules))
        return compute_position_of_activite(found[CLUB], {})

    first, second = position(1), position(7)
    assert first.conclusion == second.conclusion
    for one, other in zip(first.modeles, second.modeles, strict=True):
        assert [each.texte for each in one.pour] == [each.texte for each in other.pour]
        assert [each.texte for each in one.contre] == [each.texte for each in other.contre]
