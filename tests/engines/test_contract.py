"""The contract of the engines: one suite, run over each, held against an oracle."""

import json
import shutil
import sys
from contextlib import closing, suppress

import numpy as np
import pytest
from corpus import document_of
from damage import replace
from engines.oracle import Oracle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import EVERY_ENGINE, Places

from searchnews.article import Article
from searchnews.engines import CLUSTER, EMBEDDED, ENGINES, load_engine
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    InvalidArgumentError,
    MissingDependencyError,
)
from searchnews.index_fields import WHOLE_TERMS
from searchnews.query.clauses import (
    All,
    Any,
    Best,
    Constant,
    Days,
    Everything,
    Except,
    HasWords,
    Ids,
    Near,
    Nothing,
    Numbers,
    Prefer,
    Words,
)

ARTICLES = [
    Article(id="a1", title="Raids sur Palmyre", body="L'aviation a frappé Palmyre et Raqa.",
            date="2015-09-18", agency="ATS", authors=("Jeanne Martin", "Luc Petit"), language="fr",
            url="https://www.journal.fr/monde/a1"),
    Article(id="a2", title="Palmyre libérée", body="La ville de Palmyre est libre.",
            date="2016-03-27T10:30", source="Le Temps", section="Monde",
            authors=("Luc Petit", "Luc Petit", " ")),
    Article(id="a3", title="La grève", body="La grève frappe la ville. La ville attend.",
            date="2015", source="Le Courrier"),
    Article(id="a4", body="Un texte sans titre ni date, sur la ville de Raqa."),
    Article(id="a5", title="Mobilisation", body="La France mobilise.", date="1914-08-02",
            source="Le Temps", section="monde", language="fr"),
    Article(id="a6", title="An VI", body="Le Directoire de la République.", date="1798"),
    Article(id="a7", title="La grève", body="La grève frappe la ville. La ville attend.",
            date="2015", source="Le Courrier"),
]  # fmt: skip


def words(field, *members):
    return Words(field, tuple((word, 1.0) for word in members))


CLAUSES = {
    "a word": words("words", "palmyre"),
    "several forms": Words("words", (("frappe", 1.0), ("raids", 0.4))),
    "an unknown word": words("words", "zzz"),
    "a word of the title": words("title", "ville"),
    "a word of the title only": Constant(words("title_only", "raids")),
    "an accented form": Constant(words("written", "frappé")),
    "a word of the source": words("source", "temps"),
    "a whole name in its words": Near("source", (("^",), ("le",), ("temps",), ("$",))),
    "a beginning of an address": Constant(words("url", "journal.fr/monde", "zzz")),
    "a phrase": Near("words", (("ville",), ("de",), ("palmyre",))),
    "a phrase with forms": Near("words", (("ville", "grève"), ("de", "est"), ("raqa", "libre"))),
    "a phrase out of order": Near("words", (("palmyre",), ("de",), ("ville",))),
    "a loose phrase": Near("words", (("aviation",), ("palmyre",)), slop=2),
    "a phrase too loose": Near("words", (("aviation",), ("palmyre",)), slop=1),
    "phrases near each other": Near(
        "words", (("ville",), ("de",), ("raqa", "palmyre"), ("frappe",)), 9, gap=2
    ),
    "a phrase near a word": Near("words", (("la",), ("ville",), ("de",), ("palmyre",)), 3, gap=1),
    "a phrase with a word twice": Near("words", (("ville",), ("la",), ("ville",))),
    "a phrase in the title": Near("title", (("raids",), ("sur",))),
    "no phrase over the gap of a title": Near("words", (("raids",), ("sur",)), slop=20),
    "no phrase from an author to the next": Near("authors", (("martin",), ("luc",)), slop=20),
    "the phrase of an author": Near("authors", (("jeanne",), ("martin",))),
    "days": Days(20150000000000, 20151231235959),
    "days from": Days(20160000000000, None),
    "days to": Days(None, 19140802000000),
    "any day": Days(None, None),
    "no day": Days(2, 1),
    "numbers": Numbers(12, 16),
    "numbers from": Numbers(15, None),
    "numbers to": Numbers(None, 12),
    "any number": Numbers(None, None),
    "no number": Numbers(13, 12),
    "numbers beyond all": Numbers(-3, 2**40),
    "a whole name": Constant(words("publisher", "Le Temps", "ATS")),
    "no whole name": Constant(words("publisher", "le temps")),
    "a name": HasWords("publisher"),
    "no language": Except(Everything(), HasWords("language")),
    "an author": HasWords("authors"),
    "no author": Except(Everything(), HasWords("authors")),
    "a source or an agency": Any((HasWords("source"), HasWords("agency"))),
    "a title": HasWords("title"),
    "ids": Ids(frozenset({"a1", "a4", "zzz"})),
    "all": All((words("words", "ville"), words("words", "palmyre"))),
    "all of nothing": All(()),
    "any": Any((words("words", "raqa"), Days(17980000000000, 17980000000000))),
    "any of words": Any((words("words", "raqa"), words("words", "greve", "ville"))),
    "best": Best((words("words", "ville"), words("words", "palmyre"))),
    "best in all": All((Best((words("words", "palmyre"), Everything())), words("words", "la"))),
    "except": Except(words("words", "ville"), words("words", "palmyre")),
    "everything except": Except(Everything(), words("words", "la")),
    "prefer": Prefer(words("words", "ville"), (Near("words", (("de",), ("raqa",)), 0, 3.0),)),
    "unscored": Constant(words("words", "palmyre")),
    "a constant": Constant(words("words", "palmyre", "ville"), 2.5),
    "everything": Everything(),
    "nothing": Nothing(),
    "nested": All((Except(Everything(), Nothing()), Any((Nothing(), words("words", "ville"))))),
}


