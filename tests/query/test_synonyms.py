"""The user's own synonyms."""

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.query.reading.parser import parse
from searchnews.query.synonyms import Synonyms
from searchnews.query.syntax import Alternatives, Bag, Word

RULES = """
# les groupes
EI, Daech, Daesh, "Etat islamique"   # et ses noms
président de la République => chef de l'Etat
Pékin,Beijing
"""


@pytest.fixture(scope="module")
def synonyms():
    return Synonyms.parse(RULES)


def test_groups_find_one_another(synonyms):
    assert synonyms.of(("daech",)) == (("ei",), ("daesh",), ("etat", "islamique"))
    assert synonyms.of(("etat", "islamique")) == (("ei",), ("daech",), ("daesh",))
    assert synonyms.of(("pekin",)) == (("beijing",),)


def test_an_arrow_points_one_way(synonyms):
    assert synonyms.of(("president", "de", "la", "republique")) == (("chef", "de", "etat"),)
    assert synonyms.of(("chef", "de", "etat")) == ()


def test_a_word_in_several_groups_has_the_synonyms_of_all():
    assert Synonyms.parse("a1, b1\na1, c1").of(("a1",)) == (("b1",), ("c1",))


@pytest.mark.parametrize(
    ("query", "with_synonyms"),
    [
        ("Daech", ["Daech"]),
        ("raids Daech Raqa", ["Daech"]),
        ("l'Etat islamique en Irak", ["l'Etat islamique"]),
        ("le président de la République parle", ["président de la République"]),
        ("raids ET (Daech OU Pékin)", ["Daech", "Pékin"]),
        ("titre:Daech -Pékin", ["Daech", "Pékin"]),
        ("=Daech", []),
        ("Daech~", []),
        ('"Etat islamique"', []),
        ("source:EI", []),
        ("islamique Etat", []),
    ],
)
def test_are_applied_to_the_longest_runs_of_plain_words(synonyms, query, with_synonyms):
    found = []

    def visit(node):
        if isinstance(node, Alternatives):
            found.append(query[slice(*node.span)])
        for child in getattr(node, "nodes", ()):
            visit(child)
        if hasattr(node, "node"):
            visit(node.node)

    visit(synonyms.applied(parse(query).tree))
    assert found == with_synonyms


def test_without_synonyms_a_query_is_what_it_was(synonyms):
    tree = parse("raids ET Syrie").tree
    assert synonyms.applied(tree) == tree
    assert Synonyms(()).applied(parse("a b").tree) == Bag((Word("a"), Word("b")))


@pytest.mark.parametrize("line", ["EI", "EI =>", "=> EI", ",", "EI, !"])
def test_a_line_that_is_no_rule_is_told(line):
    with pytest.raises(InvalidArgumentError, match=r"groupes\.txt, line 2: .* is no rule"):
        Synonyms.parse(f"a, b\n{line}", "groupes.txt")


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(InvalidArgumentError, match=r"there is no file of synonyms .*nothing\.txt"):
        Synonyms.read(tmp_path / "nothing.txt")
    with pytest.raises(InvalidArgumentError, match="cannot be read"):
        Synonyms.read(tmp_path)
    (tmp_path / "latin.txt").write_bytes("Pékin, Beijing".encode("latin-1"))
    with pytest.raises(InvalidArgumentError, match="UTF-8 text"):
        Synonyms.read(tmp_path / "latin.txt")


def test_find_articles_after_what_was_typed(index):
    synonyms = Synonyms.parse(
        "Daech, Etat islamique, djihadistes\nCGT, syndicat\nsyndicalistes => CGT"
    )

    def found(query):
        results = index.search(query, synonyms=synonyms, explain=True)
        return [hit.article.id for hit in results if not hit.relaxed]

    assert found("Daech") == ["palmyre"]
    assert found("titre:Daech") == []
    assert found("Daech Palmyre") == ["palmyre"]
    assert found("syndicalistes") == ["greve"]
    assert found('"Daech"') == []
    hit = index.search("Daech", synonyms=synonyms).hits[0]
    forms = index.search("Daech", synonyms=synonyms, explain=True).forms[0].forms
    assert ("djihadistes", 0.5, 1) in forms
    marked = {hit.snippet.text[a:b] for a, b in hit.snippet.highlights}
    assert marked & {"djihadistes", "Etat", "islamique"}
