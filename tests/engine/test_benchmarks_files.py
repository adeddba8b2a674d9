"""The published figures in the files: what may stand there, with its source, and what is left out."""

import re
from datetime import date
from importlib.resources import files

import pytest
from pydantic import ValidationError

from socioeco.benchmarks import (
    CLES,
    Fiabilite,
    repere_named,
    reperes,
    sources,
)
from socioeco.benchmarks.loading import check
from socioeco.benchmarks.model import Cellule, Ligne, Repere


def test_every_file_is_read_and_every_table_is_there():
    directory = files("socioeco").joinpath("definitions", "reperes")
    written = {path.name.removesuffix(".yaml") for path in directory.iterdir() if path.name.endswith(".yaml")}
    assert written == {*CLES, "sources"}
    assert [repere.tableau for repere in reperes()] == sorted(repere.tableau for repere in reperes())
    assert {repere.tableau for repere in reperes()} == set("ABCDEF")
    with pytest.raises(KeyError):
        repere_named("sources")


def cells():
    for repere in reperes():
        for ligne in repere.lignes:
            for colonne in repere.colonnes:
                if colonne.cle in ligne.cellules:
                    yield repere, ligne, colonne, ligne.cellules[colonne.cle]


def test_a_figure_is_verified_by_two_sources_or_names_its_only_one():
    for repere, ligne, colonne, cellule in cells():
        named = repere.sources_of(colonne, cellule)
        where = (repere.cle, ligne.cle, colonne.cle)
        if cellule.fiabilite is Fiabilite.VERIFIEE:
            assert len(set(named)) > 1, where
        if cellule.fiabilite is Fiabilite.UNE_SOURCE:
            assert len(named) == 1, where


def test_every_source_is_used_and_says_where_and_when_it_was_read():
    used = {key for repere, _, colonne, cellule in cells() for key in repere.sources_of(colonne, cellule)}
    assert used == set(sources())
    assert {source.lu_le for source in sources().values()} == {date(2026, 11, 23)}


def test_what_is_to_be_verified_is_left_out():
    table = {ligne.cle: set(ligne.cellules) for ligne in repere_named("structure-des-ressources").lignes}
    assert "2011" not in table["cotisations"] | table["dons"]
    assert "baisse" not in " ".join(ligne.libelle for _, ligne, _, _ in cells())


def test_shares_published_as_a_whole_come_near_one():
    for cle, columns in (
        ("structure-des-ressources", ["2017", "2020"]),
        ("culture-employeuses", ["ensemble"]),
    ):
        repere = repere_named(cle)
        for column in columns:
            total = sum(ligne.cellules[column].bas for ligne in repere.lignes if column in ligne.cellules)
            assert 98 <= total <= 101


def test_a_share_lies_between_nil_and_one_and_amounts_are_centimes():
    for repere, _, _, cellule in cells():
        low, high = repere.bounds(cellule)
        assert 0 <= low <= high
        assert repere.unite != "part" or high <= 1
    budget = repere_named("budget-moyen-2005")
    assert budget.bounds(budget.lignes[0].cellules["employeuses"]) == (25_200_000, 25_200_000)


def test_cautions_of_the_dossier_are_told():
    said = " ".join(repere_named("structure-des-ressources").prudence)
    assert "Covid" in said
    assert "deux enquêtes" in said
    assert "Pas de structure par secteur" in said


@pytest.mark.parametrize(
    "change",
    [
        {"bas": 30, "haut": 20, "fiabilite": "V"},
        {"bas": 30, "fiabilite": "calcul"},
        {"bas": 30, "fiabilite": "AV"},
        {"bas": -1, "fiabilite": "V"},
    ],
)
def test_a_cell_that_could_mislead_is_refused(change):
    with pytest.raises(ValidationError):
        Cellule.model_validate(change)


def test_a_line_is_compared_or_says_why_not():
    for extra in ({}, {"mesure": "public", "raison": "Non."}):
        with pytest.raises(ValidationError):
            Ligne.model_validate({"cle": "a", "libelle": "A", "cellules": {}} | extra)


def test_a_table_names_only_what_exists():
    whole = repere_named("adherents").model_dump(mode="json")
    with pytest.raises(ValidationError, match="a cell stands in a column"):
        Repere.model_validate(whole | {"colonnes": whole["colonnes"][:1]})
    other = repere_named("argent-public-2023").model_dump(mode="json")
    other["lignes"][0]["mesure"] = "rang"
    with pytest.raises(ValueError, match=re.escape("['rang']")):
        check(Repere.model_validate(other))
