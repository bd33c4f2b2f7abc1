"""A vocabulary that follows commits by what is new in them is that of the last commit alone."""

import sqlite3
from contextlib import closing

import pytest
from corpus import document_of
from hypothesis import given, settings
from hypothesis import strategies as st

from searchnews.article import Article
from searchnews.engines import EMBEDDED, load_engine
from searchnews.indexing.added_words import AddedArticles
from searchnews.indexing.vocabulary_updates import VocabularyUpdates
from searchnews.storage.layout import layout_of
from searchnews.vocabulary import Vocabulary

IDS = st.sampled_from("abcdefgh")
WORDS = st.sampled_from(
    ["frappe", "frappé", "frappes", "arrivée", "Choïgou", "2015", "Société des eaux (SDE)",
     "société des Eaux (SDE)", "le", "zoé", "œuvre"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
ARTICLES = st.builds(
    lambda name, title, body, author: Article(
        id=name, title=title, body=body, authors=(author,)
    ),
    IDS, TEXTS, TEXTS, WORDS,
)  # fmt: skip
COMMITS = st.lists(st.lists(st.one_of(ARTICLES, IDS), max_size=5), max_size=8)
"""Of articles that are added or replaced, and ids of those that are deleted."""


def content(path):
    """All that a vocabulary knows."""
    tables = ("words", "more_lemmas", "acronyms", "written", "about")
    with closing(sqlite3.connect(path)) as database:
        return {name: sorted(database.execute(f"SELECT * FROM {name}")) for name in tables}


@pytest.mark.parametrize("engine", EMBEDDED)
@pytest.mark.slow
@settings(max_examples=20)
@given(commits=COMMITS)
def test_it_is_the_one_that_is_made_again(tmp_path_factory, engine, commits):
    directory = tmp_path_factory.mktemp("engine")
    place = directory / "index"
    place.mkdir()
    opened = load_engine(engine).create(str(place))
    followed, again = Vocabulary(directory / "followed.db"), Vocabulary(directory / "again.db")
    followed.refresh(opened.reader())
    added = AddedArticles(most=100)
    added.begin_after(opened.stamp())
    number = 0
    with closing(opened.writer()) as writer:
        for commit in commits:
            for change in commit:
                if isinstance(change, str):
                    writer.delete(change)
                else:
                    number += 1
                    document = document_of(change, number=number)
                    writer.add(document)
                    added.add(document)
            writer.commit()
            with closing(opened.reader()) as reader:
                followed.refresh(reader, added.words(opened.stamp()))
                added.begin_after(opened.stamp())
                again.make_again(reader)
            assert content(directory / "followed.db") == content(directory / "again.db")
    followed.close()
    again.close()


def articles(*numbers, text="Raids frappés."):
    return [Article(id=f"a{n}", title=f"Palmyre {n}", body=text) for n in numbers]


@pytest.fixture
def walks(new_index, monkeypatch):
    """The fields whose words were walked through since."""
    reader = type(new_index._snapshots.engine().reader())
    words, walked = reader.words, []

    def counted(self, field):
        walked.append(field)
        return words(self, field)

    monkeypatch.setattr(reader, "words", counted)
    return walked


def test_few_articles_need_no_walk_through_all_words(new_index, walks):
    new_index.add(articles(1, 2))
    walks.clear()  # a machine that did not make an index in a cluster begins with a walk
    new_index.add(articles(3, text="Choïgou a parlé."))
    new_index.add(articles(1, text="Choïgou se tait."))
    assert walks == []
    vocabulary = Vocabulary(layout_of(new_index.name).vocabulary)
    assert vocabulary.known(["palmyre", "choigou"]) == {"palmyre": 4, "choigou": 2}
    assert vocabulary.accented("parle") == ["parlé"]
    vocabulary.close()


def test_it_is_the_one_that_is_made_again_after_every_update_of_an_index(new_index, tmp_path):
    layout, again = layout_of(new_index.name), Vocabulary(tmp_path / "again.db")
    for update in (
        lambda: new_index.add(articles(1, 2, 3, text="L'Arrivée du Parti socialiste (PS).")),
        lambda: new_index.add(articles(3, 4, text="Choïgou a parlé au parti Socialiste (PS).")),
        lambda: new_index.delete(["a2"]),
        lambda: new_index.add(articles(5)),
    ):
        update()
        again.make_again(new_index._snapshots.latest().reader)
        assert content(layout.vocabulary) == content(tmp_path / "again.db")
    again.close()


def test_articles_that_are_deleted_count_until_the_engine_forgets_them(new_index, walks):
    new_index.add(articles(1, 2))
    walks.clear()
    new_index.delete(["a1"])
    assert walks == []
    assert new_index.search("raid").total == 1


def test_more_than_few_are_not_kept():
    added = AddedArticles(most=2)
    added.begin_after("1")
    for number, known in enumerate((True, True, False, False)):
        added.add(document_of(*articles(number)))
        assert (added.words("2") is not None) == known
    added.begin_after("2")
    assert added.words("3").articles == 0


def test_of_what_was_added_before_nothing_is_said():
    added = AddedArticles(most=2)
    added.add(document_of(*articles(1)))
    assert added.words("1") is None


@pytest.mark.parametrize("lost", ["file", "stamp"])
def test_a_vocabulary_that_is_of_another_commit_is_made_by_a_walk(
    new_index, walks, monkeypatch, lost
):
    new_index.add(articles(1, 2))
    path = layout_of(new_index.name).vocabulary
    if lost == "file":
        path.unlink()
    else:  # a run that was killed
        monkeypatch.setattr(VocabularyUpdates, "update", lambda *_: None)
        new_index.add(articles(3))
        monkeypatch.undo()
        walks.clear()
    new_index.add(articles(4, text="Choïgou."))
    vocabulary = Vocabulary(path)
    assert vocabulary.known(["palmyre", "choigou"])["choigou"] == 1
    assert vocabulary.known(["palmyre"])["palmyre"] == len(new_index)
    vocabulary.close()