def numbered(articles):
    """Documents whose numbers rise, with gaps."""
    return [document_of(article, number=10 + 2 * n) for n, article in enumerate(articles)]


@pytest.fixture(params=EVERY_ENGINE)
def engine(request, tmp_path, places):
    return load_engine(request.param).create(places.new(request.param, tmp_path))


def fill(engine, articles=ARTICLES):
    writer = engine.writer()
    for document in numbered(articles):
        writer.add(document)
    writer.commit()
    writer.close()
    reader = engine.reader()
    open_readers.append(reader)
    return reader


open_readers = []


@pytest.fixture(autouse=True)
def _close_readers():
    yield
    while open_readers:
        open_readers.pop().close()


@pytest.fixture(scope="module")
def oracle():
    oracle = Oracle()
    for document in numbered(ARTICLES):
        oracle.add(document)
    oracle.commit()
    return oracle


def about(page):
    return {m.id: (m.moment, m.score, m.stored, m.number) for m in page}


def expected_about(page):
    """tantivy has scores in four bytes; it keeps the lengths of longer texts than these roughly."""
    return {m.id: (m.moment, pytest.approx(m.score, rel=1e-6), m.stored, m.number) for m in page}


def counted(reader, clause):
    """Everything that is counted of the articles that match."""
    numbers, days = reader.numbers(clause)
    by_field = {field: list(reader.values(clause, field)) for field in WHOLE_TERMS}
    return by_field, list(reader.days(clause)), (list(numbers), list(days))


def order(match, sort):
    sign = 1 if sort == "date" else -1
    score = match.score if sort == "relevance" else 0.0
    return (-score, match.moment is None, sign * (match.moment or 0), match.id)


@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
def test_finds_and_sorts_what_the_oracle_does(engine, oracle, sort):
    reader = fill(engine)
    for name, clause in CLAUSES.items():
        expected = oracle.search(clause, limit=100, sort=sort)
        found = reader.search(clause, limit=100, sort=sort)
        assert found.total == expected.total, name
        assert about(found.page) == expected_about(expected.page), name
        assert found.page == sorted(found.page, key=lambda match: order(match, sort)), name


