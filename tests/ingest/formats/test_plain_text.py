"""Files whose names say nothing: texts are read, and nothing is made up out of others."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.reading import read

from searchnews.ingest.formats.plain_text import is_prose_throughout

PROSE = "Titre\n\nLe maire a inauguré le pont, mardi matin.\n"
LONG = "\n\n".join(
    ["La crue du Gard", *["Les secours ont travaillé toute la nuit dans la ville."] * 9]
)

READ = {
    "a name without extension": ("depeche", PROSE.encode()),
    "a name with a point in it": ("Entretien avec M. Dupont", PROSE.encode()),
    "Windows-1252": ("depeche", PROSE.encode("cp1252")),
    "UTF-16": ("depeche", PROSE.encode("utf-16")),
    "lines of a Mac": ("depeche", PROSE.replace("\n", "\r").encode("mac-roman")),
    "compressed": ("depeche.gz", gzip.compress(PROSE.encode())),
    "a place in brackets": (
        "depeche",
        b"[Nice] Le maire de la ville a rouvert le pont aux voitures.",
    ),
    "a list with semicolons": (
        "motion",
        f"{LONG}\n\n- que le pont soit rouvert ;\n- que\n".encode(),
    ),
}


@pytest.mark.parametrize(("name", "data"), READ.values(), ids=READ)
def test_french_prose_is_read(name, data):
    articles, problems, reason = read(name, data)
    assert (len(articles), problems, reason) == (1, [], None)
    assert "pont" in articles[0].body or "crue" in articles[0].title


OTHERS = {
    "about files": ("README", LONG),
    "about files, in French": ("LISEZMOI", LONG),
    "a licence": ("LICENCE", LONG),
    "a program for make": ("Makefile", f"# {LONG}"),
    "a script": ("installer", f"#!/bin/sh\n# {LONG}\n"),
    "a program": ("crue", f'"""{LONG}"""\nimport sys\n\ndef crue(pont):\n    return pont\n'),
    "settings": ("pont", f"# {LONG}\nport = 80\nle = la\n"),
    "settings in braces": ("pont", f"{LONG}\nserveur {{\n  le pont;\n}}\n"),
    "a table": ("pont", "le;la;les\nde;du;des\n" * 9),
    "a log": ("journal", "2020-03-04 10:00 le serveur de la page est là [12] 0x3f\n" * 9),
    "a list of names": ("abonnes", "Dupont Jean\nMartin Zoé\nRoy Luc\n" * 9),
    "a list of words": ("mots", "le\nla\nles\nde\ndu\ndes\nune\nest\n" * 9),
    "a message too short to tell": ("pense-bete", "Le pont."),
    "English": ("dispatch", "The mayor opened the bridge on Tuesday morning, in front of a crowd."),
    "an unknown extension": ("depeche.xyz", PROSE),
    "letters and binary": ("pont", LONG + "\0\1\2\3" * 200),
}


@pytest.mark.parametrize(("name", "text"), OTHERS.values(), ids=OTHERS)
def test_what_is_not_surely_a_text_is_named(name, text):
    articles, _, reason = read(name, text)
    assert articles == []
    assert reason.startswith("not a format that searchnews reads: ")


def test_what_to_do_is_said_where_it_may_be_a_text():
    for name, text in OTHERS.values():
        reason = read(name, text).reason
        may_be_text = not reason.endswith(".xyz") and name not in (
            "README", "LISEZMOI", "LICENCE", "Makefile"
        ) and "\0" not in text  # fmt: skip
        assert reason.endswith("give it a name that ends in .txt") == may_be_text, name


@given(st.text(max_size=400))
def test_any_text_can_be_judged(text):
    assert is_prose_throughout(text) in (True, False)


@pytest.mark.parametrize("line", ["a ", "A" * 50, "- " * 9, "=", " ", "{\n", "Le pont. ", "\n"])
def test_no_text_takes_long_to_judge(line):
    is_prose_throughout(line * (1 << 16))
