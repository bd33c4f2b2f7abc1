"""What people type, and how it is read."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.query.reading.parser import MAX_LENGTH, MAX_WORDS, parse
from searchnews.query.render import render
from searchnews.query.syntax import (
    And,
    Bag,
    DateRange,
    Everything,
    InField,
    NearEachOther,
    Not,
    Nothing,
    Or,
    Phrase,
    Required,
    Url,
    Wildcard,
    Word,
)


def phrase(text, slop=0):
    return Phrase(tuple(Word(word) for word in text.split()), slop)


A, B, C = Word("raids"), Word("Palmyre"), Word("Raqa")

TODAY = datetime.date(2015, 9, 18)

EXACT = Phrase((Word("Le"), Word("Temps")), exact=True)

READ_AS = [
    pytest.param("frappes aériennes", Bag((Word("frappes"), Word("aériennes"))), id="words"),
    pytest.param("Palmyre", B, id="one-word"),
    pytest.param("Al-Qaïda", Word("Al-Qaïda"), id="hyphen"),
    pytest.param('"frappes aériennes"', phrase("frappes aériennes"), id="phrase"),
    pytest.param("« frappes aériennes »", phrase("frappes aériennes"), id="guillemets"),
    pytest.param("“frappes aériennes”", phrase("frappes aériennes"), id="curly-quotes"),
    pytest.param('"Bachar Assad"~3', phrase("Bachar Assad", 3), id="loose-phrase"),
    pytest.param(
        '"forces * syr*"',
        Phrase((Word("forces"), Wildcard("*"), Wildcard("syr*"))),
        id="wildcards-in-a-phrase",
    ),
    pytest.param('"Base russe en Syrie?"', phrase("Base russe en Syrie"), id="question-quoted"),
    pytest.param("=frappes", Word("frappes", exact=True), id="exact"),
    pytest.param("raids ET Palmyre", And((A, B)), id="et"),
    pytest.param("raids AND Palmyre", And((A, B)), id="and"),
    pytest.param("raids ou Palmyre", Bag((A, Word("ou"), B)), id="small-letters-are-words"),
    pytest.param("raids OU Palmyre Raqa", Or((A, Bag((B, C)))), id="side-by-side-before-ou"),
    pytest.param("raids ET Palmyre OU Raqa", Or((And((A, B)), C)), id="et-before-ou"),
    pytest.param(
        "raids ET (Palmyre OU Raqa) SAUF Reuters",
        And((A, Bag((Or((B, C)), Not(Word("Reuters")))))),
        id="brackets-and-sauf",
    ),
    pytest.param("raids -Reuters", Bag((A, Not(Word("Reuters")))), id="minus"),
    pytest.param("-(Palmyre Raqa)", Not(Bag((B, C))), id="minus-brackets"),
    pytest.param("NOT NOT raids", A, id="not-not"),
    pytest.param("raids - Palmyre", Bag((A, B)), id="dash-between-words"),
    pytest.param("+raids", Required(A), id="plus"),
    pytest.param("+le Raqa", Bag((Required(Word("le")), C)), id="plus-function-word"),
    pytest.param('+"raids Palmyre"', Required(phrase("raids Palmyre")), id="plus-phrase"),
    pytest.param("+(Palmyre OU Raqa) raids", Bag((Required(Or((B, C))), A)), id="plus-brackets"),
    pytest.param("+titre:Raqa", Required(InField("title", C)), id="plus-field"),
    pytest.param("l'Etat (EI)", Bag((Word("l'Etat"), Word("EI"))), id="brackets-in-prose"),
    pytest.param("auteur(e)s", Word("auteur(e)s"), id="brackets-in-a-word"),
    pytest.param("titre:Syrie", InField("title", Word("Syrie")), id="title"),
    pytest.param("TITLE:Syrie", InField("title", Word("Syrie")), id="field-in-capitals"),
    pytest.param("auteur:Martin", InField("author", Word("Martin")), id="author"),
    pytest.param("rubrique:Monde", InField("section", Word("Monde")), id="section"),
    pytest.param("texte:(raids OU Raqa)", InField("body", Or((A, C))), id="field-of-brackets"),
    pytest.param('source:"Le Temps"', InField("source", phrase("Le Temps")), id="field-of-phrase"),
    pytest.param("-source:ATS", Not(InField("source", Word("ATS"))), id="field-excluded"),
    pytest.param("date:2015", DateRange("2015", "2015"), id="year"),
    pytest.param("date:18/09/2015", DateRange("2015-09-18", "2015-09-18"), id="day"),
    pytest.param('date:"septembre 2015"', DateRange("2015-09", "2015-09"), id="month-in-words"),
    pytest.param(
        "date:[2015-09-01 TO 2015-09-30]", DateRange("2015-09-01", "2015-09-30"), id="range"
    ),
    pytest.param("date:[2015 TO *]", DateRange("2015", None), id="open-range"),
    pytest.param("date:*", DateRange(None, None), id="any-date"),
    pytest.param("depuis:2015-09", DateRange("2015-09", None), id="since"),
    pytest.param("avant:2016", DateRange(None, "2016", high_excluded=True), id="before"),
    pytest.param("djihad* r?qa *stan", Bag(tuple(map(Wildcard, "djihad* r?qa *stan".split()))),
                 id="wildcards"),
    pytest.param("Choigou~ Choigou~2", Bag((Word("Choigou", edits=1), Word("Choigou", edits=2))),
                 id="fuzzy"),
    pytest.param("*", Everything(), id="everything"),
    # as elsewhere
    pytest.param("raids || Palmyre", Or((A, B)), id="bars"),
    pytest.param("raids | Palmyre", Or((A, B)), id="bar"),
    pytest.param("raids && Palmyre", And((A, B)), id="ampersands"),
    pytest.param("raids !Palmyre", Bag((A, Not(B))), id="exclamation-mark"),
    pytest.param("raids NON Palmyre", Bag((A, Not(B))), id="non"),
    pytest.param("le NON", Bag((Word("le"), Word("NON"))), id="the-noun-non"),
    pytest.param("Le oui ou le NON raids",
                 Bag((Word("Le"), Word("oui"), Word("ou"), Word("le"), Word("NON"), A)),
                 id="the-noun-non-in-a-headline"),
    pytest.param("après:2015 after:2015 before:2016",
                 Bag((DateRange("2015", None), DateRange("2015", None),
                      DateRange(None, "2016", high_excluded=True))), id="after-and-before"),
    pytest.param("titre: Syrie", InField("title", Word("Syrie")), id="field-and-space"),
    pytest.param("date: 2015 raids", Bag((DateRange("2015", "2015"), A)), id="date-and-space"),
    pytest.param("titre : Syrie", Bag((Word("titre"), Word("Syrie"))), id="colon-of-a-sentence"),
    pytest.param("Raids sur Palmyre et Raqa | Libération",
                 Bag((Word("Raids"), Word("sur"), B, Word("et"), C, Word("Libération"))),
                 id="headline-and-paper"),
    pytest.param("Raids sur Palmyre et Raqa - Le Monde",
                 Bag((Word("Raids"), Word("sur"), B, Word("et"), C, Word("Le"), Word("Monde"))),
                 id="headline-dash-paper"),
    # near each other, in either order
    pytest.param("raids NEAR Palmyre", NearEachOther(A, B, 10), id="near"),
    pytest.param("raids PRÈS/3 Palmyre", NearEachOther(A, B, 3), id="near-so-many-words"),
    pytest.param("raids PRE\u0300S/3 Palmyre", NearEachOther(A, B, 3), id="near-decomposed"),
    pytest.param("raids PRES/3 à", NearEachOther(A, Word("à"), 3), id="near-without-accent"),
    pytest.param("le PRES Palmyre", Bag((Word("le"), Word("PRES"), B)), id="the-acronym-pres"),
    pytest.param("raids SAUF Palmyre PRÈS Raqa", Bag((A, Not(NearEachOther(B, C, 10)))),
                 id="near-binds-most"),
    pytest.param("raids PRÈS Palmyre PRÈS/2 Raqa",
                 And((NearEachOther(A, B, 10), NearEachOther(B, C, 2))), id="near-two-by-two"),
    pytest.param('titre:("raids Raqa" PRÈS (Palmyre OU djihad*))',
                 InField("title", NearEachOther(phrase("raids Raqa"),
                                                Or((B, Wildcard("djihad*"))), 10)),
                 id="near-phrases-and-lists"),
    # dates in words
    pytest.param("date:hier", DateRange("2015-09-17", "2015-09-17"), id="yesterday"),
    pytest.param("depuis:hier", DateRange("2015-09-17", None), id="since-yesterday"),
    pytest.param('date:"il y a 3 jours"', DateRange("2015-09-15", "2015-09-15"), id="days-ago"),
    pytest.param("depuis:6m", DateRange("2015-03-18", None), id="since-months"),
    pytest.param('date:"la semaine dernière"', DateRange("2015-09-07", "2015-09-13"),
                 id="last-week"),
    pytest.param("date:[30d TO aujourd'hui]", DateRange("2015-08-19", "2015-09-18"), id="ages"),
    pytest.param('date:"du 1er au 15 août 2015"', DateRange("2015-08-01", "2015-08-15"),
                 id="days-of-a-month"),
    pytest.param("date:[1er septembre 2015 TO 30 septembre 2015]",
                 DateRange("2015-09-01", "2015-09-30"), id="range-in-words"),
    pytest.param('date:["1er septembre 2015" TO "30 septembre 2015"]',
                 DateRange("2015-09-01", "2015-09-30"), id="range-in-quotes"),
    pytest.param("Où est Palmyre ?", Bag((Word("Où"), Word("est"), B)), id="question"),
    pytest.param("Palmyre?", B, id="question-mark-is-no-wildcard"),
    pytest.param("FCA/Renault", Bag((Word("FCA"), Word("Renault"))), id="slash"),
    pytest.param(
        'Moscou : "Nous aiderons Damas", dit-il',
        Bag(tuple(map(Word, ["Moscou", "Nous", "aiderons", "Damas", "dit-il"]))),
        id="headline-with-quotes",
    ),
    pytest.param("12 000 civils", Bag((Word("12 000"), Word("civils"))), id="thousands"),
    pytest.param(
        '"12 000 civils"', Phrase((Word("12 000"), Word("civils"))), id="thousands-in-a-phrase"
    ),
    pytest.param("10:30", Word("10:30"), id="time-of-day"),
    pytest.param("http://ats.ch raids", Bag((Url("ats.ch"), A)), id="pasted-address"),
    pytest.param("(www.ats.ch/a?b=1)", Url("ats.ch/a?b=1"), id="pasted-address-in-brackets"),
    pytest.param("url:ats.ch", InField("url", Url("ats.ch")), id="site"),
    pytest.param("-url:*", Not(InField("url", Everything())), id="no-address"),
    pytest.param("Site: Palmyre", Bag((Word("Site"), B)), id="site-of-a-sentence"),
    pytest.param('source:="Le Temps"', InField("source", EXACT), id="whole-name"),
    pytest.param("raids (PALMYRE ET RAQA)",
                 Bag((A, Word("PALMYRE"), Word("ET"), Word("RAQA"))), id="shouted-in-brackets"),
    pytest.param("raids (PALMYRE OU RAQA)", Bag((A, Or((Word("PALMYRE"), Word("RAQA"))))),
                 id="ou-in-brackets"),
    pytest.param("SYRIE ET IRAK", Bag((Word("SYRIE"), Word("ET"), Word("IRAK"))), id="shouted-et"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), READ_AS)
def test_reads(text, tree):
    parsed = parse(text, TODAY)
    assert parsed.tree == tree
    assert [said for said in parsed.warnings if "quotes were read" not in said] == []


@pytest.mark.parametrize(
    "text",
    ['"Etat islamique" Palmyre raids', 'raids ET "Etat islamique", Palmyre', '"a b", c',
     'titre:"Etat islamique" raids, Palmyre', '"Etat islamique" -Reuters, Palmyre'],
)  # fmt: skip
def test_quotes_of_a_query_make_phrases(text):
    assert "Phrase(" in repr(parse(text).tree)


@pytest.mark.parametrize(
    "text",
    ['"Nous aiderons Damas", dit Moscou', "Crise : « tout est à refaire » selon le maire",
     'Macron qualifie la loi "de système" et s\'attire les foudres de la droite'],
)  # fmt: skip
def test_quotes_of_a_pasted_sentence_are_said_to_be_read_as_words(text):
    parsed = parse(text)
    assert "Phrase(" not in repr(parsed.tree)
    assert "quotes were read as those of a sentence" in parsed.warnings[0]


def test_in_shouted_prose_operators_are_words():
    parsed = parse("LE MAIRE OU SON ADJOINT A DIT NON")
    assert isinstance(parsed.tree, Bag)
    assert any("OU was read as a word" in said for said in parsed.warnings)
    assert isinstance(parse("SYRIE OU IRAK").tree, Or)


TAKEN_AS_WORDS = [
    ('"frappes aériennes', Bag((Word("frappes"), Word("aériennes"))), "a quote is not closed"),
    ("ET Palmyre", Bag((Word("ET"), B)), "ET has nothing to join"),
    ("Palmyre ou OU", Bag((B, Word("ou"), Word("OU"))), "OU has nothing to join"),
    ("raids SAUF", Bag((A, Word("SAUF"))), "SAUF has nothing to join"),
    ("raids OU OU Raqa", Or((Bag((A, Word("OU"))), C)), "OU has nothing to join"),
    ("(raids Palmyre", Bag((A, B)), "a bracket is not closed"),
    ("raids) Palmyre", Bag((A, B)), "brackets without a partner"),
    ("raids ()", A, "brackets without a partner, or with nothing inside"),
    ("lieu:Palmyre", Word("lieu:Palmyre"), "there is no field lieu"),
    ("date:2015-13-45", Word("2015-13-45"), "2015-13-45 is not a date"),
    ("date:hier", Word("hier"), "hier is not a date"),
    ("date:été-2015", Word("été-2015"), "été-2015 is not a date"),
    ('date:"du matin au soir"', phrase("du matin au soir"), "is not a date"),
    ("raids PRÈS", Bag((A, Word("PRÈS"))), "PRÈS has nothing to join"),
    (
        "un mort PRÈS DE Paris",
        Bag(tuple(map(Word, "un mort PRÈS DE Paris".split()))),
        "PRÈS has nothing to join",
    ),
    ("raids NEAR -Raqa", Bag((A, Word("NEAR"), Not(C))), "NEAR has nothing to join"),
    ("raids PRÈS/99 Raqa", NearEachOther(A, C, 20), "within 20, the most"),
    ("raids PRÈS source:ATS", And((A, InField("source", Word("ATS")))), "PRÈS was read as ET"),
    ("raids PRÈS (Palmyre ET Raqa)", And((A, And((B, C)))), "PRÈS was read as ET"),
    ("date:[2016 TO 2015]", DateRange("2015", "2016"), "2016 comes after 2015"),
    ("raids~7", Word("raids", edits=2), "two letters off, which is the most"),
    ('"raids Raqa"~99', phrase("raids Raqa", 20), "within 20, the most"),
    (f"raids~{10**20}", Word("raids", edits=2), "two letters off, which is the most"),
    (f'"raids Raqa"~{10**20}', phrase("raids Raqa", 20), "within 20, the most"),
    (f'"raids Raqa"~{"9" * 5000}', phrase("raids Raqa", 20), "within 20, the most"),
    (f"{'raid' * 60}*", Wildcard(f"{'raid' * 50}*"), "only the first 200 characters"),
    ('="raid* Raqa"', Phrase((Wildcard("raid*"), C)), "= before a phrase with wildcards"),
    ("=raids~", Word("raids", exact=True), "without ~"),
    ("", Nothing(), "there is no word to search for"),
    ("😀 — …", Nothing(), "there is no word to search for"),
]


@pytest.mark.parametrize(("text", "tree", "warning"), TAKEN_AS_WORDS)
def test_takes_as_words_what_it_cannot_use_and_says_so(text, tree, warning):
    parsed = parse(text)
    assert parsed.tree == tree
    assert any(warning in said for said in parsed.warnings), parsed.warnings


def test_knows_where_each_word_was_typed():
    text = "raids ET titre:=Syrie -Choïgou~2"
    raids, rest = parse(text).tree.nodes
    title, without = rest.nodes
    words = [raids, title.node, without.node]
    assert [text[slice(*word.span)] for word in words] == ["raids", "Syrie", "Choïgou"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mot " * (MAX_WORDS + 1), id="words"),
        pytest.param(f'"{"mot " * 3000}"', id="phrase"),
        pytest.param("a-" * 3000, id="hyphens"),
        pytest.param("OU " * 3000, id="operators-that-are-words"),
        pytest.param("mot " * 50 + "SAUF " * 1000, id="words-and-such-operators"),
    ],
)
def test_limits_words_and_says_so(text):
    parsed = parse(text)
    assert any(f"its first {MAX_WORDS} words" in said for said in parsed.warnings)
    assert len(render(parsed.tree).replace("-", " ").split()) == MAX_WORDS


def test_limits_length_and_says_so():
    parsed = parse("x" * (MAX_LENGTH + 1))
    assert any("first 10,000 characters" in said for said in parsed.warnings)


def test_deep_brackets_are_left_out():
    parsed = parse("(" * 4000 + "raids" + ")" * 4000)
    assert parsed.tree == A
    assert parsed.warnings


PIECES = st.sampled_from(
    "raids Palmyre l'armée Al-Qaïda 12000 3,5 ET OU SAUF AND NOT NON || && ! ( ) \" « » “ ” "
    "PRÈS PRES/2 NEAR/30 - + = ~ ~2 * ? : FCA/Renault / http://a.fr titre: date: depuis: source:( "
    "date:[ TO ] 2015 18/09/2015 djihad* ?qa , . 😀".split()
    + [" ", " ", " ", "\u202f", "titre: "]
)
TYPED = st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text())


@given(TYPED)
def test_any_text_is_a_query_and_reads_the_same_when_written_again(text):
    parsed = parse(text)
    written = render(parsed.tree)
    assert render(parse(written).tree) == written


@given(TYPED)
def test_spans_lie_in_the_query(text):
    def visit(node):
        start, end = node.span
        assert 0 <= start <= end <= len(text)
        if isinstance(node, Word):
            assert text[start:end] == node.text
        for child in (*getattr(node, "nodes", ()), *getattr(node, "parts", ())):
            visit(child)
        if hasattr(node, "node"):
            visit(node.node)

    visit(parse(text).tree)