@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
def test_pages_fit_together(engine, sort):
    reader = fill(engine)
    clause = words("words", "ville", "la")
    whole = reader.search(clause, limit=100, sort=sort).page
    pages = [reader.search(clause, limit=2, offset=n, sort=sort).page for n in range(0, 8, 2)]
    assert [match for page in pages for match in page] == whole
    assert list(reader.stream(clause, sort=sort)) == whole
    assert reader.search(clause, limit=0, sort=sort) == (len(whole), [])
    assert reader.search(clause, limit=100, sort=sort, counted=False) == (0, whole)


def test_gives_back_what_was_stored(engine):
    reader = fill(engine)
    stored = list(reader.stored(["a6", "zzz", "a1"]))
    assert [article_id for article_id, _ in stored] == ["a6", "a1"]
    assert [Article.from_json(text) for _, text in stored] == [ARTICLES[5], ARTICLES[0]]
    every = {json.loads(stored)["id"]: number for number, stored in reader.every()}
    assert every == {article.id: 10 + 2 * n for n, article in enumerate(ARTICLES)}


def test_what_is_stored_may_be_any_bytes(engine):
    anything = {"b1": bytes(range(256)) * 3, "b2": b"\0", "b3": b"{not json"}
    writer = engine.writer()
    for article_id, stored in anything.items():
        writer.add(document_of(Article(id=article_id, body="Nouveau."), stored))
    writer.commit()
    writer.close()
    reader = engine.reader()
    assert dict(reader.stored(anything)) == anything
    assert sorted(stored for _, stored in reader.every()) == sorted(anything.values())
    page = reader.search(words("words", "nouveau"), limit=3).page
    assert {match.id: match.stored for match in page} == anything
    reader.close()


def test_counts_what_the_oracle_does(engine, oracle):
    reader = fill(engine)
    for name, clause in CLAUSES.items():
        assert counted(reader, clause) == counted(oracle, clause), name
    assert dict(reader.values(Everything(), "author_names")) == {"Jeanne Martin": 1, "Luc Petit": 2}
    assert [array.dtype for array in reader.numbers(Everything())] == [np.int64, np.int64]


def test_finds_articles_by_their_numbers(engine, oracle):
    reader = fill(engine)
    for numbers in ([22, 10, 11, 10, 12], [], [0, 2**40], range(5000)):
        assert list(reader.numbered(numbers)) == oracle.numbered(numbers)
    assert reader.last_number == reader.settled_number == oracle.last_number == 22


def test_dates_are_compared_as_moments_and_days_are_those_of_the_articles(engine):
    dates = ["2015-09-18T08:00:00+02:00", "2015-09-18T07:30:00+00:00", "2015-09-17T22:30:00+00:00",
             "2015-09-18T09:00", "2015-09-18"]  # fmt: skip
    reader = fill(engine, [Article(id=date, date=date) for date in dates])
    newest_first = [dates[1], dates[3], dates[0], dates[2], dates[4]]
    for sort in ("-date", "relevance"):
        found = reader.search(Everything(), limit=9, sort=sort).page
        assert [match.id for match in found] == newest_first
    oldest_first = reader.search(Everything(), limit=9, sort="date").page
    assert [match.id for match in oldest_first] == newest_first[::-1]
    assert [match.id for match in reader.stream(Everything(), sort="-date")] == newest_first
    the_eighteenth = Days(20150918000000, 20150918235959)
    assert reader.search(the_eighteenth, limit=0).total == 4
    assert list(reader.days(Everything())) == [(20150917000000, 1), (20150918000000, 4)]


