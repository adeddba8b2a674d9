"""A budget in the shape of form CERFA 12156: matched by its words, counted once, its totals controlled."""

import io
from datetime import date
from types import SimpleNamespace

import odfdo
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import Ressource
from socioeco.indicators import Origine, compute_indicateurs
from socioeco.indicators.budget_postes import (
    COMMANDE,
    DONS,
    LUMPED,
    LUMPED_SUBVENTIONS,
    NO_FINANCEUR,
    NO_NATURE,
    VENTES,
    postes_of_budget,
)
from socioeco.readers import ExerciceAnswers, GenreFinanceur, Question
from socioeco.readers.budget import Cote, budget_definition, read_budget
from socioeco.readers.budget.definition import BudgetDefinition

FORM = """Budget prévisionnel de l'association;;;
Exercice 2026;;;
CHARGES;Montant;PRODUITS;Montant
CHARGES DIRECTES;;RESSOURCES DIRECTES;
60 - Achats;3 000;70 – Vente de produits finis, de marchandises, prestations de services;2 000
Achats matières et fournitures;2 000;73 - Concours publics;1 000
Autres fournitures;1 000;74 – Subventions d'exploitation;16 000
61 – Services extérieurs;4 000;État : préciser le(s) ministère(s) sollicité(s);
Locations;3 000;- DRAC Bretagne;4 000
Assurance;1 000;Conseil.s Régional(aux) : Bretagne;3 000
62 - Autres services extérieurs;1 000;Commune(s) : Ville de Rennes;6 000
63 - Impôts et taxes;0;Organismes sociaux (CAF, etc.);1 000
64 - Charges de personnel;19 000;Aides privées (fondation);2 000
Rémunération des personnels;14 000;75 - Autres produits de gestion courante;9 000
Charges sociales;5 000;756. Cotisations;4 000
68 - Dotations aux amortissements;1 000;758. Dons manuels - Mécénat;5 000
TOTAL DES CHARGES;28 000;TOTAL DES PRODUITS;28 000
CONTRIBUTIONS VOLONTAIRES EN NATURE;;;
86 - Emplois des contributions volontaires en nature;500;87 - Contributions volontaires en nature;500
864 - Personnel bénévole;500;{benevolat} - Bénévolat;500
TOTAL;500;TOTAL;500
"""
OLD, NEW = (
    FORM.format(benevolat=870),
    FORM.format(benevolat=875).replace("73 - Concours publics", "73 Dotations et produits de tarification"),
)


def read(text, **options):
    return read_budget(text.encode(), "budget.csv", **options)


def codes(reading):
    return [anomaly.code for anomaly in reading.anomalies]


def amounts(reading):
    return {line.cle: line.montant_centimes for line in reading.budget.lignes if line.is_recognised}


def as_list(text):
    """The two columns of the form one below the other."""
    rows = [line.split(";") for line in text.splitlines()]
    return "\n".join([*(";".join(row[:2]) for row in rows), *(";".join(row[2:]) for row in rows)])


def as_xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def typed(text):
    return [
        [int(cell.replace(" ", "")) if cell.replace(" ", "").isdigit() else cell for cell in line.split(";")]
        for line in text.splitlines()
    ]


