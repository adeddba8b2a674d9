"""The second reading of a page: what it says, and what it does not say."""

import pytest
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.images import get_image_model

from trajectoires.content.blocks import BodyBlock
from trajectoires.content.services.plain_language import Advice, Passage, passages_of, read_html, reread

SHORT = "Une association vit de ce qu’elle reçoit, de ce qu’elle vend, et de ce que ses membres donnent."
LONG = " ".join(["Mot"] + ["mot"] * 25) + "."
JUST = " ".join(["Mot"] + ["mot"] * 24) + "."

# (text, kinds of remarks that it gets)
SENTENCES = [
    # long sentences
    (SHORT, []),
    (JUST, []),
    (LONG, [Advice.LONG]),
    (f"{LONG} {LONG}", [Advice.LONG, Advice.LONG]),
    (f"{JUST} {JUST}", []),
    ("M. Dupont, Mme Durand et le Dr Martin ont signé. Voir l’art. 200 du code. C’est tout.", []),
    ("Le budget est de 12 000 000 euros et 1 234,56 centimes en 2024.", []),
    # the passive, with its agent only
    ("La subvention est versée par la commune.", [Advice.PASSIVE]),
    ("Les comptes ont été arrêtés par le bureau.", [Advice.PASSIVE]),
    ("Le projet sera ensuite financé par une fondation.", [Advice.PASSIVE]),
    ("La demande était souvent instruite par le service.", [Advice.PASSIVE]),
    ("La commune verse la subvention.", []),
    ("La subvention est versée en deux fois.", []),
    ("La cotisation est due par an.", []),
    ("Elle est payée par mois.", []),
    ("Le montant est donné par exemple.", []),
    ("Le solde est calculé par différence.", []),
    ("Le repas est compté par personne.", []),
    ("L’association est née par hasard.", []),
    ("Elle est partie par le train.", []),
    ("La place est petite par rapport au besoin.", []),
    ("C’est réussi, par ailleurs.", []),
    # heavy turns
    ("Il convient de remplir le dossier.", [Advice.TURN]),
    ("Il convient d’écrire au maire.", [Advice.TURN]),
    ("Dans le cadre du projet, écrivez.", [Advice.TURN]),
    ("dans le cadre d'un appel à projets", [Advice.TURN]),
    ("Le cas échéant, joignez le budget.", [Advice.TURN]),
    ("Le cadre de la photo est doré.", []),
    ("Les ventes augmentent au niveau des communes.", [Advice.TURN]),
    ("Le niveau de la trésorerie baisse.", []),
    ("Nonobstant la loi, signez.", [Advice.TURN]),
    # words of the trade
    ("La gouvernance change.", [Advice.JARGON]),
    ("Les parties prenantes se réunissent.", [Advice.JARGON]),
    ("Un business plan suffit.", [Advice.JARGON]),
    ("Le gouvernail du bateau.", []),
    ("Le processus de décision est écrit.", []),
    ("L’hybridation des ressources", []),
    # acronyms
    ("Demandez au CRIB de votre département.", [Advice.ACRONYM]),
    ("Demandez au CRIB, puis encore au CRIB.", [Advice.ACRONYM]),
    ("Le centre de ressources (CRIB) répond.", []),
    ("Le CRIB (centre de ressources) répond.", []),
    ("CRIB : centre de ressources et d’information.", []),
    ("Le DLA aide, sans rien coûter.", []),  # a variant of a term of the glossary
    ("Payez la TVA à l’URSSAF.", []),
    ("Un emploi en CDI, puis en CDD.", []),
    ("Le XIXe siècle.", []),
    # figures
    ("Les dons pèsent 5 % des ressources.", [Advice.UNDATED]),
    ("Les dons pèsent 5 % des ressources en 2020.", []),
    ("Le déficit atteint 35 millions d’euros.", [Advice.UNDATED]),
    ("En 2024, le déficit atteint 35 millions d’euros.", []),
    ("Le taux est de 60 %.", []),
    ("Les dons ouvrent droit à une réduction de 66 %.", []),
    ("Par exemple, 30 % de dons.", []),
    ("Un seuil de 23 000 euros.", []),
    ("Comptez trois mois.", []),
    # quotation marks
    ('Il dit "bonjour" à tous.', [Advice.QUOTES]),
    ("Il dit “bonjour” à tous.", [Advice.QUOTES]),
    ("Il dit « bonjour » à tous.", []),
    # middle dots
    ("Les salarié·e·s votent.", [Advice.MIDDLE_DOT]),
    ("Les bénévoles et directeur•rice décident.", [Advice.MIDDLE_DOT]),
    ("Les adhérent(e)s votent.", [Advice.MIDDLE_DOT]),
    ("Les adhérentes et les adhérents votent.", []),
    ("Le(s) compte(s) à lire.", []),
    # capitals
    ("ATTENTION DANGER : lisez ceci.", [Advice.CAPITALS]),
    ("C’est OBLIGATOIRE.", [Advice.CAPITALS]),
    ("Une SARL ou une SA.", []),
]
HEADINGS = [
    ([("Un titre", 2), ("Un sous-titre", 3)], []),
    ([("Un sous-titre", 3)], [Advice.HEADING]),
    ([("Un titre", 2), ("Un titre", 2)], [Advice.HEADING]),
    ([("Un titre.", 2)], [Advice.HEADING]),
    ([("Et ensuite ?", 2)], []),
]
LINKS = [
    ("cliquez ici", True),
    ("Cliquez ici.", True),
    ("ici", True),
    ("en savoir plus", True),
    ("Lire la suite…", True),
    ("https://exemple.org/une-page", True),
    ("www.exemple.org", True),
    ("", True),
    ("le guide de la trésorerie", False),
    ("la page de la commune", False),
    ("Lire ses comptes", False),
    ("télécharger le modèle de budget (ODS, 12 ko)", False),
]