def test_what_is_gone_is_not_counted(engine):
    fill(engine).close()
    writer = engine.writer()
    writer.delete("a7")
    changed = Article(id="a2", title="Palmyre", date="2016-04", source="La Gazette")
    writer.add(document_of(changed, number=40))
    writer.commit()
    writer.delete("a1")
    writer.add(document_of(changed, number=41))
    writer.commit()
    writer.close()
    reader = engine.reader()
    publishers = [("La Gazette", 1), ("Le Courrier", 1), ("Le Temps", 1)]
    assert list(reader.values(Everything(), "publisher")) == publishers
    assert list(reader.values(Everything(), "author_names")) == []
    days = (17980000000000, 19140802000000, 20150000000000, 20160400000000)
    assert list(reader.days(Everything())) == [(day, 1) for day in days]
    assert reader.numbers(Everything()).numbers.tolist() == [14, 16, 18, 20, 41]
    assert reader.last_number == reader.settled_number == 41
    assert [number for number, _ in reader.numbered([10, 12, 20, 22, 40, 41])] == [20, 41]
    reader.close()


def test_a_name_may_be_anything(engine):
    names = ["a b", "Ouest-France", "OUEST-FRANCE", "a\nb", "été", "e\u0301te", '"', "x" * 70_000]
    articles = [Article(id=f"b{n}", authors=(name,)) for n, name in enumerate(names)]
    reader = fill(engine, articles)
    kept = {name[:1000]: 1 for name in names if name.strip()}
    assert dict(reader.values(Everything(), "author_names")) == kept
    for name in kept:
        clause = Words("author_names", ((name, 1.0),))
        assert reader.search(clause, limit=0).total == 1
    assert reader.search(HasWords("author_names"), limit=0).total == len(kept)


def test_knows_its_words(engine, oracle):
    reader = fill(engine)
    for field in ("words", "source", "written", "authors", "acronyms", *WHOLE_TERMS):
        assert list(reader.words(field)) == oracle.words(field)
    assert reader.articles_with("words", "ville") == 4
    assert reader.articles_with("words", "zzz") == 0


def test_says_how_many_articles_its_words_count(engine):
    with closing(engine.writer()) as writer:
        for number in range(3):
            writer.add(document_of(Article(id=f"n{number}", title="Palmyre"), number=number + 1))
        writer.commit()
        before = engine.reader()
        writer.add(document_of(Article(id="n0", title="Raqa"), number=4))
        writer.delete("n1")
        writer.commit()
    after = engine.reader()
    if before.counted is None:  # it counts every article that ever was added
        assert after.counted is None
        assert after.articles_with("words", "palmyre") == 1
        assert dict(after.words("words"))["palmyre"] == 3
    else:
        assert before.counted == 3
        # With those that are gone, as long as words count them.
        assert dict(after.words("words"))["palmyre"] == after.counted - 1
        assert after.counted >= after.articles == 2
    before.close()
    after.close()


def test_a_new_index_is_empty(engine):
    reader = engine.reader()
    assert (reader.articles, reader.last_number, reader.settled_number) == (0, 0, 0)
    assert counted(reader, Everything()) == ({field: [] for field in WHOLE_TERMS}, [], ([], []))
    assert reader.search(Everything(), limit=10) == (0, [])
    assert list(reader.words("words")) == []
    reader.close()


def test_nothing_is_seen_before_the_commit(engine):
    before = fill(engine)
    writer = engine.writer()
    writer.add(document_of(Article(id="b1", body="Nouveau.")))
    writer.delete("a1")
    assert engine.reader().articles == len(ARTICLES)
    writer.commit()
    after = engine.reader()
    assert (before.articles, after.articles) == (len(ARTICLES), len(ARTICLES))
    if load_engine(engine.name).KEEPS_COMMITS:
        assert before.search(words("words", "nouveau"), limit=1).total == 0
    assert [m.id for m in after.search(words("words", "nouveau"), limit=1).page] == ["b1"]
    assert before.stamp != after.stamp
    writer.close()


def test_a_slot_may_hold_many_words(engine):
    def number(n):
        return "".join("abcdefghij"[int(digit)] for digit in str(n * 7919))

    many = [number(n) for n in range(1000)]
    reader = fill(engine, [Article(id="b1", body=f"{many[3]} {many[998]}"), *ARTICLES])
    clause = Near("words", (tuple(many), tuple(reversed(many))))
    assert [match.id for match in reader.search(clause, limit=5).page] == ["b1"]