@pytest.mark.parametrize("text", [OLD, NEW])
def test_the_form_is_read_whatever_the_print(text):
    reading = read(text)
    assert codes(reading) == ["G3-ligne-inconnue"]
    assert (reading.total_charges_centimes, reading.total_produits_centimes) == (28_000_00, 28_000_00)
    assert amounts(reading)["benevolat"] == 500_00
    assert amounts(reading)["tarification"] == 1_000_00
    assert (reading.budget.opened_on, reading.budget.closed_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not reading.budget.is_projet
    assert reading.budget.total_centimes(Cote.PRODUIT) == 28_000_00
    (drac,) = reading.inconnues
    assert (drac.libelle, drac.genre, drac.ressource, drac.ligne) == (
        "DRAC Bretagne",
        GenreFinanceur.ETAT,
        "subventions",
        9,
    )
    assert reading.to_json()["budget"]["lignes"][0] == reading.budget.lignes[0].to_json()


def test_every_format_gives_the_same_lines():
    expected = read(OLD).budget.lignes
    book = read_budget(as_xlsx(typed(OLD)), "b.xlsx")
    assert [line.to_json() for line in book.budget.lignes] == [line.to_json() for line in expected]
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    sheet = odfdo.Table("Budget")
    for values in typed(OLD):
        row = odfdo.Row()
        row.set_values([None if value == "" else value for value in values])
        sheet.append_row(row)
    made.body.append(sheet)
    output = io.BytesIO()
    made.save(output)
    assert read_budget(output.getvalue(), "b.ods").budget.lignes == expected


def test_one_list_gives_the_same_amounts_as_two_columns():
    assert amounts(read(as_list(OLD))) == amounts(read(OLD))


def test_numbers_in_a_column_of_their_own_are_no_amounts():
    rows = [["Exercice 2026"], ["", "Charges", "", "", "Produits", ""]]
    rows += [
        [60, "Achats", 100, 70, "Ventes", 150],
        [64, "Charges de personnel", "", 74, "Subventions", 50],
        [66, "Charges financières", 100, 75, "Cotisations", ""],
    ]
    reading = read_budget(as_xlsx(rows), "b.xlsx")
    assert amounts(reading) == {
        "achats": 100_00,
        "charges_financieres": 100_00,
        "ventes": 150_00,
        "subventions": 50_00,
    }


@pytest.mark.parametrize(
    ("header", "chosen", "code"),
    [
        ("Réalisé N-1;Budget 2026;%", 1, None),
        ("Prévu;Réalisé;Écart", 0, None),
        ("Montant;Budget", 0, "G2-colonnes"),
        ("2025;2026", 0, "G2-colonnes"),
        ("Réalisé 2024;Réalisé 2025;Réalisé 2026", 0, "G2-colonnes"),
    ],
)
def test_the_column_of_the_budget_is_chosen(header, chosen, code):
    text = f"Budget 2026;;;\nCharges;{header}\nAchats;10;20;30\nProduits;;;\nVentes;10;20;30\n"
    reading = read(text, opened_on=date(2026, 1, 1), closed_on=date(2026, 12, 31))
    assert reading.total_charges_centimes == [10_00, 20_00][chosen]
    assert codes(reading) == ([code] if code else [])


FREE = """Budget 2026;
Dépenses;
Salaires;1 000
Communication;200,50
Décors;300
Recettes;
Ville de Nantes;500
Billetterie;700
Tombola;300,50
Total recettes;1 500,50
"""


def test_a_free_list_is_matched_by_its_words():
    reading = read(FREE)
    assert codes(reading) == ["G3-ligne-inconnue"]
    assert amounts(reading) == {
        "remuneration": 1_000_00,
        "publicite": 200_50,
        "commune": 500_00,
        "ventes": 700_00,
    }
    assert [(line.libelle, line.ressource, line.nature) for line in reading.inconnues] == [
        ("Autre charge du budget", "", "autres"),
        ("Autre produit du budget", "autres", ""),
    ]
    assert reading.anomalies[0].premieres_lignes == (5, 9)


def test_an_answer_says_what_a_line_is():
    reading = read(FREE, reponses={(9, Cote.PRODUIT): "dons", (5, Cote.CHARGE): "fournitures"})
    assert (codes(reading), amounts(reading)["dons"], amounts(reading)["fournitures"]) == ([], 300_50, 300_00)
    with pytest.raises(ValueError, match="names no line"):
        read(FREE, reponses={(9, Cote.PRODUIT): "loterie"})


def test_labels_of_charges_are_never_kept():
    reading = read(
        "Exercice 2026\nCharges;\nCharges de personnel;\nMadame Martin;1000\nProduits;\nCotisations;1000\n"
    )
    assert "Martin" not in str(reading.to_json())
    assert reading.inconnues[0].nature == "personnel"


def test_a_line_without_a_side_is_left_out_and_said():
    reading = read("Exercice 2026\nTombola;50\nCharges;\nAchats;10\nProduits;\nCotisations;10\n")
    assert (codes(reading), reading.sans_cote) == (["G3-sans-cote"], (2,))


YEAR = "Exercice 2026\nCharges;\n{charges}\nProduits;\n{produits}\n"


def year(charges, produits="Cotisations;100"):
    return read(YEAR.format(charges=charges.replace("|", "\n"), produits=produits.replace("|", "\n")))


def test_a_chapter_and_its_details_count_once():
    reading = year("Achats;100|Autres fournitures;60|Achats matières et fournitures;40")
    assert (amounts(reading), codes(reading)) == (
        {"fournitures": 60_00, "matieres": 40_00, "cotisations": 100_00},
        [],
    )


def test_a_chapter_alone_counts():
    assert amounts(year("Achats;100|Services extérieurs;"))["achats"] == 100_00


def test_what_a_chapter_holds_beyond_its_details_is_kept_and_said():
    reading = year("Achats;100|Autres fournitures;60")
    assert (codes(reading), reading.total_charges_centimes) == (["G4-chapitre"], 100_00)
    assert [line.libelle for line in reading.budget.of(Cote.CHARGE)][1] == "Achats, sans détail"


def test_details_above_their_chapter_are_kept_and_said():
    reading = year("Achats;100|Autres fournitures;160")
    assert (codes(reading), reading.total_charges_centimes) == (["G4-chapitre", "G5-equilibre"], 160_00)


def test_unknown_lines_that_only_part_a_known_one_do_not_count_twice():
    reading = year("Achats;100|Autres fournitures;100|dont papier;30|dont encre;20")
    assert (codes(reading), reading.total_charges_centimes) == ([], 100_00)


def test_names_below_a_funder_replace_it():
    reading = year(
        "Achats;100", "Subventions d'exploitation;|Communes;100|Bagneux;60|Sceaux;40|Fonds européens;0"
    )
    assert [(line.libelle, line.genre) for line in reading.inconnues] == [
        ("Bagneux", GenreFinanceur.COMMUNE),
        ("Sceaux", GenreFinanceur.COMMUNE),
    ]
    assert reading.total_produits_centimes == 100_00


def test_unknown_lines_beside_a_chapter_without_details_stand_alone():
    reading = year("Achats;60|Costumes;40")
    assert [(line.cle, line.montant_centimes) for line in reading.budget.of(Cote.CHARGE)] == [
        ("achats", 60_00),
        ("", 40_00),
    ]


def test_a_total_by_chapter_below_its_lines_is_its_amount():
    reading = year("Achats;|Autres fournitures;60|Total achats;100|Total charges;100")
    assert (codes(reading), reading.total_charges_centimes) == (["G4-chapitre"], 100_00)


def test_a_chapter_whose_total_alone_is_written_twice_counts_once():
    assert year("Achats;100|Total 60 achats;100").total_charges_centimes == 100_00


def test_a_chapter_read_again_receives_its_lines():
    reading = year("Achats;|Autres fournitures;60|Locations;30|Prestations de services;10")
    assert amounts(reading) == {
        "fournitures": 60_00,
        "locations": 30_00,
        "prestations_achetees": 10_00,
        "cotisations": 100_00,
    }


@pytest.mark.parametrize("total", ["Total des charges;90", "Total des charges;110"])
def test_a_wrong_total_is_said(total):
    reading = year(f"Achats;100|{total}")
    assert (codes(reading), reading.anomalies[0].colonne) == (["G5-total"], "charges")


@pytest.mark.parametrize("total", ["", "Total;100", "Total général;100", "Total;150", "Total;"])
def test_a_total_with_or_without_the_part_in_kind_is_right(total):
    reading = year(f"Achats;100|Personnel bénévole;50|{total}", "Cotisations;100|Bénévolat;50")
    assert codes(reading) == []


def test_lines_that_balance_the_form_are_not_resources():
    reading = year(
        "Achats;100|Excédent prévisionnel (bénéfice);20",
        "Cotisations;80|Ressources propres affectées au projet;40",
    )
    assert codes(reading) == ["G6-projet"]
    assert (reading.total_charges_centimes, reading.total_produits_centimes) == (100_00, 80_00)
    assert postes_of_budget(reading.budget).resultat_centimes == -20_00


def test_what_does_not_balance_is_said():
    reading = year("Achats;100|Personnel bénévole;50", "Cotisations;80")
    assert codes(reading) == ["G5-equilibre", "G5-nature"]


def test_amounts_that_cannot_be_read_are_said():
    reading = year("Achats;1 000 euros environ|Locations;1,234|Assurance;100", "Cotisations;100")
    assert [(each.code, each.nombre) for each in reading.anomalies] == [("G4-montant", 2)]


def test_parts_of_a_centime_are_rounded_and_said():
    rows = [["Exercice 2026"], ["Charges", ""], ["Achats", 10.004], ["Produits", ""], ["Cotisations", 10]]
    reading = read_budget(as_xlsx(rows), "b.xlsx")
    assert (codes(reading), reading.total_charges_centimes) == (["G4-arrondi"], 10_00)


def test_a_budget_of_a_project_is_told_apart():
    charges = "Charges;\nAchats;10\nCharges fixes de fonctionnement;5\n"
    text = f"Budget du projet du 01/09/2026 au 31/12/2026\n{charges}Produits;\nCotisations;15\n"
    assert codes(read(text)) == ["B2-duree", "G6-projet"]
    told = read(text.replace("projet", "festival").replace("Charges fixes de fonctionnement", "Locations"))
    assert not told.budget.is_projet
    assert not read(text, is_projet=False).budget.is_projet


def test_dates_are_asked_when_they_are_not_there():
    reading = read("Charges;\nAchats;10\nProduits;\nCotisations;10\n")
    assert (codes(reading), reading.is_blocked) == (["B2-dates"], True)
    assert reading.to_json()["budget"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a;b\n1;2\n", "G1-sans-ligne"),
        ("Exercice 2026\nAchats;\nCotisations;\nVentes\n", "G1-sans-ligne"),
        ("Exercice 2026\nAchats;0\nCotisations;\n", "G1-sans-montant"),
        ("", "B1-vide"),
    ],
)
def test_what_is_not_a_budget_is_refused(text, code):
    assert codes(read(text)) == [code]


