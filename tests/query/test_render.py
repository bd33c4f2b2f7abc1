"""What was read is written so that it is read the same again."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.query import syntax
from searchnews.query.language import OPERATORS, near_distance
from searchnews.query.reading.parser import parse
from searchnews.query.render import render
from searchnews.query.syntax import Word
from searchnews.value import replaced

TODAY = datetime.date(2015, 9, 18)


@pytest.mark.parametrize(
    "text",
    [
        "#GiletsJaunes", "été SAUF #GiletsJaunes", "titre:#MeToo", "+#MeToo", "#MeToo PRÈS/3 n°12",
        "n°12", "n° 12", '"n°12 du"', "10%", "10 %", "l'Irak", "à 10:30", "C++", "S.N.C.F",
        "+l'En Marche", "auteur(e)s", "2+2", "raids😀 Palmyre", "titre:10%", "=n°12", "n°12~",
        "Djihad*", "l'Avia*", '"for* l\'État"', "raids PRÈS/10 de", "titre:(https://a.fr/b)",
        "SYRIE OU IRAK", "l'ONU ET l'OTAN", "d'A OU B", "-LE MAIRE", "-A", "LE MAIRE || ADJOINT",
        "A && B", "raids OU A && B", "raids SAUF (A && B)", "LE MAIRE ET SON ADJOINT DANS LA RUE",
        "LE MAIRE OU SON ADJOINT -PRÉFET",
    ],
)  # fmt: skip
def test_words_are_written_as_they_were_typed(text):
    parsed = parse(text, TODAY)
    assert render(parsed.tree) == text
    assert parse(render(parsed.tree), TODAY).tree == parsed.tree


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("SYRIE ET IRAK", "SYRIE et IRAK"),
        ("raids SAUF", "raids sauf"),
        ("IRAN (OU) IRAK", "IRAN ou IRAK"),
        ("lieu:Palmyre", "lieu-Palmyre"),
        ("SAUF (ET, DANS djihad*)", "SAUF (ET, DANS djihad*)"),
        ("FCA/Renault", "FCA Renault"),
        ("…et, la suite", "et la suite"),
        ("12 , 000 morts", "12, 000 morts"),
        ('"12 , 000"', '"12, 000"'),
        ("titre:12, 000", "titre:12, 000"),
        ('« le "grand" soir »', '"le grand soir"'),
        ("(a foo(bar) b", "a foo(bar) b"),
        ("SAUF (a OU foo(b", "SAUF (a OU foo(b )"),
        ("+(+a) -(-b) -(+c)", "+(+a) SAUF (SAUF b) SAUF (+c)"),
        ("titre:(+a)", "titre:(+a)"),
        ("raid\u00adeurs 12\u202f000", "raideurs 12 000"),
        ("caf\udce9", "caf"),
        ("@inconnu", "inconnu"),
        # Without the ~ or the brackets it would be a sentence.
        ('"a b"~ c d e f g h i j', '("a b" c d e f g h i j)'),
        ('(le maire du lieu a dit "a b" hier soir)', '(le maire du lieu a dit "a b" hier soir)'),
        ("date:LE MAIRE PRÈS/2 RUE", "le maire PRÈS/2 rue"),
    ],
)
def test_what_would_be_read_otherwise_is_written_otherwise(text, written):
    assert render(parse(text, TODAY).tree) == written
    assert render(parse(written, TODAY).tree) == written


WORDS = (
    "raids Palmyre l'armée Al-Qaïda SNCF S.N.C.F. LE DANS de À n°12 10% % 12 000 345 3,5 20h30 "
    "49.3 XIVe #GiletsJaunes #MeToo C++ foo(bar FCA/Renault l'En 😀 ½ § djihad* ?qa *stan Choigou~ "
    "raids~2 =Syrie @partis lieu:x .net …et http://a.fr/b www.a.fr 18/09/2015 ET OU PRÈS SAUF NON "
    "SAUF, and"
).split()
QUOTED = st.lists(st.sampled_from([*WORDS, "*", ",", "(", "-"]), min_size=1, max_size=4).map(
    " ".join
)
PHRASES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "="]),
    st.shared(st.sampled_from(['""', "«»", "“”"]), key="quotes").map(lambda q: q[0]),
    QUOTED,
    st.shared(st.sampled_from(['""', "«»", "“”"]), key="quotes").map(lambda q: q[1]),
)
LEAVES = st.one_of(
    st.sampled_from(WORDS),
    PHRASES,
    st.tuples(PHRASES, st.sampled_from(["~3", "~", "~-1", "~0.5"])).map("".join),
    st.sampled_from(
        ["date:2015", "date:[2015 TO *]", "depuis:hier", "avant:2016", "date:demain", 'date:"x y"']
    ),
)


# To be put together: {0} and {1} are queries, or leaves.
COMBINED = (
    """
{0} {1}; {0} {1}; {0}, {1}; {0} ET {1}; {0} OU {1}; {0} SAUF {1}; {0} || {1}; {0} && {1}
{0} PRÈS/5 {1}; {0} PRÈS {1}; ({0} {1}); ({0} OU {1}); ({0} ET {1}); ({0} PRÈS {1}); ({0})
titre:{0}; source:{0}; url:{0}; texte:{0}; titre:-{0}; titre:({0} {1}); -{0}; +{0}; ={0}; !{0}
-({0} {1}); +({0} {1})
""".strip()
    .replace("\n", "; ")
    .split("; ")
)


def _combined(parts):
    return st.builds(str.format, st.sampled_from(COMBINED), parts, parts)


QUERIES = st.recursive(LEAVES, _combined, max_leaves=8)
UNCLOSED = st.tuples(
    QUERIES, st.sampled_from(["", ' titre:"', " -(", " auteur:(", ' ="']), QUERIES
).map("".join)


def _meaning(node, *, small=False):
    """A tree, in which words are those that they are cut into, and operators among them small."""
    match node:
        case Word():
            row = "-".join(node.text[token.start : token.end] for token in node.tokens)
            text = f"{'#' * node.text.startswith('#')}{row}{'°' * node.text.startswith('n°')}"
            if small or row in OPERATORS or near_distance(node.text) is not None:
                text = text.lower()
            return replaced(node, text=text)
        case syntax.Wildcard():
            return syntax.Wildcard("-".join(node.words))
        case syntax.And() | syntax.Or() | syntax.Bag():
            return type(node)(tuple([_meaning(child, small=small) for child in node.nodes]))
        case syntax.Not() | syntax.Required():
            return type(node)(_meaning(node.node, small=small))
        case syntax.InField():
            return syntax.InField(node.field, _meaning(node.node, small=small))
        case syntax.NearEachOther():
            sides = [_meaning(side, small=small) for side in (node.left, node.right)]
            return syntax.NearEachOther(*sides, node.distance)
        case syntax.Phrase(parts=parts):
            return replaced(node, parts=tuple([_meaning(part, small=small) for part in parts]))
    return node


@given(st.one_of(QUERIES, UNCLOSED))
def test_what_was_understood_is_understood_the_same(text):
    tree = parse(text, TODAY).tree
    written = render(tree)
    again = parse(written, TODAY).tree
    assert render(again) == written
    # Among capitals PRÈS is a word, so the others are written small.
    small = "PRÈS" in written
    assert _meaning(again, small=small) == _meaning(tree, small=small)
