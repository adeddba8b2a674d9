"""Screens that cannot write French, readers who leave, terminals, and how far a long reading is."""

import io
import json
import os
import subprocess
import sys
from functools import partial

import pytest

from socioeco.cli import main, screen
from socioeco.cli import progress as following

from . import cli_cases as cases
from .cli_cases import BAD, GOOD, SOURCE, run


@pytest.fixture
def write(tmp_path):
    return partial(cases.write, tmp_path)


# --- screens ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp850"])
@pytest.mark.parametrize("command", ["controler", "analyser"])
def test_a_screen_that_cannot_write_french_has_plain_signs(command, encoding, write, monkeypatch):
    page = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", page)
    assert main([command, write(GOOD)]) == 0
    assert "EUR" in page.buffer.getvalue().decode(encoding)


def test_help_too(monkeypatch):
    done = run("-m", "socioeco", "--help", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"codes de sortie :" in done.stdout


def test_json_on_such_a_screen_loses_nothing(write, monkeypatch):
    page = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", page)
    assert main(["controler", write(BAD), "--json", "-"]) == 1
    (report,) = json.loads(page.buffer.getvalue())
    assert "égal" in report["anomalies"][0]["constat"]


def test_signs_without_a_plain_form_are_a_question_mark():
    assert screen.readable("é’…\u202f€ œ 中", "ascii") == "e'... EUR oe ?"
    assert screen.readable("é’", "utf-8") == "é’"


def test_a_reader_who_leaves_early_causes_no_traceback(write):
    path = write(GOOD)
    command = f'"{sys.executable}" -m socioeco analyser "{path}" "{path}" --json - | head -c 1'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert (done.stdout, done.stderr) == (b"{", b"")


def test_a_broken_pipe_is_silent():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        screen.emit("personne ne lit", pipe)
        screen.emit("toujours personne", pipe)


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(("columns", "expected"), [(60, 60), (90, 90), (300, 100), (10, 40)])
def test_the_width_is_that_of_the_terminal_within_bounds(columns, expected, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert screen.width(Terminal()) == expected
    assert screen.width(io.StringIO()) == 80


@pytest.mark.parametrize(("real", "expected"), [(72, 72), (0, 80)])
def test_a_real_terminal_says_its_width(real, expected, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _fileno: os.terminal_size((real, 24)))
    with open(os.devnull, encoding="utf-8") as out:  # noqa: PTH123 - any stream that is a file
        assert screen.columns(out) == expected
    monkeypatch.setenv("COLUMNS", "large")
    assert screen.columns(io.StringIO()) == 80


def test_titles_are_bold_on_a_terminal_unless_asked_otherwise(monkeypatch, write, capsys):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert screen.is_styled(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen.is_styled(Terminal())
    assert main(["controler", write(GOOD)]) == 0
    assert "\033" not in capsys.readouterr().out


# --- progress ---------------------------------------------------------------------------------------------


@pytest.fixture
def seen(monkeypatch):
    """What a person at a terminal sees, once she looks, when every block takes a second and a half."""

    def look():
        terminal, clock = Terminal(), iter(range(0, 10_000, 3))
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(following.time, "monotonic", lambda: next(clock) / 2)
        monkeypatch.setattr(following, "BLOCK", 4)
        return terminal

    return look


def test_a_long_reading_says_how_far_it_is_then_clears_the_line(seen):
    terminal = seen()
    blocks = list(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8))
    assert blocks == [b"1234", b"5678"]
    assert "comptes.txt\u00a0: 50\u00a0%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")


def test_a_pipe_tells_what_was_read(seen):
    terminal = seen()
    list(following.followed(io.BytesIO(b"12345678"), "tube", 0))
    assert "tube\u00a0: 2\u00a0Mio" in terminal.getvalue()


def test_a_short_reading_says_nothing(seen, monkeypatch):
    terminal = seen()
    monkeypatch.setattr(following, "PATIENCE", 1e9)
    list(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8))
    assert terminal.getvalue() == ""


def test_nobody_looking_nothing_is_said(capsys):
    assert b"".join(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8)) == b"12345678"
    with following.told("comptes.txt"):
        pass
    assert capsys.readouterr().err == ""


def test_a_reading_in_one_go_is_announced_and_cleared(seen):
    terminal = seen()
    with following.told("comptes.txt"):
        assert "Lecture de comptes.txt…" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")


def test_interrupted_it_says_so(monkeypatch, write, capsys):
    def interrupt(_names):
        raise KeyboardInterrupt

    monkeypatch.setattr("socioeco.cli.controler.read_all", interrupt)
    assert main(["controler", write(GOOD)]) == 130
    assert capsys.readouterr().err == "Interrompu.\n"
