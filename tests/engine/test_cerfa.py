"""The lines of form CERFA 12156 that accounts fill."""

from datetime import date

from socioeco.indicators import Financeurs, Versement, cerfa_of_balance
from socioeco.indicators.cerfa import comptes_cerfa
from socioeco.indicators.sources import SourceLine
from socioeco.readers import Balance, BalanceLine, GenreFinanceur
from socioeco.readers.budget import Cote, budget_definition


def balance_of(**accounts):
    """Centimes by account: a charge is a debit, a produit a credit."""
    lines = tuple(
        BalanceLine(
            compte=compte.removeprefix("c"),
            libelle="",
            debit_centimes=amount if compte.startswith("c6") else 0,
            credit_centimes=0 if compte.startswith("c6") else amount,
        )
        for compte, amount in accounts.items()
    )
    return Balance(opened_on=date(2025, 1, 1), closed_on=date(2025, 12, 31), lines=lines)


def payer(genre, amount, compte="74"):
    source = SourceLine(compte=compte, libelle="Ville", montant_centimes=amount)
    return Versement(nom="Ville", genre=genre, montant_centimes=amount, sources=(source,))


def test_each_line_is_a_line_of_the_form_on_its_side():
    form = budget_definition().by_key
    accounts = comptes_cerfa()
    for cote, lignes in ((Cote.CHARGE, accounts.charges), (Cote.PRODUIT, accounts.produits)):
        assert all(form[cle].cote is cote for cle in lignes)
        classe = "6" if cote is Cote.CHARGE else "7"
        assert all(prefix.startswith(classe) for prefixes in lignes.values() for prefix in prefixes)


def test_the_details_of_a_chapter_are_never_two():
    """No account goes to two lines of one chapter."""
    form = budget_definition().by_key
    accounts = comptes_cerfa()
    for lignes in (accounts.charges, accounts.produits):
        details = [
            (form[cle].chapitre, prefix)
            for cle, prefixes in lignes.items()
            for prefix in prefixes
            if form[cle].chapitre
        ]
        for chapter, prefix in details:
            assert sum(other == chapter and prefix.startswith(each) for other, each in details) == 1


def test_what_no_account_tells_is_not_there():
    found = cerfa_of_balance(balance_of(c606=1000, c613=2500, c756=700, c7541=300, c7543=9), Financeurs())
    assert found == {
        "achats": 1000, "fournitures": 1000, "services_exterieurs": 2500, "locations": 2500,
        "autres_produits": 1009, "cotisations": 700, "dons": 300,
    }  # fmt: skip


def test_subventions_are_shared_out_when_every_payer_is_known():
    accounts = balance_of(c74=900)
    known = Financeurs(
        versements=(
            payer(GenreFinanceur.COMMUNE, 600),
            payer(GenreFinanceur.ETAT, 300),
            payer(GenreFinanceur.PRIVE, 50, "755"),
        )
    )
    assert cerfa_of_balance(accounts, known) == {"subventions": 900, "etat": 300, "commune": 600}
    unknown = Financeurs(versements=(*known.versements, payer(GenreFinanceur.INCONNU, 1)))
    assert cerfa_of_balance(accounts, unknown) == {"subventions": 900}
