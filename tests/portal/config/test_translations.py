"""The words that we put right in Wagtail's French: compiled as they are written, and still those it says."""

import ast
import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.utils.translation import gettext as translated
from django.utils.translation import ngettext

WRITTEN = Path(settings.LOCALE_PATHS[0]) / "fr/LC_MESSAGES/django.po"
_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[\d\]) )?(".*")$')
_NAMES = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def entries() -> list[dict[str, str]]:
    """Each entry of the written file, by keyword; the header is left out."""
    found = []
    for paragraph in WRITTEN.read_text(encoding="utf-8").split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in paragraph.splitlines():
            if match := _LINE.match(line):
                keyword = match[1] or keyword
                entry[keyword] = entry.get(keyword, "") + ast.literal_eval(match[2])
        if entry.get("msgid"):
            found.append(entry)
    return found


def compiled(path: Path) -> dict[object, str]:
    with path.open("rb") as source:
        return gettext.GNUTranslations(source)._catalog  # type: ignore[attr-defined]


def test_the_compiled_file_says_what_is_written():
    said = compiled(WRITTEN.with_suffix(".mo"))
    expected: dict[object, str] = {}
    for entry in entries():
        if "msgid_plural" in entry:
            expected |= {(entry["msgid"], number): entry[f"msgstr[{number}]"] for number in (0, 1)}
        else:
            expected[entry["msgid"]] = entry["msgstr"]
    assert {key: words for key, words in said.items() if key} == expected
    assert len(entries()) > 90


def test_wagtail_still_says_each_of_them():
    known: set[object] = set()
    for path in Path(wagtail.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.mo"):
        known |= {key[0] if isinstance(key, tuple) else key for key in compiled(path)}
    assert [entry["msgid"] for entry in entries() if entry["msgid"] not in known] == []


def test_no_word_is_asked_for_that_is_not_given():
    """What a sentence names is what Wagtail gives it: another name would break the screen."""
    for entry in entries():
        given = set(_NAMES.findall(entry["msgid"] + entry.get("msgid_plural", "")))
        for keyword, words in entry.items():
            if keyword.startswith("msgstr"):
                assert set(_NAMES.findall(words)) <= given, words


def test_no_word_has_two_endings():
    assert [
        entry for entry in entries() if re.search(r"\((?:e|le|te|tte)\)|·", " ".join(entry.values()))
    ] == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "%(model_name)s '%(object)s' has been submitted for moderation.",
            "« %(object)s » est soumis à relecture.",
        ),
        ("New: %(model_name)s", "Ajout : %(model_name)s"),
        ("Workflow", "Circuit"),
    ],
)
def test_the_site_says_our_words(english, french, words):
    assert words(translated(english)) == french


def test_the_site_counts_in_french():
    one, many = "Used %(usage_count)s time", "Used %(usage_count)s times"
    assert [ngettext(one, many, number) for number in (0, 1, 2)] == [
        "%(usage_count)s emploi", "%(usage_count)s emploi", "%(usage_count)s emplois",
    ]  # fmt: skip
