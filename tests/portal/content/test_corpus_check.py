"""What `verifier_corpus` sends back, rule by rule; and that our own files hold all of them."""

import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from trajectoires.content.services import check_corpus

SENTENCE = "Une phrase courte dit une chose. " * 70
DATED = (
    "sources:\n- reference: Une enquête, 2020\n  adresse: https://exemple.org/\n  consulte_le: 2026-11-23\n"
)


@pytest.fixture
def sheet(corpus):
    """Write a sheet that nothing is said against, but for what the test changes."""

    def write(body=SENTENCE, *, description="Une phrase.", more=DATED, slug="fiche"):
        text = (
            "---\ngenre: fiche\ntitre: Un titre\nchapeau: Une phrase.\n"
            + (f"description: {description}\n" if description else "")
            + "public:\n- dirigeantes\nauteur: La rédaction\nmis_a_jour_le: 2026-11-25\na_revoir_le: 2027-11-25\n"
            + f"{more}---\n\n{body.strip()}\n"
        )
        corpus.write_text(f"pages/comprendre/{slug}.md", text)

    return write


def said(corpus, path="pages/comprendre/fiche.md"):
    return [str(each) for each in check_corpus(folder=corpus.folder).problems if each.path == path]


def test_nothing_is_said_of_a_sheet_that_holds_every_rule(corpus, sheet):
    sheet()
    assert said(corpus) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Peu de mots.", "une fiche en a 350 au moins"),
        (SENTENCE + "Il " + "dit encore " * 18 + "ceci.", "38 mots dans"),
        (("Une phrase qui " + "va toujours " * 9 + "loin. ") * 20, "La moitié des phrases"),
        (SENTENCE + "Et puis...", "Trois points à la file"),
        (SENTENCE + "Cela coûte 12500 € par an.", "par groupes de trois chiffres"),
        (SENTENCE + 'Il a dit "oui".', "Écrivez « … »"),
        (SENTENCE + "Les salarié·es votent.", "Écrivez les deux formes"),
        (SENTENCE + "Le CRIB répond.", "Le sigle « CRIB » n’est pas expliqué"),
        (SENTENCE + "Lisez [ceci](https://fr.scribd.com/document/1).", "héberge des copies"),
        (SENTENCE + "Lisez [ceci](https://bit.ly/abc).", "raccourcit des liens"),
        (SENTENCE + "Lisez [ceci](/comprendre/nulle-part/).", "ne mène nulle part"),
        (SENTENCE + "Au-delà de 23 000 €, signez une convention.", "Citez « subvention-convention-seuil »"),
        (SENTENCE + "Au-delà de 23 000 euros, signez.", "Citez « subvention-convention-seuil »"),
        (SENTENCE + "Une dotation de 1,5 million d’euros.", "Citez « fondation-utilite-publique-dotation »"),
    ],
)  # fmt: skip
def test_what_the_body_of_a_sheet_may_not_do(corpus, sheet, body, expected):
    sheet(body)
    assert any(expected in line for line in said(corpus)), said(corpus)


def test_an_amount_may_stand_in_an_invented_example_and_in_a_dated_page(corpus, sheet):
    sheet(SENTENCE + "**Exemple inventé.** Elle reçoit 23 000 €.")
    corpus.write(
        "pages/comprendre/regle.md", genre="article", body="Depuis 2001, 23 000 €.", more="publie_le: 2026-11-25\n"
    )  # fmt: skip
    assert not [each for each in check_corpus(folder=corpus.folder).problems if "est un seuil" in each.reason]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"description": ""}, "La clé « description » manque"),
        ({"more": ""}, "n’a aucune source"),
        ({"more": DATED.replace("  consulte_le: 2026-11-23\n", "")}, "n’a pas de date de lecture"),
    ],
)
def test_what_the_front_matter_of_a_sheet_must_hold(corpus, sheet, changes, expected):
    sheet(**changes)
    assert any(expected in line for line in said(corpus)), said(corpus)


def test_a_link_written_on_both_sides_is_said_once(corpus, sheet):
    for one, other in (("une", "deux"), ("deux", "une")):
        sheet(slug=one, more=f"{DATED}relations:\n  voisin:\n  - /comprendre/{other}/\n")
    found = [
        str(each) for each in check_corpus(folder=corpus.folder).problems if "d’un seul côté" in str(each)
    ]
    assert len(found) == 1
    assert found[0].startswith("pages/comprendre/deux.md")


def test_an_acronym_is_explained_by_a_term_or_by_an_organisation(corpus, sheet):
    sheet(SENTENCE + "Le DLA répond. Le RAMEAU aussi.")
    assert len([line for line in said(corpus) if "sigle" in line]) == 2
    corpus.write_term("dla", term="Dispositif local", more="variantes:\n- DLA\n")
    corpus.write_record("organisations/le-rameau", "organisation", "Le RAMEAU", "")
    assert not [line for line in said(corpus) if "sigle" in line]


def test_a_threshold_that_no_page_cites_is_said(corpus, sheet):
    sheet()
    problem = "Aucune page ne cite le seuil « subvention-convention-seuil »"
    assert any(problem in str(each) for each in check_corpus(folder=corpus.folder).problems)
    sheet(SENTENCE + "\n\n::: reperes\n- subvention-convention-seuil : Au-delà, une convention.\n:::")
    assert not any(problem in str(each) for each in check_corpus(folder=corpus.folder).problems)


def test_the_command_says_everything_and_refuses(corpus, sheet):
    sheet("Peu de mots.")
    said_out = io.StringIO()
    with pytest.raises(CommandError, match="à reprendre"):
        call_command(
            "verifier_corpus", "content/pages/comprendre/fiche.md", dossier=corpus.folder, stdout=said_out
        )
    assert "pages/comprendre/fiche.md : " in said_out.getvalue()
    assert "Aucune page ne cite" not in said_out.getvalue()


def test_the_same_figures_are_drawn_for_the_same_seed(corpus, sheet):
    sheet(
        "Sans chiffre. En 2020, 29 % du budget.\n\n**Exemple inventé.** Elle reçoit 5 000 €.\n\nIl y a 154 000 employeurs."
    )

    def drawn(*options):
        said_out = io.StringIO()
        call_command("verifier_corpus", *options, dossier=corpus.folder, stdout=said_out)
        return said_out.getvalue().split("\n")[:-1]

    both = {
        "pages/comprendre/fiche.md : En 2020, 29 % du budget.",
        "pages/comprendre/fiche.md : Il y a 154 000 employeurs.",
    }
    assert set(drawn("--tirer=10")) == both
    assert drawn("--tirer=1", "--graine=7") == drawn("--tirer=1", "--graine=7")


def test_our_own_corpus_holds_every_rule():
    report = check_corpus(folder=settings.CONTENT_DIR)
    assert report.words > 30_000
    assert [str(each) for each in report.problems] == []
