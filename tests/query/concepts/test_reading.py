"""`@partis` in a query: what is a concept, what it stands for, what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query.concepts.definitions import Known

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.reading import MAX_EXPRESSIONS, read_concepts
from searchnews.query.plan import Filters
from searchnews.query.reading.parser import parse
from searchnews.query.render import render
from searchnews.query.synonyms import Synonyms
from searchnews.query.syntax import Concept

PARTIES = Known(
    {"partis": ["PS", "Parti socialiste", "écolo*"], "tous": ["@partis", "sans étiquette"]},
    {"crues": ('crue SAUF "crue de"', Filters(("ATS",), "2015", None))},
)


def read(query, concepts=PARTIES, **options):
    return read_concepts(parse(query).tree, concepts, **options)


def concepts_in(node):
    if isinstance(node, Concept):
        return [node]
    children = getattr(node, "nodes", ()) or ([node.node] if hasattr(node, "node") else [])
    return [found for child in children for found in concepts_in(child)]


def meaning(query, concepts=PARTIES, **options):
    """What the concepts of a query stand for, as queries."""
    found = concepts_in(read(query, concepts, **options).tree)
    return [[render(node) for node in each.nodes] for each in found]


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("@partis", "@partis"),
        ("climat @Partis", "climat @partis"),
        ("titre:@partis", "titre:@partis"),
        ("titre: @partis", "titre:@partis"),
        ("-@partis", "SAUF @partis"),
        ("!@partis climat", "SAUF @partis climat"),
        ("+@partis", "+@partis"),
        ("=@partis", "=@partis"),
        ("@partis~", "@partis~"),
        ("@partis~2", "@partis~2"),
        ("climat ET (@partis OU @tous), demain", "climat ET (@partis OU @tous) demain"),
        ("auteur:(@partis SAUF @tous)", "auteur:(@partis SAUF @tous)"),
        ("@partis.", "@partis"),
    ],
)
def test_a_concept_stands_wherever_a_word_may(query, understood):
    read_query = read(query)
    assert render(read_query.tree) == understood
    assert read_query.warnings == ()
    again = read(understood)
    assert again.tree == read_query.tree


@pytest.mark.parametrize(
    "query",
    ["jean@exemple.fr", "@", "@@partis", '"@partis"', "a@partis", "@partis.fr"],
)
def test_what_only_looks_like_a_concept_is_none(query):
    assert concepts_in(read(query).tree) == []
    assert read(query).unknown == ()


def test_words_of_a_line_stand_in_a_row_and_signs_mean_what_they_mean_in_queries():
    lines = ["PS", "Parti socialiste", "=LR", "vert* ET élection", "titre:crue grave", "Al-Qaida"]
    lines += ["grève générale SAUF Reuters", '"En Marche"~2', "le Pen -Jean"]
    assert meaning("@l", Known({"l": lines})) == [
        [
            "PS", '"Parti socialiste"', "=LR", "vert* ET élection", "titre:crue grave", "Al-Qaida",
            '"grève générale" SAUF Reuters', '"En Marche"~2', '"le Pen" SAUF Jean',
        ]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("=@partis", ["=PS", '"Parti socialiste"', "écolo*"]),
        ("@partis~", ["PS~", '"Parti socialiste"', "écolo*"]),
        ("@partis~2", ["PS~2", '"Parti socialiste"', "écolo*"]),
    ],
)
def test_signs_are_those_of_the_single_words(query, found):
    assert meaning(query) == [found]


def test_lists_may_name_lists_and_an_expression_counts_once():
    assert meaning("@tous") == [["PS", '"Parti socialiste"', "écolo*", '"sans étiquette"']]
    assert meaning("@l", Known({"l": ["PS", "PS", "@l2"], "l2": ["PS"]})) == [["PS"]]


def test_a_saved_search_means_its_query_within_its_filters():
    assert meaning("@crues Rhin") == [['crue SAUF "crue de" ET source:"ATS" ET depuis:2015']]


def test_a_saved_search_has_synonyms_of_its_own():
    known = Known(None, {"ei": ("Daech", Filters(), Synonyms.parse("Daech, EI"))})
    ((node,),) = [each.nodes for each in concepts_in(read("@ei", known).tree)]
    assert node.others == (("ei",),)


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("@partie", "there is no list or saved search partie: @partie was searched as a word; did "
                    "you mean @partis?"),
        ("@crue", "there is no list or saved search crue: @crue was searched as a word; did you "
                  "mean @crues?"),
        ("@EmmanuelMacron", "there is no list or saved search EmmanuelMacron: @EmmanuelMacron was "
                            "searched as a word; lists are files such as partis.txt"),
    ],
)  # fmt: skip
def test_a_name_that_nothing_has_is_a_word_and_said(query, warning):
    found = read(query)
    assert found.tree == parse(query).tree
    assert found.warnings == (warning,)
    assert found.unknown == (query[1:],)


def test_many_unknown_names_are_three_warnings():
    assert len(read(" ".join(f"@inconnu{n}" for n in range(50))).warnings) == 3


@pytest.mark.parametrize(
    ("lists", "path"),
    [
        ({"a": ["@a"]}, "a > a"),
        ({"a": ["x", "titre:@b"], "b": ["y SAUF @A"]}, "a > b > A"),
    ],
)
def test_a_concept_that_stands_in_itself_is_refused(lists, path):
    with pytest.raises(InvalidArgumentError, match=f"stands in itself: {path}"):
        read("@a", Known(lists))


def test_a_saved_search_does_not_stand_in_itself():
    known = Known({"liste": ["@veille"]}, {"veille": ("@liste",)})
    with pytest.raises(InvalidArgumentError, match="stands in itself: veille > liste > veille"):
        read("@liste", known, within="veille")


def test_concepts_may_not_lie_too_deep():
    known = Known({f"l{n}": [f"@l{n + 1}"] for n in range(50)})
    with pytest.raises(InvalidArgumentError, match="more than 20 deep"):
        read("@l0", known)


def test_lists_that_name_lists_many_times_hold_no_machine():
    """Ten times ten times... as in a bomb of XML entities."""
    known = Known(
        {f"l{n}": [f"@l{n + 1}"] * 10 for n in range(15)} | {"l15": [f"mot{n}" for n in range(10)]}
    )
    assert len(meaning("@l0 @l1 @l2", known)[0]) == 10
    assert len(known.asked) <= 16


def test_a_long_list_is_cut_with_a_warning():
    known = Known({"noms": [f"nom{n}" for n in range(100)], "lieux": ["Palmyre"] * 3 + ["Raqa"]})
    found = read("@lieux @noms", known, most=50)
    assert [len(each.nodes) for each in concepts_in(found.tree)] == [2, 48]
    assert found.warnings == (
        "@noms is long: only the first 50 expressions of the lists of a query are searched",
    )
    assert MAX_EXPRESSIONS >= 1000


def test_what_a_line_says_that_cannot_be_used_is_said_with_its_place():
    found = read("@l", Known({"l": ['"PS', "lieu:Lyon", "date:hier", "ET", '"b', '"c']}))
    assert found.warnings == (
        '@l, line 1: a quote is not closed: " was left out',
        "@l, line 2: there is no field lieu: searched as words; the fields are titre, source, "
        "auteur, rubrique, texte, url, date, depuis and avant",
        "@l, line 3: hier is not a date: searched as words; write 2015, 2015-09, 2015-09-18, "
        "18/09/2015 or hier",
        "and 2 more warnings of this kind",
    )


@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=40))
def test_any_list_and_any_query_can_be_read(lines, query):
    known = Known({"l": [line.replace("@l", "@m") for line in lines]})
    found = read(f"@l {query.replace('@', '')} titre:@l", known)
    assert isinstance(render(found.tree), str)
