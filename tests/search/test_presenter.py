"""What hits show is made when it is read, of the commit that was searched."""

import pickle

import pytest

import searchnews
from searchnews import Article
from searchnews.search.results import Hit, Presentation, Snippet

BODY = "Le conseil siège. La grève dure depuis lundi."


@pytest.fixture
def directory(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id="a1", title="Grève", body=BODY, extra={"mots": ["grève"]})])
    return tmp_path / "index"


def test_a_hit_shows_its_commit_after_the_index_has_changed_and_was_closed(directory):
    with searchnews.open(directory) as index:
        (hit,) = index.search("grève")
        index.add([Article(id="a1", title="Match", body="La grève est finie.")])
    assert hit.snippet == Snippet("La grève dure depuis lundi.", ((3, 8),))
    assert hit.title_highlights == ((0, 5),)


def test_what_a_hit_shows_is_made_once(directory):
    (hit,) = searchnews.open(directory).search("grève")
    assert hit.snippet is hit.snippet


def test_a_hit_that_was_not_read_is_equal_to_one_that_was(directory):
    index = searchnews.open(directory)
    (read,), (unread,) = index.search("grève"), index.search("grève")
    assert read.snippet.text
    assert read == unread
    assert hash(read.presentation) == hash(unread.presentation)


def test_a_hit_is_sent_to_another_process_with_what_it_shows(directory):
    (hit,) = searchnews.open(directory).search("grève")
    sent = pickle.loads(pickle.dumps(hit))
    assert isinstance(sent, Hit)
    assert sent == hit
    assert repr(sent) == repr(hit)


def test_without_snippets_nothing_is_made(directory):
    (hit,) = searchnews.open(directory).search("grève", snippets=False)
    assert hit.presentation == Presentation(Snippet(""))


def test_who_changes_an_article_that_was_found_changes_that_of_nobody_else(directory):
    index = searchnews.open(directory)
    (hit,) = index.search("grève")
    hit.article.extra["mots"].append("autre")
    (again,) = index.search("grève")
    assert again.article.extra == {"mots": ["grève"]}
