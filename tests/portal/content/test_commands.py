"""The two commands, as an operator runs them."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_loading_counts_what_it_did(corpus, capsys):
    call_command("charger_contenu", corpus.folder)
    assert "3 créés, 0 mis à jour" in capsys.readouterr().out


def test_loading_fails_aloud_on_a_problem(corpus):
    corpus.write("pages/comprendre/essai.md", genre="roman")
    with pytest.raises(CommandError, match="Le genre « roman » n’existe pas"):
        call_command("charger_contenu", corpus.folder)


def test_files_can_be_tidied_on_the_way(corpus, capsys):
    corpus.write("pages/comprendre/essai.md", genre="fiche", body="Deux\nlignes.")
    call_command("charger_contenu", corpus.folder, mettre_en_forme=True)
    assert "pages/comprendre/essai.md : mis en forme." in capsys.readouterr().out


def test_exporting_says_how_many_files(corpus, tmp_path_factory, capsys):
    corpus.load()
    call_command("exporter_contenu", tmp_path_factory.mktemp("export"))
    assert "3 fichiers écrits" in capsys.readouterr().out
