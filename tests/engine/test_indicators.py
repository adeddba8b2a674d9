"""What resources say, and what they refuse to say; the worked examples are in tests/specs."""

from datetime import date

from socioeco.comptes import Ressource, regime_named
from socioeco.indicators import compute_ressources, compute_resultat, reconcile_classe_7
from socioeco.readers import read_fec
from socioeco.values import Statut

NAME = "123456782FEC20241231.txt"
REGIME = regime_named("2018-06")


def balance_of(text):
    return read_fec([text.encode()], NAME).balance


def test_a_figure_opens_to_its_lines(fec_of_docstring):
    """
    BQ | 1 | 20240305 | 512000 | Banque                  | 300,00 | 0,00
    BQ | 1 | 20240305 | 741000 | Ville                   | 0,00   | 100,00
    BQ | 1 | 20240305 | 748000 | Fondation de France     | 0,00   | 150,00
    BQ | 1 | 20240305 | 755100 | Contributions reçues    | 0,00   | 50,00
    """
    ressources = compute_ressources(balance_of(fec_of_docstring), REGIME)
    sources = ressources["fondations"].sources
    assert [(s.compte, s.libelle, s.montant_centimes, s.is_by_label) for s in sources] == [
        ("748000", "Fondation de France", 15000, True),
        ("755100", "Contributions reçues", 5000, False),
    ]
    assert ressources["fondations"].value.number == 20000
    assert ressources["subventions"].value.number == 10000


def test_there_are_always_the_ten_families_in_order(fec_of_docstring):
    """
    BQ | 1 | 20240305 | 512000 | Banque      | 300,00 | 0,00
    BQ | 1 | 20240305 | 756000 | Cotisations | 0,00   | 300,00
    """
    ressources = compute_ressources(balance_of(fec_of_docstring), REGIME)
    assert [famille.key for famille in ressources.familles] == list(Ressource)
    assert " ".join(Ressource) == (
        "subventions commande ventes cotisations dons mecenat fondations legs produits autres"
    )
    assert ressources["commande"].value.number == 0, "without sales nothing can be hidden in them"


def test_public_purchase_is_not_guessed_but_asked(fec_of_docstring):
    """
    VE | 1 | 20240305 | 411000 | Usagers     | 300,00 | 0,00
    VE | 1 | 20240305 | 706000 | Prestations | 0,00   | 300,00
    """
    balance = balance_of(fec_of_docstring)
    silent = compute_ressources(balance, REGIME)
    assert silent["commande"].value.statut is Statut.NON_CALCULABLE
    assert "706" in silent["commande"].value.raison
    assert silent["ventes"].value.reserve
    told = compute_ressources(balance, REGIME, achats_publics_centimes=12000)
    assert told["commande"].value.number == 12000
    assert told["ventes"].value.number == 18000
    assert told["ventes"].value.reserve == ""
    assert silent.total_centimes == told.total_centimes == 30000
    assert "dépasse" not in told["commande"].value.reserve
    capped = compute_ressources(balance, REGIME, achats_publics_centimes=40000)
    assert (capped["commande"].value.number, capped["ventes"].value.number) == (30000, 0)
    assert "dépasse" in capped["commande"].value.reserve


def test_account_73_is_public_money_beside_subsidies(fec_of_docstring):
    """
    VE | 1 | 20240305 | 512000 | Banque           | 500,00 | 0,00
    VE | 1 | 20240305 | 706000 | Prestations      | 0,00   | 300,00
    VE | 1 | 20240305 | 730000 | Concours publics | 0,00   | 200,00
    """
    commande = compute_ressources(balance_of(fec_of_docstring), REGIME)["commande"]
    assert commande.value.number == 20000
    assert "73" in commande.value.reserve


def test_class_7_is_reconciled_and_the_rest_is_said(fec_of_docstring):
    """
    OD | 1 | 20240305 | 512000 | Banque           | 75,00 | 0,00
    OD | 1 | 20240305 | 756000 | Cotisations      | 0,00  | 10,00
    OD | 1 | 20240305 | 777000 | Quote-part       | 0,00  | 20,00
    OD | 1 | 20240305 | 778000 | Exceptionnels    | 0,00  | 5,00
    OD | 1 | 20240305 | 775000 | Cessions         | 0,00  | 30,00
    OD | 1 | 20240305 | 791000 | Transferts       | 0,00  | 7,00
    OD | 1 | 20240305 | 799999 | Encore           | 0,00  | 3,00
    OD | 2 | 20240306 | 864000 | Bénévoles        | 90,00 | 0,00
    OD | 2 | 20240306 | 875000 | Bénévolat        | 0,00  | 90,00
    """
    balance = balance_of(fec_of_docstring)
    rapprochement = reconcile_classe_7(balance, REGIME)
    assert {poste: rapprochement.montant_centimes(poste) for poste in rapprochement.postes} == {
        "ressources": 1000,
        "sans_encaissement": 2000,
        "exceptionnel": 500,
        "cession": 3000,
        "transfert": 1000,
        "supprime": 0,
        "non_classes": 0,
    }
    assert rapprochement.total_classe_7_centimes == 7500
    assert rapprochement.en_nature_centimes == 9000
    later = reconcile_classe_7(balance, regime_named("2025"))
    assert [anomaly.code for anomaly in later.anomalies] == ["C2-compte-supprime"]
    assert later.ecart_centimes == 0


def test_a_closing_that_forgets_an_account_is_said(fec_of_docstring):
    """
    BQ | 1 | 20240305 | 512000 | Banque      | 250,00 | 0,00
    BQ | 1 | 20240305 | 756000 | Cotisations | 0,00   | 250,00
    BQ | 2 | 20240306 | 606000 | Achats      | 90,00  | 0,00
    BQ | 2 | 20240306 | 512000 | Banque      | 0,00   | 90,00
    OD | 3 | 20241231 | 756000 | Cotisations | 250,00 | 0,00
    OD | 3 | 20241231 | 120000 | Excédent    | 0,00   | 250,00
    """
    resultat = compute_resultat(balance_of(fec_of_docstring))
    assert (resultat.produits_centimes, resultat.charges_centimes) == (25000, 9000)
    assert resultat.resultat_centimes == 16000
    assert [anomaly.code for anomaly in resultat.anomalies] == ["F9-resultat"]


def test_the_exercice_is_dated_by_the_file(fec_of_docstring):
    """
    BQ | 1 | 20240305 | 512000 | Banque      | 250,00 | 0,00
    BQ | 1 | 20240305 | 756000 | Cotisations | 0,00   | 250,00
    """
    assert balance_of(fec_of_docstring).closed_on == date(2024, 12, 31)