def test_the_sheet_with_the_most_amounts_is_read():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([["Exercice 2026"], ["Achats", 1], ["Ventes", 1]])))
    other = book.create_sheet("Autre")
    for row in typed(OLD):
        other.append(row)
    output = io.BytesIO()
    book.save(output)
    reading = read_budget(output.getvalue(), "b.xlsx")
    assert (reading.feuille, set(codes(reading))) == (2, {"G2-feuilles", "G3-ligne-inconnue"})


def test_columns_without_titles_are_told_by_their_lines():
    text = "Exercice 2026;;;\nAchats;60;Cotisations;50\nLocations;40;Dons;50\n"
    reading = read(text)
    assert (reading.total_charges_centimes, reading.total_produits_centimes) == (100_00, 100_00)


# The postes of a budget.


def test_the_postes_of_a_budget_bear_its_mark():
    postes = postes_of_budget(read(OLD).budget)
    assert postes.origine is Origine.BUDGET
    assert postes.ressources.total_centimes == postes.produits.value.number == 28_000_00
    assert postes.ressources["subventions"].value.number == 14_000_00
    assert postes.ressources["fondations"].value.number == 2_000_00
    assert postes.ressources["commande"].value.number == 1_000_00
    assert postes.ressources["ventes"].value.reserve == VENTES
    assert postes.ressources["dons"].value.reserve == DONS
    assert postes.personnel.value.number == 19_000_00
    assert postes.charges_decaissables.value.number == 27_000_00
    assert postes.en_nature.value.number == 500_00
    for poste in (
        postes.tresorerie,
        postes.fonds_propres,
        postes.fonds_de_roulement,
        postes.besoin_en_fonds_de_roulement,
    ):
        assert "budget" in poste.value.raison
    assert compute_indicateurs(postes)


