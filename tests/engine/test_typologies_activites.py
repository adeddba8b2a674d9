"""An exercice by activity: full costs, the position of each, and a whole that is kept to the centime."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from socioeco.comptes import Ressource
from socioeco.readers import ExerciceAnswers
from socioeco.typologies import ConclusionKind
from socioeco.typologies.activites import (
    NON_REPARTI,
    Cle,
    Montants,
    Regle,
    Repartition,
    Solde,
    compute_activites,
    compute_position_of_activite,
)
from socioeco.typologies.activites.calcul import ActivitesDefinition, activites_definition
from socioeco.values import calcule

from .typologies_cases import fec, typed

CLUB, BAR = "Club", "Buvette"
LINES = (
    ("706", "Entrées", 300), ("756", "Cotisations", 200), ("7410", "Ville", 400), ("7542", "Mécénats", 100),
    ("6411", "Salaires", -500), ("613", "Loyer", -100), ("607", "Boissons", -150), ("777", "Quote-part", 50),
)  # fmt: skip
RULES = (
    Regle(famille=Ressource.VENTES, partage=Montants(centimes={BAR: 25_000, CLUB: 5_000})),
    Regle(famille=Ressource.COTISATIONS, partage=Cle(poids={CLUB: 1})),
    Regle(famille=Ressource.SUBVENTIONS, partage=Cle(poids={CLUB: 3, BAR: 1}, total=4)),
    Regle(ligne="64", partage=Cle(poids={CLUB: 4, BAR: 1})),
    Regle(ligne="607", partage=Montants(centimes={BAR: 15_000})),
)
SHARED = Repartition(
    activites=(CLUB, BAR), regles=RULES, indirectes=("61",), cle_indirecte=Cle(poids={CLUB: 1, BAR: 1})
)


def by_activity(postes=None, **changes):
    return compute_activites(postes or fec(*LINES), replace(SHARED, **changes))


def amounts(activite):
    return {
        each.key.value: each.value.number for each in activite.postes.ressources.familles if each.value.number
    }


def added(found, key):
    return sum(
        each.postes.ressources[key].value.number or 0 for each in (*found.activites, found.non_reparti)
    )


# --- Costs and results --------------------------------------------------------------------------------------------


def test_a_full_cost_is_direct_charges_and_a_part_of_the_indirect_ones():
    bar = by_activity()[BAR]
    assert [(line.compte, line.montant_centimes) for line in bar.charges_directes.sources] == [
        ("6411", 10_000),
        ("607", 15_000),
    ]
    assert [(line.compte, line.montant_centimes) for line in bar.charges_indirectes.sources] == [
        ("613", 5_000)
    ]
    assert (bar.recettes_centimes, bar.cout_complet_centimes, bar.resultat_centimes) == (
        35_000,
        30_000,
        5_000,
    )


def test_what_nobody_shared_is_kept_apart():
    rest = by_activity().non_reparti
    assert (rest.nom, amounts(rest)) == (NON_REPARTI, {"mecenat": 10_000})
    assert [line.compte for line in rest.autres_produits.sources] == ["777"]
    assert rest.cout_complet_centimes == 0


def test_produits_that_are_no_resource_are_shared_by_account():
    rule = Regle(ligne="777", partage=Cle(poids={CLUB: 1}))
    found = by_activity(regles=(*RULES, rule))
    assert found[CLUB].autres_produits.value.number == 5_000
    assert "autres" not in amounts(found[CLUB])
    assert found[CLUB].recettes_centimes == 5_000 + 5_000 + 20_000 + 30_000


def test_the_rule_that_says_most_of_a_line_wins():
    first = Regle(ligne="6", partage=Cle(poids={BAR: 1}))
    found = by_activity(regles=(first, *RULES))
    assert found[BAR].charges_directes.value.number == 25_000
    twice = Regle(ligne="64", partage=Cle(poids={BAR: 1}))
    assert by_activity(regles=(twice, *RULES))[BAR].charges_directes.value.number == 65_000


def test_an_activity_that_is_not_named_has_no_key():
    with pytest.raises(KeyError):
        by_activity()["Judo"]


@pytest.mark.parametrize(
    ("lines", "tolerance", "solde"),
    [
        ([("756", 10), ("60", -30)], 0, Solde.DEFICITAIRE),
        ([("756", 30), ("60", -30)], 0, Solde.EQUILIBREE),
        ([("756", 31), ("60", -30)], 0, Solde.EXCEDENTAIRE),
        ([("756", 31), ("60", -30)], 100, Solde.EQUILIBREE),
        ([("756", 29), ("60", -30)], 100, Solde.EQUILIBREE),
        ([("756", 31), ("60", -30), ("61", -5)], 0, Solde.INCERTAIN),
        ([("756", 29), ("60", -30), ("768", 5)], 0, Solde.INCERTAIN),
        ([("756", 36), ("60", -30), ("61", -5)], 0, Solde.EXCEDENTAIRE),
        ([("756", 24), ("60", -30), ("768", 5)], 0, Solde.DEFICITAIRE),
    ],
)
def test_a_result_reads_for_sure_or_is_left_open_by_what_is_not_shared(lines, tolerance, solde):
    rules = (
        Regle(famille=Ressource.COTISATIONS, partage=Cle(poids={CLUB: 1})),
        Regle(ligne="60", partage=Cle(poids={CLUB: 1})),
    )
    postes = fec(*((compte, "Ligne", euros) for compte, euros in lines))
    found = compute_activites(
        postes, Repartition(activites=(CLUB,), regles=rules, equilibre_centimes=tolerance)
    )
    (lecture,) = found.lectures
    assert lecture.solde is solde
    assert lecture.texte == activites_definition().soldes[solde]
    assert bool(lecture.resultat.reserve) is lecture.resultat.is_range
    assert "clé que vous avez choisie" in lecture.prudence


def test_a_loss_may_remain_useful():
    assert "peut rester utile" in activites_definition().soldes[Solde.DEFICITAIRE]
    assert "2026" in by_activity().source
    data = activites_definition().model_dump(mode="json")
    assert ActivitesDefinition.model_validate(data) == activites_definition()
    data["soldes"].pop("incertain")
    with pytest.raises(ValidationError):
        ActivitesDefinition.model_validate(data)


# --- What is said of a distribution -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Regle(famille=Ressource.MECENAT, partage=Montants(centimes={CLUB: 10_001})), "plus que ses lignes"),
        (
            Regle(famille=Ressource.DONS, partage=Cle(poids={CLUB: 1})),
            "«\u00a0dons\u00a0» ne trouve aucune ligne",
        ),
        (Regle(ligne="651", partage=Cle(poids={CLUB: 1})), "«\u00a0651\u00a0» ne trouve aucune ligne"),
    ],
)
def test_a_rule_that_does_not_do_what_it_says_is_told(rule, words):
    (alerte,) = by_activity(regles=(*RULES, rule)).alertes
    assert words in alerte


def test_a_line_that_is_nil_has_nothing_to_give():
    rule = Regle(famille=Ressource.DONS, partage=Montants(centimes={CLUB: 1}))
    lines = (("7541", "Dons", 5), ("75411", "Retours", -5))
    (alerte,) = by_activity(fec(*LINES, *lines), regles=(*RULES, rule)).alertes
    assert "plus que ses lignes" in alerte


def test_a_nil_line_is_not_a_line_to_share():
    rule = Regle(famille=Ressource.COMMANDE, partage=Montants(centimes={CLUB: 1}))
    found = by_activity(fec(*LINES, ("73", "Tarification", 0)), regles=(*RULES, rule))
    assert "commande" not in amounts(found[CLUB])
    assert ["ne trouve aucune ligne" in alerte for alerte in found.alertes] == [True]


def test_indirect_charges_without_a_key_stay_with_what_is_left():
    found = by_activity(cle_indirecte=None)
    assert [line.compte for line in found.non_reparti.charges_indirectes.sources] == ["613"]
    assert ["sans clé" in alerte for alerte in found.alertes] == [True]
    assert by_activity().alertes == ()


# --- Positions ----------------------------------------------------------------------------------------------------


def test_each_activity_has_its_own_position():
    found = by_activity()
    club = compute_position_of_activite(found[CLUB], {}).conclusion
    assert (club.kind, "modèle 4" in club.texte) == (ConclusionKind.DOMINANT, True)
    bar = compute_position_of_activite(found[BAR], {}).conclusion
    assert (bar.kind, "nous ne savons pas qui les paie" in bar.texte) == (ConclusionKind.PAS_ASSEZ, True)


def test_purchases_told_for_an_activity_settle_its_position():
    found = by_activity(achats_publics={BAR: 0})
    assert "modèle 2" in compute_position_of_activite(found[BAR], {}).conclusion.texte
    assert added(found, "ventes") + added(found, "commande") == 30_000


def test_purchases_told_for_the_whole_stay_with_the_rest_until_activities_tell_theirs():
    postes = fec(*LINES, purchases=100)
    untold = by_activity(postes)
    assert not untold[BAR].postes.ressources["commande"].value.is_computed
    assert untold.non_reparti.postes.ressources["commande"].value.number == 10_000
    told = by_activity(postes, achats_publics={BAR: 6_000, CLUB: 99_999})
    shared = [each.postes.ressources["commande"].value.number for each in (*told.activites, told.non_reparti)]
    assert shared == [5_000, 6_000, -1_000], "an activity never buys more than it sells"
    for found in (untold, told):
        assert (added(found, "commande"), added(found, "ventes")) == (10_000, 20_000)


def test_account_73_shows_public_money_beside_sales_of_an_activity():
    rules = (
        Regle(famille=Ressource.COMMANDE, partage=Cle(poids={CLUB: 1})),
        Regle(famille=Ressource.VENTES, partage=Cle(poids={CLUB: 1, BAR: 1})),
    )
    postes = fec(("706", "Entrées", 100), ("73", "Tarification", 100))
    found = compute_activites(postes, Repartition(activites=(CLUB, BAR), regles=rules))
    assert "Compte 73 seulement" in found[CLUB].postes.ressources["commande"].value.reserve
    assert not found[BAR].postes.ressources["commande"].value.is_computed


def test_typed_lines_are_shared_by_their_label():
    postes = typed(ventes=100, commande=50, mecenat=30, salaires=120, depenses=40)
    rules = (
        Regle(famille=Ressource.VENTES, partage=Cle(poids={BAR: 1})),
        Regle(famille=Ressource.COMMANDE, partage=Cle(poids={CLUB: 1})),
        Regle(ligne="Salaires et charges, ligne saisie", partage=Cle(poids={CLUB: 1})),
    )
    found = compute_activites(postes, Repartition(activites=(CLUB, BAR), regles=rules))
    assert (amounts(found[CLUB]), amounts(found[BAR])) == ({"commande": 5_000}, {"ventes": 10_000})
    assert found[CLUB].cout_complet_centimes == 12_000
    assert "modèle 2" in compute_position_of_activite(found[BAR], {}).conclusion.texte
    assert not found[BAR].postes.ressources["legs"].value.is_computed
    untold = compute_activites(typed(ventes=100), Repartition(activites=(BAR,), regles=rules[:1]))
    assert "vous n’avez pas saisi" in untold[BAR].postes.ressources["commande"].value.raison


def test_postes_without_lines_are_shared_as_wholes():
    postes = fec(*LINES)
    bare = replace(
        postes,
        produits=replace(postes.produits, sources=()),
        charges=replace(postes.charges, sources=()),
    )
    rule = Regle(ligne="Charges", partage=Cle(poids={CLUB: 1}))
    found = compute_activites(bare, Repartition(activites=(CLUB,), regles=(rule,)))
    assert found[CLUB].cout_complet_centimes == 75_000
    (other,) = found.non_reparti.autres_produits.sources
    assert (other.libelle.startswith("Produits qui ne sont pas"), other.montant_centimes) == (True, 5_000)


def test_answers_of_the_association_are_not_those_of_an_activity():
    assert by_activity()[CLUB].postes.answers == ExerciceAnswers()
    assert calcule(0) == by_activity()[BAR].autres_produits.value
