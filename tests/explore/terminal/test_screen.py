"""What is known of a terminal, and text that it can show and will not obey."""

import io

import pytest

from searchnews.explore.terminal.screen import Screen


class Stream(io.StringIO):
    def __init__(self, encoding, *, terminal):
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return self._terminal


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize(
    ("encoding", "unicode"),
    [("utf-8", True), ("UTF-8", True), ("utf_8", True), ("utf-16", True), ("latin-1", False),
     ("ascii", False), ("cp1252", False), (None, False)],
)  # fmt: skip
def test_only_utf_8_shows_more_than_ascii(encoding, unicode):
    assert Screen.of(Stream(encoding, terminal=True)).unicode is unicode


def test_width_and_colours(monkeypatch):
    assert Screen.of(Stream("utf-8", terminal=True)) == Screen(72, True, True)
    assert Screen.of(Stream("utf-8", terminal=False)) == Screen(72, True, False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert Screen.of(Stream("utf-8", terminal=True)) == Screen(72, True, False)


def test_marks_are_colours_alone():
    assert Screen(colours=True).marked("Raqa") == "\x1b[1;31mRaqa\x1b[0m"
    assert Screen().marked("Raqa") == "Raqa"
    assert Screen(colours=True).dim("") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("deux\nlignes\t et  plus", "deux lignes et plus"),
        ("\x1b[2Jeffacé\x07", "\ufffd[2Jeffacé\ufffd"),
        ("à droite\u202eehcuag à", "à droite\ufffdehcuag à"),
        ("jour\u00adnal", "jour\u00adnal"),
        ("\ud800", "\ufffd"),
    ],
)
def test_no_terminal_obeys_a_text(text, shown):
    assert Screen().shown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("« L’œuvre » d'été…", '" L\'oeuvre " d\'ete...'), ("12 000 €", "12 000 EUR"), ("日本", "??"),
     ("e\u0301te\u0301", "ete")],
)  # fmt: skip
def test_ascii_where_there_is_no_more(text, shown):
    assert Screen(unicode=False).shown(text) == shown