def kinds(passages, **options):
    explained = {"DLA", "dispositif local d’accompagnement"}
    return [remark.advice for remark in reread(passages, explained=explained, **options)]


def test_the_table_is_long_enough():
    assert len(SENTENCES) + len(HEADINGS) + len(LINKS) >= 60


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_a_sentence(text, expected):
    assert kinds([Passage(where="Bloc 1", text=text)]) == expected


@pytest.mark.parametrize(("headings", "expected"), HEADINGS)
def test_headings(headings, expected):
    assert kinds([Passage(where="Bloc", text=text, level=level) for text, level in headings]) == expected


@pytest.mark.parametrize(("text", "is_empty"), LINKS, ids=[text for text, _ in LINKS])
def test_the_words_of_a_link(text, is_empty):
    passages = list(read_html(f'<p>Voyez <a href="https://exemple.org/">{text}</a>.</p>', "Bloc 1"))
    assert (Advice.LINK in kinds(passages)) is is_empty


def test_a_page_with_figures_and_no_source_is_told_once():
    passages = [Passage(where="Bloc 1", text="Les dons pèsent 5 % des ressources.")] * 2
    assert kinds(passages, has_sources=False).count(Advice.UNSOURCED) == 1
    assert Advice.UNSOURCED not in kinds(passages, has_sources=True)


def test_a_word_of_the_glossary_is_not_jargon():
    passage = Passage(where="Bloc 1", text="La gouvernance change.")
    assert reread([passage], explained=["Gouvernance"]) == []


def test_a_remark_says_what_where_why_and_how():
    [remark] = reread([Passage(where="Bloc 3 – Texte", text="Il convient de partir.")])
    assert (remark.where, remark.excerpt) == ("Bloc 3 – Texte", "Il convient de")
    assert remark.how.startswith("Plus simple : « vous devez »")
    assert remark.advice.why.endswith(".")


class Page:
    title = "Un titre"
    lede = "Une phrase."

    def __init__(self, *body: tuple[str, object]) -> None:
        self.body = BodyBlock().to_python([{"type": kind, "value": value} for kind, value in body])


@pytest.mark.django_db
def test_an_image_is_read_by_its_alternative():
    image = get_image_model().objects.create(title="Une image", file="une-image.png", width=2, height=1)
    shown = {"image": image.pk, "alt_text": "Des voisines autour d’une table.", "decorative": False}
    still_to_choose = {"image": None, "alt_text": "", "decorative": False}
    page = Page(
        ("image", {"image": shown, "caption": "Un soir.", "credit": ""}),
        ("image", {"image": {**shown, "decorative": True}, "caption": "", "credit": ""}),
        ("image", {"image": still_to_choose, "caption": "", "credit": ""}),
    )
    texts = [passage.text for passage in passages_of(page)]
    assert texts == ["Un titre", "Une phrase.", "Des voisines autour d’une table.", "Un soir."]


def test_every_kind_of_block_is_read():
    page = Page(
        ("heading", "De quoi parle-t-on ?"),
        ("text", "<p>Du texte.</p><ul><li>Un point<ul><li>dedans</li></ul></li></ul><h3>Un sous-titre</h3>"),
        ("brief", ["Une ligne."]),
        ("callout", {"kind": "attention", "title": "Le calendrier", "body": "<p>Encadré.</p>"}),
        ("definition", {"question": "Que veut dire ?", "answer": "<p>Réponse.</p>"}),
        ("strengths", {"plus": ["Tient."], "minus": ["Cède."]}),
    )
    found = [(passage.where, passage.text) for passage in passages_of(page)]
    assert found == [
        ("Titre", "Un titre"),
        ("Chapeau", "Une phrase."),
        ("Bloc 1 – Titre de partie", "De quoi parle-t-on ?"),
        ("Bloc 2 – Texte", "Du texte."),
        ("Bloc 2 – Texte", "Un point"),
        ("Bloc 2 – Texte", "dedans"),
        ("Bloc 2 – Texte", "Un sous-titre"),
        ("Bloc 3 – En bref", "Une ligne."),
        ("Bloc 4 – Encadré", "Le calendrier"),
        ("Bloc 4 – Encadré", "Encadré."),
        ("Bloc 5 – Définition à ouvrir", "Que veut dire ?"),
        ("Bloc 5 – Définition à ouvrir", "Réponse."),
        ("Bloc 6 – Forces et fragilités", "Tient."),
        ("Bloc 6 – Forces et fragilités", "Cède."),
    ]


@pytest.mark.parametrize("kind", ["text", "callout", "definition"])
def test_a_link_that_says_nothing_keeps_from_saving(kind):
    prose = '<p>Pour le guide, <a href="https://exemple.org/">cliquez ici</a>.</p>'
    values = {
        "text": prose,
        "callout": {"kind": "attention", "title": "Un titre", "body": prose},
        "definition": {"question": "Que veut dire ?", "answer": prose},
    }
    body: StreamValue = BodyBlock().to_python([{"type": kind, "value": values[kind]}])
    with pytest.raises(StreamBlockValidationError) as caught:
        BodyBlock().clean(body)
    assert "cliquez ici" in repr(caught.value.as_json_data())


def test_everything_else_is_only_advice():
    assert [advice for advice in Advice if advice.is_blocking] == [Advice.LINK]
    body = BodyBlock().to_python(
        [{"type": "text", "value": f"<p>{LONG} Il convient de crier FORTEMENT ICI.</p>"}]
    )
    assert BodyBlock().clean(body)