@pytest.mark.parametrize("length", [799, 800, 801, 1000, 9_999])
def test_a_slot_may_hold_long_words(engine, length):
    long = "ivbor" * 2000
    articles = [
        Article(id="b1", body=f"image {long[:length]} suite"),
        Article(id="b2", body="image ivoire suite"),
        Article(id="b3", body="image é" + "e" * length + " suite"),
    ]
    reader = fill(engine, articles)
    clause = Near("words", (("image",), ("ivoire", long[:length]), ("suite", "fin")))
    assert {match.id for match in reader.search(clause, limit=9).page} == {"b1", "b2"}
    clause = Near("words", (("image",), ("e" * (length + 1), "zzz"), ("suite", "fin")))
    assert {match.id for match in reader.search(clause, limit=9).page} == {"b3"}


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_no_number_is_too_large_for_a_page(engine, number):
    reader = fill(engine)
    everything = reader.search(Everything(), limit=number)
    assert len(everything.page) == everything.total == len(ARTICLES)
    assert reader.search(Everything(), limit=number, offset=number) == (len(ARTICLES), [])


def test_what_fails_in_a_sound_index_is_no_damage(engine):
    reader = fill(engine)
    for clause in (words("no such field", "ville"), words("words", "\ud800")):
        with suppress(EngineError):  # one engine may answer what the other cannot
            assert reader.search(clause, limit=1).total == 0


def test_what_was_not_committed_is_dropped(engine):
    writer = engine.writer()
    writer.add(document_of(ARTICLES[0]))
    writer.close()
    writer.close()
    assert engine.reader().articles == 0


def test_the_last_of_an_id_stands(engine):
    def version(number):
        return document_of(Article(id="b1", body=f"version{number}"))

    writer = engine.writer()
    writer.add(version(1), replaces=False)
    writer.add(version(2))
    writer.commit()
    for number in (3, 4):
        writer.add(version(number))
    writer.commit()
    writer.close()
    reader = engine.reader()
    assert reader.articles == 1
    assert [reader.search(words("words", f"version{n}"), limit=1).total for n in (1, 2, 3, 4)] == [
        0, 0, 0, 1,
    ]  # fmt: skip


def test_deletes_what_is_there(engine):
    fill(engine)
    writer = engine.writer()
    writer.add(document_of(Article(id="b1", body="Nouveau.")))
    for article_id in ("a1", "b1", "zzz", "a1"):
        writer.delete(article_id)
    writer.commit()
    writer.close()
    reader = engine.reader()
    assert {m.id for m in reader.search(Everything(), limit=9).page} == {a.id for a in ARTICLES[1:]}


def test_counts_terms_among_the_articles_there_are(engine):
    fill(engine)
    writer = engine.writer()
    writer.delete("a1")
    writer.delete("a3")
    writer.commit()
    writer.close()
    reader = engine.reader()
    assert list(reader.words("publisher")) == [("Le Courrier", 1), ("Le Temps", 2)]
    reader.close()


def test_many_small_commits_lose_nothing(engine):
    writer = engine.writer()
    for number in range(20):
        writer.add(document_of(Article(id=f"b{number}", body="Nouveau.")))
        writer.commit()
    writer.close()
    assert engine.reader().search(words("words", "nouveau"), limit=0).total == 20


@pytest.mark.parametrize("name", EMBEDDED)
def test_is_found_again_in_its_directory(name, tmp_path):
    fill(load_engine(name).create(str(tmp_path))).close()
    moved = tmp_path.rename(tmp_path.with_name(f"{tmp_path.name} déplacé"))
    engine = load_engine(name).open(str(moved))
    assert engine.reader().articles == len(ARTICLES)
    assert load_engine(name).check(str(moved)) == []