def test_payers_are_named_by_their_lines():
    versements = postes_of_budget(read(OLD).budget).financeurs.versements
    assert [(each.nom, each.genre, each.is_collective) for each in versements] == [
        ("Commune(s) : Ville de Rennes", GenreFinanceur.COMMUNE, False),
        ("DRAC Bretagne", GenreFinanceur.ETAT, False),
        ("Conseil.s Régional(aux) : Bretagne", GenreFinanceur.REGION, False),
        ("Aides privées (fondation)", GenreFinanceur.PRIVE, True),
        ("Dotations et produits de tarification, concours publics", GenreFinanceur.PUBLIC, True),
        ("Organismes sociaux (CAF, etc.)", GenreFinanceur.SOCIAL, True),
    ]


def test_a_payer_without_kind_is_told_by_its_words():
    reading = year(
        "Achats;100", "Subventions d'exploitation;|Fondation de France;30|Mairie de Sceaux;50|Truc;20"
    )
    genres = {each.nom: each.genre for each in postes_of_budget(reading.budget).financeurs.versements}
    assert genres["Truc"] is GenreFinanceur.INCONNU
    assert genres["Mairie de Sceaux"] is GenreFinanceur.COMMUNE


def test_a_chapter_without_details_hides_families():
    postes = postes_of_budget(
        year("Achats;100", "Subventions;60|Autres produits de gestion courante;40").budget
    )
    assert postes.ressources["fondations"].value.raison == LUMPED_SUBVENTIONS
    assert postes.ressources["cotisations"].value.raison == postes.ressources["dons"].value.raison == LUMPED
    assert postes.ressources["commande"].value.number == 0
    assert postes.en_nature.value.raison == NO_NATURE
    assert postes.financeurs.versements[0].is_collective


