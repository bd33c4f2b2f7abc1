"""A corpus has the words of all articles of one commit, whatever was there before."""

import sqlite3
import threading
from collections import Counter
from contextlib import closing
from functools import partial

import numpy as np
import pytest
from analysis.french_cases import FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st
from sequences.texts import Texts, sequences_in, written

from searchnews.errors import EngineError
from searchnews.sequences import corpus as corpora
from searchnews.sequences.corpus import of_corpus
from searchnews.sequences.update import update_sequences

ARTICLES = {
    1: ("L'État frappe", "L'aviation a frappé Palmyre, puis l'ETAT se tait."),
    2: ("", "Il frappe à la porte du Ćuk."),
    5: ("Rien", ""),
}


def assert_corpus_holds(path, source, **how):
    def answer(corpus):
        assert_holds(corpus, source.articles)
        return corpus.is_kept

    return of_corpus(path, source, answer, **how)


def assert_holds(corpus, articles):
    numbers = np.array(sorted(articles), np.int64)
    assert sequences_in(corpus, numbers) == {
        number: (written(title), written(text)) for number, (title, text) in articles.items()
    }
    counts = Counter(
        form for title, text in articles.values() for form in written(title) + written(text)
    )
    forms = corpus.forms(range(1, len(corpus.frequencies)))
    frequencies = corpus.frequencies.tolist()
    assert {
        forms[number]: frequency for number, frequency in enumerate(frequencies) if frequency
    } == counts
    assert corpus.size == counts.total()


def test_the_words_of_all_articles_in_order(tmp_path):
    path, source = tmp_path / "s.db", Texts(ARTICLES)
    assert assert_corpus_holds(path, source)
    assert of_corpus(path, source, lambda corpus: sequences_in(corpus, np.array([2]))) == {
        2: ([], ["il", "frappe", "à", "la", "porte", "du", "ćuk"])
    }


def test_forms_of_a_word(tmp_path):
    def forms(corpus):
        return set(corpus.forms(corpus.forms_of(["frappe", "etat", "unknown"]).tolist()).values())

    found = of_corpus(tmp_path / "s.db", Texts(ARTICLES), forms)
    assert found == {"frappe", "frappé", "état", "etat"}


def test_no_articles(tmp_path):
    assert_corpus_holds(tmp_path / "s.db", Texts({}))


TEXTS = st.one_of(FRENCH_LOOKING, st.text(max_size=30))
COMMITS = st.lists(st.sets(st.integers(0, 11)), max_size=4)


@pytest.mark.slow
@given(
    texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=12, max_size=12),
    commits=COMMITS,
    articles_at_once=st.integers(1, 4),
)
def test_follows_any_commits(tmp_path_factory, texts, commits, articles_at_once):
    path = tmp_path_factory.mktemp("sequences") / "s.db"
    for stamp, numbers in enumerate(commits):
        source = Texts({number + 1: texts[number] for number in numbers}, str(stamp))
        update_sequences(path, source, articles_at_once=articles_at_once)
        assert_corpus_holds(path, source)
        assert len(source.read) == len(numbers - (commits[stamp - 1] if stamp else set()))


def test_only_what_is_new_is_read(tmp_path):
    path = tmp_path / "s.db"
    update_sequences(path, Texts(ARTICLES))
    kept = {number: text for number, text in ARTICLES.items() if number != 2}
    source = Texts(kept | {7: ("Un ajout", "Il frappe encore")}, "2")
    assert_corpus_holds(path, source)
    assert source.read == [7]
    again = Texts(source.articles, "2")
    assert_corpus_holds(path, again)
    assert again.read == []


def test_another_index_in_the_same_place(tmp_path):
    path = tmp_path / "s.db"
    update_sequences(path, Texts(ARTICLES))
    other = Texts({1: ("Autre", "texte")}, index="another")
    assert_corpus_holds(path, other)


class Killed(BaseException):
    """What ends a process."""


@pytest.mark.parametrize("at", range(1, 5))
def test_a_run_that_ends_early_is_continued(tmp_path, at):
    path, articles = tmp_path / "s.db", {n: ("", f"mot{n} frappé") for n in range(1, 6)}

    def killing(done, whole):
        if done == at:
            raise Killed

    with pytest.raises(Killed):
        update_sequences(path, Texts(articles), killing, articles_at_once=1)
    source = Texts(articles)
    assert_corpus_holds(path, source)
    assert source.read == [*range(at, 6)]


def test_progress_is_told(tmp_path):
    told = []
    articles = dict.fromkeys(range(1, 301), ("", "mot"))
    update_sequences(tmp_path / "s.db", Texts(articles), lambda *each: told.append(each))
    assert told == [(128, 300), (256, 300), (300, 300)]


def _cut_short(path):
    path.write_bytes(path.read_bytes()[:5000])


def _with_noise(path):
    path.write_bytes(b"no database at all" * 100)


def _with_other_tables(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE about(x)")


def _with(statement, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


DAMAGES = [
    _cut_short,
    _with_noise,
    partial(_with, "DROP TABLE about"),
    partial(_with, "DROP TABLE forms"),
    partial(_with, "UPDATE columns SET content = x'00'"),
    partial(_with, "DELETE FROM columns"),
    partial(_with, "UPDATE about SET version = 0"),
    partial(_with, "UPDATE chunks SET content = x'0011'"),
    partial(_with, "UPDATE chunks SET numbers = x'0011'"),
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("stamp", ["1", "2"])
def test_a_damaged_file_is_made_again(tmp_path, damage, stamp):
    path = tmp_path / "s.db"
    update_sequences(path, Texts(ARTICLES))
    damage(path)
    articles = ARTICLES if stamp == "1" else {number: ARTICLES[number] for number in (1, 5)}
    assert assert_corpus_holds(path, Texts(articles, stamp))
    assert assert_corpus_holds(path, Texts({}, "3"))


def test_where_no_file_can_be_written_it_is_in_memory(tmp_path):
    path = tmp_path / "none" / "s.db"
    assert not assert_corpus_holds(path, Texts(ARTICLES))
    assert not path.parent.exists()


def test_who_reads_sees_one_commit_while_another_is_written(tmp_path):
    path = tmp_path / "s.db"

    def answer(corpus):
        update_sequences(path, Texts({9: ("Neuf", "autre")}, "2"))
        assert_holds(corpus, ARTICLES)

    of_corpus(path, Texts(ARTICLES), answer)


def test_an_older_commit_is_read_where_another_process_wrote_a_newer_one(tmp_path, monkeypatch):
    path = tmp_path / "s.db"

    def overtaken(path, source, progress):
        update_sequences(path, Texts({9: ("Neuf", "autre")}, "2"))

    monkeypatch.setattr(corpora, "update_sequences", overtaken)
    assert not assert_corpus_holds(path, Texts(ARTICLES))


def test_several_at_a_time(tmp_path):
    path, articles = tmp_path / "s.db", {n: ("", f"mot{n} frappé") for n in range(1, 40)}
    failed = []

    def update():
        try:
            update_sequences(path, Texts(articles), articles_at_once=3)
        except EngineError as error:
            failed.append(error)

    threads = [threading.Thread(target=update) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert assert_corpus_holds(path, Texts(articles))
