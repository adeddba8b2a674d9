"""The frame of the pages, the pages of errors, the weight and the rules of the style sheets."""

import gzip
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from fontTools.ttLib import TTFont

import trajectoires.ui
from trajectoires.ui import views
from trajectoires.ui.enums import FOOTER_LINKS, Door, Lever

STATIC = Path(trajectoires.ui.__file__).parent / "static" / "ui"


def page(source: str) -> str:
    template = engines["django"].from_string('{% extends "ui/base.html" %}' + source)
    return template.render({"title": "L'aide & <vous>"}, RequestFactory().get("/"))


def test_title_serves_twice_and_is_escaped_once():
    html = page("{% block title %}{{ title }}{% endblock %}")
    assert "<title>L’aide &amp; &lt;vous&gt; – Trajectoires socio-économiques</title>" in html
    assert '<meta property="og:title" content="L’aide &amp; &lt;vous&gt;">' in html
    assert "<title>Trajectoires socio-économiques</title>" in page("")


@pytest.mark.parametrize("door", list(Door))
def test_current_door_is_marked_alone(door):
    html = page("{% block door %}" + door.value + "{% endblock %}")
    assert re.findall(r'<a href="([^"]+)" aria-current="true"', html) == [door.address]


def test_frame_has_what_every_page_owes():
    html = page("")
    assert html.index('href="#contenu"') < html.index("<header")
    assert all(f'href="{door.address}"' in html for door in Door)
    assert all(f'href="{href}"' in html for _, href in FOOTER_LINKS)
    assert "n’est ni le site du ministère ni celui du RAMEAU" in html
    assert "auto-évaluation, sans audit" in html
    assert 'role="search" action="/recherche/"' in html
    assert "csrf" not in html


def test_frame_asks_nothing_from_elsewhere():
    html = page("")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)
    assert html.count('rel="stylesheet"') == 2


@pytest.mark.parametrize(
    ("view", "arguments", "status", "words"),
    [
        (views.bad_request, {}, 400, "n’a pas pu être lue"),
        (views.page_not_found, {}, 404, "n’existe pas, ou plus"),
        (views.forbidden, {}, 403, "ne vous est pas ouverte"),
        (views.csrf_failure, {}, 403, "n’a pas été pris en compte"),
        (views.server_error, {}, 500, "rencontré une erreur"),
    ],
)
def test_error_page_helps(view, arguments, status, words):
    response = view(RequestFactory().get("/"), **arguments)
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert 'href="/contact/"' in text or 'role="search"' in text
    assert text.count("<h1>") == 1


def test_too_large_says_the_limits():
    request = RequestFactory().get("/")
    text = render_to_string("ui/413.html", {"file_limit": 50_000_000, "request_limit": 200_000_000}, request)
    assert "50\u00a0Mo au plus par fichier, 200\u00a0Mo en tout" in text
    assert "l’export d’un seul exercice" in text
    assert "Taille acceptée" not in render_to_string("ui/413.html", {}, request)


def test_server_error_needs_no_context(settings):
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = []
    assert 'href="/statique/ui/site.css"' in render_to_string("500.html")


def test_gallery_draws_everything():
    response = views.gallery(RequestFactory().get("/composants/"))
    assert response.status_code == 200
    text = response.content.decode()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_styles_hold_in_their_budget():
    weight = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("tokens.css", "site.css"))
    assert weight <= 20 * 1024


def test_styles_ask_nothing_from_elsewhere():
    for path in STATIC.glob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:|//|data:)", path.read_text()), path.name
        assert "@import" not in path.read_text()


def test_every_custom_property_is_defined():
    text = "".join(path.read_text() for path in STATIC.glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", text)) == set()


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> list[dict[str, str]]:
    text = (STATIC / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    parts = (light, dark.split("@media")[0])
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in parts]
    return [found[0], found[0] | found[1]]


@pytest.mark.parametrize("scheme", [0, 1], ids=["clair", "sombre"])
def test_contrast_holds_on_every_surface(scheme):
    colours = schemes()[scheme]
    surfaces = [colours[name] for name in ("paper", "band", "raised")]
    texts = ("ink", "ink-soft", "brand", "brand-deep", "signal", "warning", *Lever.values)
    graphics = ("line-strong", "focus", *(name for name in colours if name.startswith("famille-")))
    assert len(graphics) == 12
    assert [n for n in texts if min(contrast(colours[n], s) for s in surfaces) < 4.5] == []
    assert [n for n in graphics if min(contrast(colours[n], s) for s in surfaces) < 3] == []
    assert contrast(colours["on-brand"], colours["brand"]) >= 4.5
    assert contrast(colours["ink"], colours["mark"]) >= 4.5


def test_font_keeps_what_french_needs():
    path = STATIC / "fonts" / "bricolage-grotesque-fr.woff2"
    kept = set(TTFont(path).getBestCmap())
    assert path.stat().st_size <= 30_000
    needed = {0x202F, 0x00A0, 0x2011, *map(ord, "ŸœŒ€«»’é")}
    assert needed - kept == set()
