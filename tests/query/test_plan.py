"""What a query asks of an engine, and what it says of itself."""

from datetime import UTC, datetime, timedelta

import pytest
from query.vocabularies import index_words

from searchnews.query.clauses import All, Days, Ids, Near, Nothing, Words
from searchnews.query.clauses import Any as AnyOf
from searchnews.query.freshness import Freshness
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.plan import Filters, plan
from searchnews.query.reading.parser import parse

COUNTS = {"raid": 40, "raids": 60, "palmyre": 30, "syrie": 200, "raqa": 10, "le": 900, "de": 950,
          "haute": 50, "corse": 20, "ats": 0}  # fmt: skip


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    words = index_words(tmp_path_factory.mktemp("plan"), COUNTS)
    yield words
    words.vocabulary.close()


@pytest.fixture
def planned(words):
    return lambda query, *about: plan(parse(query).tree, words, *about)


def labels(query):
    return [part.label for part in query.parts]


def found_words(clause):
    """The words that a clause names anywhere."""
    match clause:
        case Words():
            return {word for word, _ in clause.members}
        case Near():
            return {word for slot in clause.slots for word in slot}
        case All() | AnyOf():
            return set().union(*map(found_words, clause.clauses))
        case Days() | Ids() | Nothing():
            return set()
    return set().union(
        *(found_words(getattr(clause, name)) for name in clause.__slots__
          if name in ("clause", "excluded"))
    )  # fmt: skip


def test_a_word_is_highlighted_scored_and_known_with_its_forms(planned):
    query = planned("raids")
    assert found_words(query.strict.clause) == {"raid", "raids"}
    assert query.strict.patterns == (HighlightPattern((frozenset({"raid", "raids"}),)),)
    assert labels(query.strict) == ["raids"]
    (word,) = query.words
    assert (word.typed, word.span, word.plain) == ("raids", (0, 5), True)
    assert [(form.word, form.weight) for form in word.forms.members] == [
        ("raids", 1.0), ("raid", 0.3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "patterns", "scored", "read"),
    [
        pytest.param("raqa -palmyre", 1, ["raqa"], ["raqa"], id="negation"),
        pytest.param("raqa -(palmyre OU zzz)", 1, ["raqa"], ["raqa"], id="negated-brackets"),
        pytest.param("raqa source:ats", 1, ["raqa"], ["raqa", "ats"], id="field-about-an-article"),
        pytest.param("titre:raqa", 1, ["raqa"], ["raqa"], id="title"),
        pytest.param('"raqa palmyre"', 1, ["raqa", "palmyre"], [], id="phrase"),
        pytest.param("=raqa", 1, ["raqa"], [], id="exact"),
        pytest.param("haute-corse", 1, ["haute", "corse"], ["haute", "corse"], id="hyphen"),
        pytest.param("le raqa", 1, ["raqa", "le raqa"], ["raqa"], id="function-word"),
        pytest.param(
            "le de", 2, ["le", "de", "le near de", "le de"], ["le", "de"], id="nothing-else"
        ),
        pytest.param('"le palmyre"', 1, ["palmyre"], [], id="function-word-in-a-phrase"),
        pytest.param("date:2015", 0, [], [], id="date"),
        pytest.param("zzz", 0, [], ["zzz"], id="unknown"),
    ],
)
def test_what_is_highlighted_scored_and_read(planned, query, patterns, scored, read):
    plan_of_query = planned(query)
    assert len(plan_of_query.strict.patterns) == patterns
    assert labels(plan_of_query.strict) == scored
    assert [word.typed for word in plan_of_query.words] == read


def test_parts_of_a_query_make_a_whole_in_the_order_they_were_typed(planned):
    query = planned("(raqa OU palmyre) titre:syrie zzz~2")
    assert [word.typed for word in query.words] == ["raqa", "palmyre", "syrie", "zzz"]
    assert labels(query.strict) == ["raqa", "palmyre", "syrie"]
    assert [pattern.scope for pattern in query.strict.patterns] == [
        "everywhere", "everywhere", "title",
    ]  # fmt: skip
    assert query.strict.clause == Nothing()


def test_relaxed_is_each_word_and_what_comes_close_to_one(planned):
    relaxed = planned("palmire haute-corse syrie").relaxed().query
    assert found_words(relaxed.clause) == {"palmyre", "haute", "corse", "syrie"}
    assert labels(relaxed)[:3] == ["haute", "corse", "syrie"]
    assert "palmire" in labels(relaxed)
    assert HighlightPattern((frozenset({"palmyre"}),)) in relaxed.patterns


@pytest.mark.parametrize(
    "query",
    [
        "raqa",
        '"raqa"',
        "=raqa =palmyre",
        "+raqa +palmyre",
        "raqa ET palmyre",
        'titre:"raqa palmyre"',
        'raqa ET "raid syrie"',
        "titre:raqa date:2015",
    ],
)
def test_nothing_is_relaxed_where_all_must_hold(planned, query):
    assert planned(query).relaxed() is None


def test_a_phrase_is_relaxed_to_its_words_and_their_inflections(planned):
    relaxed = planned('"raids de palmyre"').relaxed()
    assert found_words(relaxed.query.clause) == {"raids", "raid", "palmyre"}
    assert relaxed.warnings == (
        '"raids de palmyre": relaxed hits need not have these words in a row',
    )


@pytest.mark.parametrize(
    ("query", "together"),
    [
        ("raids palmyre syrie", False),
        ("raids palmyre syrie raqa", True),
        ('raids "palmyre syrie raqa"', True),
        ("haute-corse syrie raqa", True),
        ("raids de le palmyre syrie", False),
        ("raids palmyre syrie source:ats", False),
    ],
)
def test_more_than_three_words_are_ranked_with_all_of_them_or_some_together(
    planned, query, together
):
    plan_of_query = planned(query)
    assert plan_of_query.ranks_all == together
    assert ("all words" in labels(plan_of_query.relaxed().query)) == together


@pytest.mark.parametrize("query", ["raqa", "raqa -palmyre", "raqa source:ats", "raqa date:2015"])
def test_freshness_is_measured_by_the_words_that_score(planned, query):
    fresh = Freshness(timedelta(days=30), datetime(2015, 9, 18, tzinfo=UTC))
    filters = Filters(("ATS",), "2014", None)
    most = sum(bonus.score for bonus in planned(query, filters, fresh).strict.clause.bonuses)
    rarity = planned("raqa").words[0].forms.rarity
    assert most == pytest.approx(rarity / 2)


@pytest.mark.parametrize("query", ['"le de le de"~20', 'raqa -"le de le de"~20'])
def test_warnings_of_every_part_are_the_whole_query_s(planned, query):
    assert planned(query).warnings == (
        "4 words within 20 of each other can stand in too many ways; they were searched within 12",
    )
