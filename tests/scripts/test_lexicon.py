"""How the lexicon is made from a spelling dictionary."""

import pytest

from scripts.lexicon.accents import usual_forms
from scripts.lexicon.dictionary import forms
from scripts.lexicon.make import main
from scripts.lexicon.readings import Kind, Readings, kind_of
from searchnews.analysis.lexicon import Lexicon

AFFIXES = """
SET UTF-8
FLAG long
NEEDAFFIX ()

SFX S. Y 2
SFX S. 0 0/L'D'Q' [^sxz] is:sg
SFX S. 0 s/D'Q' [^sxz] is:pl
SFX Fc Y 4
SFX Fc 0 0 [td]eur is:mas is:sg
SFX Fc 0 s [td]eur is:mas is:pl
SFX Fc eur rice [td]eur is:fem is:sg
SFX Fc eur rices [td]eur is:fem is:pl
SFX a0 Y 9
SFX a0 er er er po:infi
SFX a0 er ant er po:ppre
SFX a0 er e er po:ipre po:spre po:1sg po:3sg
SFX a0 er es er po:ipre po:spre po:2sg
SFX a0 er ons er po:ipre po:1pl
SFX a0 er ent er po:ipre po:spre po:3pl
SFX a0 er a er po:ipsi po:3sg
SFX a0 er ai er po:ipsi po:1sg
SFX a0 er ât er po:simp po:3sg
SFX p+ Y 2
SFX p+ er é er po:ppas po:adj is:mas is:sg
SFX p+ er és er po:ppas po:adj is:mas is:pl
PFX Um Y 3
PFX Um 0 0/S. .
PFX Um 0 kilo/S.() .
PFX Um 0 l'exa .
"""


def dictionary(tmp_path, *entries):
    affixes, words = tmp_path / "fr.aff", tmp_path / "fr.dic"
    affixes.write_text(AFFIXES, encoding="utf-8")
    words.write_text("\n".join([str(len(entries)), *entries]), encoding="utf-8")
    return affixes, words


def lemmas(tmp_path, *entries):
    return Readings(forms(*dictionary(tmp_path, *entries))).lemmas()


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        ("lampe/S.() po:nom is:fem", "lampe lampes"),
        ("facteur/Fc() po:nom", "facteur facteurs factrice factrices"),
        ("très po:adv", "très"),
        ("mètre/Um() po:nom", "mètre mètres kilomètre kilomètres"),
        ("danser/p+() po:v1", "dansé dansés"),
    ],
)
def test_every_form_of_an_entry_is_made(tmp_path, entry, written):
    made = forms(*dictionary(tmp_path, entry))
    assert {form.written for form in made} == set(written.split())


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ("po:nom is:mas", Kind.NOUN),
        ("po:adj", Kind.ADJECTIVE),
        ("po:nom po:adj", Kind.NOUN),
        ("po:adv", Kind.PARTICLE),
        ("po:v1 po:infi", Kind.INFINITIVE),
        ("po:v1 po:ppas po:adj", Kind.PAST_PARTICIPLE),
        ("po:v1 po:ppre", Kind.PRESENT_PARTICIPLE),
        ("po:v1 po:ipre po:1sg po:3sg", Kind.THIRD_PERSON),
        ("po:v1 po:ipsi po:3pl!", Kind.NARRATIVE),
        ("po:v1 po:spre po:3sg", Kind.SUBJUNCTIVE),
        ("po:v1 po:iimp po:2pl", Kind.OTHER_PERSON),
        ("po:v1 po:ipsi po:1sg", None),
        ("po:v1 po:simp po:3sg", None),
        ("po:pfx", None),
    ],
)
def test_tags_say_what_a_form_is(tags, kind):
    assert kind_of(frozenset(tags.split())) is kind


@pytest.mark.parametrize(
    ("entries", "word", "expected"),
    [
        (["lampe/S.() po:nom", "lamper/a0p+() po:v1"], "lampe", ["lampe", "lamper"]),
        (["lampe/S.() po:nom", "lamper/a0p+() po:v1"], "lampes", ["lampe"]),  # tu, lampés
        (["lampé/S.() po:nom", "lamper/a0p+() po:v1"], "lampes", ["lampe", "lamper"]),
        (["lampon/S.() po:nom", "lamper/a0() po:v1"], "lampons", ["lampon"]),
        (["lamper/a0() po:v1"], "lampons", ["lamper"]),
        (["lampa/S.() po:nom", "lamper/a0() po:v1"], "lampa", ["lampa"]),
        (["lampant/S.() po:nom", "lamper/a0() po:v1"], "lampant", ["lampant"]),
        (["lampent/S.() po:adj", "lamper/a0() po:v1"], "lampent", ["lampent"]),
        (["lan/S.() po:nom", "lans po:nom"], "lans", []),
    ],
)
def test_readings_that_nobody_thinks_of_are_left_out(tmp_path, entries, word, expected):
    assert lemmas(tmp_path, *entries)[word] == expected


def test_a_name_is_no_plural_and_no_verb_but_may_be_a_word(tmp_path):
    found = lemmas(tmp_path, "Lampes po:npr", "Lampe po:npr", "lampe/S.() po:nom", "Paul po:prn")
    assert found["lampes"] == found["paul"] == found["lampe"] == []
    found = lemmas(tmp_path, "Lampe po:npr", "lampe/S.() po:nom")
    assert found["lampe"] == ["lampe"]


def test_what_a_hyphen_joins_are_words_too(tmp_path):
    found = lemmas(tmp_path, "porte-lampe/S.() po:nom")
    assert found["lampes"] == found["lampe"] == ["lampe"]
    assert found["portelampes"] == ["portelampe"]


def test_corrections_join_irregular_forms(tmp_path):
    found = lemmas(tmp_path, "œil/S.() po:nom", "yeux po:nom", "ognon/S.() po:nom")
    assert found["yeux"] == found["oeil"] == ["oeil"]
    assert found["ognons"] == found["oignon"] == ["oignon"]


def test_the_command_writes_a_lexicon(tmp_path, monkeypatch, capsys):
    files = dictionary(tmp_path, "lampe/S.() po:nom", "lamper/a0p+() po:v1")
    output = tmp_path / "words.lexicon"
    monkeypatch.setattr("sys.argv", ["make", *map(str, files), "--output", str(output)])
    main()
    assert Lexicon(output).lemmas("lampent") == ("lamper",)
    assert "words.lexicon" in capsys.readouterr().out


def test_the_usual_form_is_that_of_most_articles_if_it_is_a_word_with_accents():
    articles = [
        ("L'été", "Un marché, un marché, à Orlune."),
        ("L'ete", "On marche, à Ôrlune."),
        ("Été", "La marche à l'anticonstitutionnalité."),
    ]
    known = ["été", "marché", "marche", "à", "anticonstitutionnalité"]
    assert usual_forms(known, articles) == {"a": "à", "ete": "été"}
