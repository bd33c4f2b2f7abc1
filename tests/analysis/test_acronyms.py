"""Acronyms that a text explains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.acronyms import explained_acronyms, name_key

EXPLAINED = [
    ("l'Observatoire syrien des droits de l'homme (OSDH)", "OSDH",
     "Observatoire syrien des droits de l'homme"),
    ("La Société nationale des chemins de fer français (SNCF) recrute", "SNCF",
     "Société nationale des chemins de fer français"),
    ("au groupe Etat islamique (EI)", "EI", "Etat islamique"),
    ("de l'Organisation du traité de l'Atlantique nord (Otan)", "Otan",
     "Organisation du traité de l'Atlantique nord"),
    ("Al-Qaïda au Maghreb islamique (Aqmi)", "Aqmi", "Al-Qaïda au Maghreb islamique"),
    ("la Confédération générale du travail (C.G.T.)", "CGT", "Confédération générale du travail"),
    ("le chef de La France insoumise (LFI)", "LFI", "La France insoumise"),
    ("L'OMS (Organisation mondiale de la santé)", "OMS", "Organisation mondiale de la santé"),
    ("le Conseil  constitutionnel\u00a0gabonais (CCG)", "CCG", "Conseil constitutionnel gabonais"),
]  # fmt: skip
NOT_EXPLAINED = [
    "le ministre des Finances (PS)",
    "à Lyon (Rhône)",
    "PARIS (AFP)",
    "Jean Dupont (Paris)",
    "le parti. Socialiste (PS)",
    "un plan (voir page 3)",
    "le Parti « socialiste (PS)",
    "(EI)",
    "() (( ))",
    "l'ONU (dont le siège est à New York)",
    "Parti \ud800 socialiste (PS)",
    # There are billions of ways to share these letters out, of which none begins with B.
    "à " * 59 + "(BAAAAAAAA)",
    "Ba " + "à " * 57 + "(BAAAAAAAX)",
]


@pytest.mark.parametrize(("text", "acronym", "name"), EXPLAINED)
def test_learns_what_a_text_explains(text, acronym, name):
    assert list(explained_acronyms(text)) == [(acronym, name)]


@pytest.mark.parametrize("text", NOT_EXPLAINED)
def test_learns_nothing_else(text):
    assert list(explained_acronyms(text)) == []


def test_names_written_otherwise_have_one_key():
    keys = {
        name_key(name) for name in ("Parti Socialiste", "le parti socialiste", "PARTI SOCIALISTE")
    }
    assert keys == {"parti socialiste"}


@given(st.text("ABCabc (é).'« \n\ud800", max_size=200))
def test_takes_any_text_and_gives_one_line_names(text):
    for acronym, name in explained_acronyms(text):
        assert acronym.isalpha()
        assert name.isprintable()
        assert " ".join(name.split()) == name
