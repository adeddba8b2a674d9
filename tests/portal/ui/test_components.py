"""Every sample of every component is drawn with undefined variables forbidden, and says what it must."""

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Engine, engines
from django.test import RequestFactory

import trajectoires.ui
from trajectoires.ui.forms import sample_forms
from trajectoires.ui.loader import load_groups, sample_objects

SAMPLES = [
    pytest.param(sample, id=f"{component.name}-{sample.name}")
    for group in load_groups()
    for component in group.components
    for sample in component.samples
]
VOID = {"br", "input", "meta", "link", "img", "path", "circle", "rect", "use", "hr"}
COMPONENTS = Path(trajectoires.ui.__file__).parent / "templates" / "ui" / "components"
# Drawn by the frame of every page, or by another component: they have no sample of their own.
PARTS = {"doors", "footer", "field_hints", "hero"}


class Balance(HTMLParser):
    """Check that every element opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {"style", "onclick", "onload"} & {name for name, _ in attrs}, tag
        if tag not in VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "style" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@pytest.fixture
def strict_engine() -> Engine:
    """The engine of the site, which tests/conftest.py forbids to write an undefined variable."""
    return engines["django"].engine


def draw(engine: Engine, source: str, **values: object) -> str:
    context = Context(
        {
            "request": RequestFactory().get("/ressources/?q=don&page=3"),
            **sample_objects(),
            **sample_forms(),
            **values,
        }
    )
    return engine.from_string(source).render(context)


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_is_whole_html(strict_engine, sample):
    html = draw(strict_engine, sample.source, **sample.values)
    checker = Balance()
    checker.feed(html)
    assert checker.opened == []
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_strict_engine_refuses_an_undefined_variable(strict_engine):
    with pytest.raises(AssertionError, match="variable: title"):
        draw(strict_engine, '{% include "ui/components/sheet_header.html" only %}')


def test_every_component_has_a_sample():
    shown = {component.name for group in load_groups() for component in group.components}
    assert {path.stem for path in COMPONENTS.glob("*.html")} - PARTS == shown


def test_every_component_says_what_it_is():
    header = re.compile(r"{(#|% comment %)")
    silent = [path.name for path in COMPONENTS.glob("*.html") if not header.match(path.read_text())]
    assert silent == []


def test_text_is_escaped_and_typeset(strict_engine):
    html = draw(
        strict_engine, '{% include "ui/components/sheet_header.html" with title=t only %}', t="<b>L'aide ?"
    )
    assert "&lt;b&gt;L’aide\u202f?" in html


def test_html_body_stays_html(strict_engine):
    html = draw(strict_engine, '{% callout "retenir" %}<p>L\'argent</p>{% endcallout %}')
    assert "<p>L’argent</p>" in html
    assert "À retenir" in html


def test_plain_body_gets_its_paragraph(strict_engine):
    source = '{% include "ui/components/callout.html" with kind="source" body=b only %}'
    html = draw(strict_engine, source, b="a < b")
    assert "<p>a &lt; b</p>" in html


def test_an_unknown_callout_kind_is_refused(strict_engine):
    with pytest.raises(ValueError, match="danger"):
        draw(strict_engine, '{% callout "danger" %}x{% endcallout %}')


def test_lever_carries_its_word_and_its_shape(strict_engine):
    shapes = {"humaines": "<circle", "financiers": "<rect", "alliances": "<path"}
    for lever, shape in shapes.items():
        html = draw(strict_engine, "{% lever_tag lever %}.", lever=lever)
        assert shape in html
        assert html.endswith("</span>.")


def test_definition_opens_without_script(strict_engine):
    html = draw(strict_engine, '{% definition term="fonds dédiés" text="Une part." %}.')
    assert 'popovertarget="def-fonds-dedies"' in html
    assert 'id="def-fonds-dedies" popover' in html
    assert html.endswith("</span>.")


def test_errors_are_all_said_and_lead_to_their_field(strict_engine):
    html = draw(strict_engine, "{% error_summary wrong_form %}")
    assert "4 réponses sont à corriger" in html
    assert ">Nom de l’association\u00a0: écrivez le nom de votre association.<" in html
    assert ">Qui tient vos comptes\u202f? Choisissez une réponse.<" in html
    for target in ("faux_nom", "faux_cotisations", "faux_qui_0", "faux_fichier"):
        assert f'href="#{target}"' in html
    fields = draw(strict_engine, "{% for bound in wrong_form %}{% field bound %}{% endfor %}")
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in fields


def test_filters_are_not_answers(strict_engine):
    html = draw(strict_engine, "{% error_summary wrong_form filters=True %}")
    assert "4 filtres ne sont pas compris" in html
    assert "La liste est montrée en entier." in html
    assert "Ce que vous avez saisi" not in html


def test_a_source_says_on_which_day_it_was_read(strict_engine):
    sources = [{"label": "Une étude, 2014", "consulted_on": dt.date(2026, 11, 1)}, {"label": "Un livre"}]
    html = draw(
        strict_engine, '{% include "ui/components/sources.html" with sources=sources only %}', sources=sources
    )
    assert "<li>Une étude, 2014, consulté le 1er novembre 2026.</li>" in html.replace("\u00a0", " ")
    assert "<li>Un livre.</li>" in html


def test_no_error_no_summary(strict_engine):
    assert draw(strict_engine, "{% error_summary form %}").strip() == ""


def test_field_is_described_by_ids_that_exist(strict_engine):
    html = draw(strict_engine, '{% field wrong_form.fichier formats="CSV" limit="50 Mo" %}')
    described_by = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert described_by == ["faux_fichier_aide", "faux_fichier_limites", "faux_fichier_erreurs"]
    assert all(f'id="{part}"' in html for part in described_by)
    assert 'aria-invalid="true"' in html
    assert html.index("Formats acceptés") < html.index('type="file"')


def test_what_was_typed_stays(strict_engine):
    assert 'value="douze"' in draw(strict_engine, "{% field wrong_form.cotisations %}")


def test_stepper_names_the_next_step(strict_engine):
    html = draw(strict_engine, "{% stepper steps 2 %}", steps=["Vos comptes", "Vérifier", "Résultats"])
    assert "Étape 2 sur 3" in html
    assert "Ensuite&nbsp;: Résultats" in html


def test_pagination_keeps_the_question(strict_engine):
    html = draw(strict_engine, "{% pagination seventh_page %}")
    assert 'href="?q=don&amp;page=8"' in html
    assert 'href="?q=don&amp;page=7" aria-current="page"' in html
    assert draw(strict_engine, "{% pagination only_page %}").strip() == ""


def test_anomalies_are_counted_in_words(strict_engine):
    blocking, warning = sample_objects()["found"]
    html = draw(strict_engine, "{% anomalies a %}", a=[blocking, warning, blocking])
    assert "2 points bloquants, 1 point à vérifier." in html
    assert html.count(">Bloquant ") == 2


@pytest.mark.parametrize(("today", "is_shown"), [(dt.date(2026, 3, 3), False), (dt.date(2026, 3, 4), True)])
def test_review_notice_waits_for_the_date(strict_engine, today, is_shown):
    html = draw(strict_engine, "{% review_notice d t %}", d=dt.date(2026, 3, 3), t=today)
    assert ("devait être relue avant le 3 mars 2026" in html) is is_shown


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ v|euros }}", 123_456, "1\u202f235\u00a0€"),
        ("{{ v|euros:2 }}", 123_456, "1\u202f234,56\u00a0€"),
        ("{{ v|euros }}", None, ""),
        ("{{ v|pourcent }}", 0.123, "12,3\u00a0%"),
        ("{{ v|nombre }}", 5557, "5\u202f557"),
        ("{{ v|date_fr }}", dt.date(2026, 4, 1), "1er avril 2026"),
        ("{{ v|date_fr }}", dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC), "3 mars 2026"),
        ("{{ v|mois_fr }}", dt.date(2027, 11, 30), "novembre 2027"),
        ("{{ v|octets }}", 48_213, "48\u00a0Ko"),
        ("{{ v|octets }}", 2_450_000, "2,5\u00a0Mo"),
        ("{{ v|octets }}", 50_000_000, "50\u00a0Mo"),
    ],
)
def test_filters(strict_engine, source, value, expected):
    assert draw(strict_engine, source, v=value) == expected