def test_public_purchase_is_asked_then_moved():
    budget = year("Achats;100", "Ventes;100").budget
    assert postes_of_budget(budget).ressources["commande"].value.raison == COMMANDE
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 300_00})
    ressources = postes_of_budget(budget, answers=answers).ressources
    assert (ressources["commande"].value.number, ressources["ventes"].value.number) == (100_00, 0)
    assert ressources.total_centimes == 100_00


def test_produits_that_are_no_resource_are_in_the_total_only():
    postes = postes_of_budget(year("Achats;100", "Cotisations;60|Produits exceptionnels;40").budget)
    assert (postes.produits.value.number, postes.ressources.total_centimes) == (100_00, 60_00)


def test_dues_beside_a_lump_are_known():
    lines = "Autres produits de gestion courante;100|Cotisations;60"
    ressources = postes_of_budget(year("Achats;100", lines).budget).ressources
    assert ressources["cotisations"].value.number == 60_00
    assert ressources["dons"].value.raison == LUMPED


def test_a_sheet_of_thousands_of_rows_is_no_budget():
    assert codes(read("Achats;1\nVentes;1\n" * 3000)) == ["G1-sans-ligne"]
    assert codes(read("Achats;1;" * 40 + "\nVentes;1\n")) == ["G1-sans-ligne"]


def test_without_a_funder_the_reason_is_given():
    postes = postes_of_budget(year("Achats;100").budget)
    assert postes.financeurs.raison == NO_FINANCEUR


def test_uses_in_kind_alone_stand_for_the_contributions():
    assert postes_of_budget(year("Achats;100|Personnel bénévole;50").budget).en_nature.value.number == 50_00


# The definition.


def test_every_line_finds_itself_by_each_of_its_names():
    definition = budget_definition()
    for ligne in definition.lignes:
        for name in (ligne.libelle, *ligne.noms):
            assert definition.match(name, ligne.cote, ligne.chapitre) is ligne, name


def test_every_family_is_one_of_the_charts():
    keys = {ligne.ressource for ligne in budget_definition().lignes} - {""}
    assert keys <= {key.value for key in Ressource}


@pytest.mark.parametrize("change", ["double", "chapter", "side"])
def test_a_definition_that_does_not_hold_together_is_refused(change):
    data = budget_definition().model_dump(mode="json")
    ligne = next(each for each in data["lignes"] if each["chapitre"])
    if change == "double":
        data["lignes"].append(ligne)
    else:
        ligne["chapitre"] = "inconnu" if change == "chapter" else "subventions"
    with pytest.raises(ValidationError):
        BudgetDefinition.model_validate(data)


@given(
    charges=st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    produits=st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
)
def test_law_totals_are_the_sums_and_postes_add_up(charges, produits):
    names = SimpleNamespace(
        charges=("Achats", "Locations", "Charges sociales"), produits=("Ventes", "Région", "Cotisations")
    )
    lines = [*zip(names.charges, charges, strict=True)], [*zip(names.produits, produits, strict=True)]
    text = YEAR.format(
        **{
            side: "\n".join(f"{name};{amount // 100},{amount % 100:02d}" for name, amount in each)
            for side, each in zip(("charges", "produits"), lines, strict=True)
        }
    )
    reading = read(text)
    assert (reading.total_charges_centimes, reading.total_produits_centimes) == (sum(charges), sum(produits))
    if reading.budget:
        postes = postes_of_budget(reading.budget)
        assert postes.resultat_centimes == sum(produits) - sum(charges)
        assert postes.ressources.total_centimes == sum(produits)