@pytest.mark.parametrize("name", EMBEDDED)
def test_check_knows_every_damage(name, tmp_path):
    whole_index = tmp_path / "whole"
    whole_index.mkdir()
    fill(load_engine(name).create(str(whole_index))).close()
    damaged_index = shutil.copytree(whole_index, tmp_path / "damaged")
    suffixes = (".store", ".idx", ".pos", ".term", ".fast", ".seg", ".toc", "meta.json")
    files = [path for path in damaged_index.iterdir() if path.name.endswith(suffixes)]
    assert files
    for path in files:
        whole = path.read_bytes()
        altered = bytearray(whole)
        altered[len(whole) // 2] ^= 0xFF
        for damage in (bytes(altered), whole[: len(whole) // 2], b"", None):
            path.unlink() if damage is None else replace(path, damage)
            problems = load_engine(name).check(str(damaged_index))
            assert problems, (path.name, damage and len(damage))
            assert str(damaged_index) in problems[0]
            path.write_bytes(whole) if damage is None else replace(path, whole)
        assert load_engine(name).check(str(damaged_index)) == []


@pytest.mark.parametrize("name", EMBEDDED)
def test_an_empty_directory_is_no_index(name, tmp_path):
    with pytest.raises(IndexDamagedError):
        load_engine(name).open(str(tmp_path))


def test_an_unknown_engine_is_refused():
    with pytest.raises(InvalidArgumentError, match="choose tantivy or whoosh or opensearch"):
        load_engine("lucene")


@pytest.mark.parametrize("name", ENGINES)
def test_says_what_to_install(name, monkeypatch):
    package = "urllib3" if name == CLUSTER else name
    needed = (package, f"searchnews.engines.{name}")
    for module in [m for m in sys.modules if f"{m}.".startswith(tuple(f"{n}." for n in needed))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingDependencyError, match=f"run `pip install {package}`, or choose"):
        load_engine(name)


SOME_WORDS = st.sampled_from("palmyre raqa ville la de greve frappe zzz".split())
SLOTS = st.lists(st.sets(SOME_WORDS, min_size=1, max_size=2).map(tuple), min_size=2, max_size=4)
DAYS = st.none() | st.sampled_from([17980000000000, 20150000000000, 20150918000000, 20991231000000])
LEAVES = st.one_of(
    st.builds(
        lambda field, members: words(field, *members),
        st.sampled_from(["words", "title"]),
        st.sets(SOME_WORDS, min_size=1, max_size=3),
    ),
    st.builds(
        lambda slots, slop, score, gap: Near(
            "words", tuple(slots), slop, score, gap and min(gap, len(slots) - 1)
        ),
        SLOTS, st.integers(0, 3), st.sampled_from([0.0, 1.5]), st.none() | st.integers(1, 3),
    ),
    st.builds(Days, DAYS, DAYS),
    st.builds(Numbers, st.none() | st.integers(0, 30), st.none() | st.integers(0, 30)),
    st.builds(
        lambda names: Constant(words("author_names", *names)),
        st.sets(st.sampled_from(["Jeanne Martin", "Luc Petit", "zzz"]), min_size=1),
    ),
    st.builds(HasWords, st.sampled_from(["title", "source", "authors", *WHOLE_TERMS])),
    st.just(Everything()),
    st.just(Nothing()),
)  # fmt: skip
ANY_CLAUSES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda c: All(tuple(c))),
        st.lists(inner, min_size=1, max_size=3).map(lambda c: Any(tuple(c))),
        st.builds(Except, inner, inner),
        st.builds(lambda clause, bonus: Prefer(clause, (bonus,)), inner, inner),
        st.builds(Constant, inner, st.sampled_from([0.0, 1.5])),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def filled(request, tmp_path_factory):
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp(request.param))
    reader = fill(load_engine(request.param).create(place))
    open_readers.remove(reader)
    yield reader
    reader.close()
    places.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(clause=ANY_CLAUSES)
def test_any_clause_finds_what_the_oracle_does(filled, oracle, clause):
    expected = oracle.search(clause, limit=100)
    found = filled.search(clause, limit=100)
    assert found.total == expected.total
    assert about(found.page) == expected_about(expected.page)
    assert counted(filled, clause) == counted(oracle, clause)
