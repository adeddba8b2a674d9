"""Who pays an activity, and a distribution that the accounts make themselves."""

from socioeco.comptes import Ressource
from socioeco.readers import Balance, BalanceLine, Financeur, GenreFinanceur
from socioeco.typologies.activites import (
    Cle,
    Montants,
    Regle,
    Repartition,
    compute_activites,
    compute_position_of_activite,
    repartition_of_axis,
)

from .typologies_cases import YEAR, fec

CLUB, BAR = "Club", "Buvette"
LINES = (
    ("706", "Entrées", 300), ("756", "Cotisations", 200), ("7410", "Ville", 400), ("7542", "Mécénats", 100),
    ("6411", "Salaires", -500), ("613", "Loyer", -100), ("607", "Boissons", -150), ("777", "Quote-part", 50),
)  # fmt: skip


def amounts(activite):
    return {
        each.key.value: each.value.number for each in activite.postes.ressources.familles if each.value.number
    }


# --- Payers -------------------------------------------------------------------------------------------------------


def test_amounts_given_for_several_payers_do_not_say_which_one_paid():
    lines = (("7410", "Ville", 60), ("7411", "Fonds Untel", 40))
    rule = Regle(famille=Ressource.SUBVENTIONS, partage=Montants(centimes={CLUB: 5_000, BAR: 5_000}))
    for genre, kept in ((GenreFinanceur.PRIVE, GenreFinanceur.INCONNU), (GenreFinanceur.COMMUNE,) * 2):
        postes = fec(*lines, declared={"Fonds Untel": Financeur(genre)})
        club = compute_activites(postes, Repartition(activites=(CLUB, BAR), regles=(rule,)))[CLUB]
        (versement,) = club.postes.financeurs.versements
        assert (versement.genre, versement.nom, versement.is_collective) == (kept, "Ville, Fonds Untel", True)
        assert versement.montant_centimes == 5_000


def test_amounts_given_payer_by_payer_keep_their_kind():
    lines = (("7410", "Ville", 60), ("7411", "Fonds Untel", 40))
    rules = (
        Regle(famille=Ressource.SUBVENTIONS, ligne="7411", partage=Montants(centimes={CLUB: 4_000})),
        Regle(famille=Ressource.SUBVENTIONS, partage=Cle(poids={BAR: 1})),
    )
    postes = fec(*lines, declared={"Fonds Untel": Financeur(GenreFinanceur.PRIVE)})
    found = compute_activites(postes, Repartition(activites=(CLUB, BAR), regles=rules))
    assert "modèle 6" in compute_position_of_activite(found[CLUB], {}).conclusion.texte
    assert "modèle 4" in compute_position_of_activite(found[BAR], {}).conclusion.texte
    assert found.non_reparti.postes.financeurs.raison


# --- An analytic axis ---------------------------------------------------------------------------------------------


def held(*lines):
    amounts = [(compte, euros * 100) for compte, euros in lines]
    accounts = tuple(
        BalanceLine(
            compte=compte,
            libelle="Autre libellé",
            debit_centimes=max(-centimes, 0),
            credit_centimes=max(centimes, 0),
        )
        for compte, centimes in amounts
    )
    return Balance(**YEAR, lines=accounts)


def test_an_axis_of_the_accounts_is_a_distribution():
    axis = {
        CLUB: held(("756", 200), ("6411", -400), ("777", 50)),
        BAR: held(("706", 300), ("607", -150), ("6411", -60)),
    }
    postes = fec(*LINES)
    repartition = repartition_of_axis(postes, axis, indirectes=("613",), cle_indirecte=Cle(poids={BAR: 1}))
    found = compute_activites(postes, repartition)
    assert amounts(found[CLUB]) == {"cotisations": 20_000}
    assert (found[CLUB].recettes_centimes, found[CLUB].cout_complet_centimes) == (25_000, 40_000)
    assert (found[BAR].recettes_centimes, found[BAR].cout_complet_centimes) == (30_000, 31_000)
    assert amounts(found.non_reparti) == {"subventions": 40_000, "mecenat": 10_000}
    assert found.non_reparti.cout_complet_centimes == 4_000
    assert found.alertes == (), "the key takes 613, whatever the axis says of it"
