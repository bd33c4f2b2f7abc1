"""Indexes made again, from their own articles or from files, and what stays of the old one."""

import json

import pytest

import searchnews
from searchnews.analysis import ANALYSIS_VERSION
from searchnews.errors import IndexDamagedError, IndexVersionError
from searchnews.storage.description import FORMAT


def articles(count):
    return [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body="Texte.") for n in range(count)]


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(articles(3))
    return directory


def describe(directory, **changed):
    path = directory / "index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def ids(directory):
    with searchnews.open(directory) as index:
        return sorted(article.id for article in index)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": 99}, f"format 99, not {FORMAT}"),
        ({"engine_version": "0.1"}, "version of tantivy 0.1, not "),
        ({"analysis_version": 0}, f"version of the French analysis 0, not {ANALYSIS_VERSION}"),
    ],
)
def test_an_index_of_another_version_says_what_to_run(directory, changed, told):
    describe(directory, **changed)
    with pytest.raises(IndexVersionError, match=told) as caught:
        searchnews.open(directory)
    assert f"searchnews index --rebuild --index {directory}" in str(caught.value)


def test_an_index_of_an_unknown_engine_says_so(directory):
    describe(directory, engine="lucene")
    with pytest.raises(IndexVersionError, match="engine lucene, which is not known"):
        searchnews.open(directory)


def test_is_made_again_from_its_own_articles(directory):
    describe(directory, analysis_version=0)
    names = {path.name for path in directory.iterdir()}
    report = searchnews.rebuild(directory)
    assert (report.added, report.articles) == (3, 3)
    assert ids(directory) == ["a0", "a1", "a2"]
    assert {path.name for path in directory.iterdir()} <= names
    assert list(directory.parent.iterdir()) == [directory]


def test_changes_the_engine(directory):
    searchnews.rebuild(directory, engine="whoosh")
    with searchnews.open(directory) as index:
        assert index.statistics().engine == "whoosh"
        assert index.search("titre").total == 3


def test_starts_over_from_files_and_keeps_what_apps_added(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n{"id": "f2", "title": "Deux"}\n')
    with searchnews.open(directory) as index:
        index.update(corpus)
        index.delete(["f1", "a2"])
    report = searchnews.rebuild(directory, corpus)
    assert report.articles == 4
    assert ids(directory) == ["a0", "a1", "f1", "f2"]


def test_deleted_articles_stay_deleted_when_made_from_its_own(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    with searchnews.open(directory) as index:
        index.update(corpus)
        index.delete(["f1"])
    searchnews.rebuild(directory)
    with searchnews.open(directory) as index:
        assert index.update(corpus).added == 0


def test_an_open_index_goes_on_with_the_new_one(directory):
    with searchnews.open(directory) as index:
        assert len(index) == 3
        searchnews.rebuild(directory, engine="whoosh")
        assert index.search("titre").total == 3
        index.add(articles(4))
        assert len(index) == 4


@pytest.mark.parametrize("damage", ["garbage", "missing"])
def test_with_the_files_even_an_index_without_description_is_made_again(
    directory, tmp_path, damage
):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    path = directory / "index.json"
    path.write_text("{") if damage == "garbage" else path.unlink()
    for attempt in (searchnews.open, searchnews.rebuild):
        with pytest.raises(IndexDamagedError, match=r"index\.json cannot be read"):
            attempt(directory)
    searchnews.rebuild(directory, corpus)
    assert ids(directory) == ["a0", "a1", "a2", "f1"]


def test_what_apps_added_is_found_even_without_name_of_the_engine_and_manifest(tmp_path):
    directory, corpus = tmp_path / "index", tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    with searchnews.create(directory, engine="whoosh") as index:
        index.add(articles(3))
        index.update(corpus)
    (directory / "index.json").write_text("{")
    (directory / "manifest.db").write_bytes(b"garbage" * 1000)
    corpus.write_text('{"id": "f2", "title": "Deux"}\n')
    report = searchnews.rebuild(directory, corpus)
    assert (report.articles, report.warnings) == (4, [])
    assert ids(directory) == ["a0", "a1", "a2", "f2"]


def test_what_apps_added_and_cannot_be_read_is_named(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    for path in (directory / "engine").glob("*.store"):
        path.unlink()
    report = searchnews.rebuild(directory, corpus)
    assert ids(directory) == ["f1"]
    assert "what was added by an app could not be taken over" in report.warnings[0]


@pytest.mark.parametrize("jobs", [0, -1, 257, 10**30])
def test_jobs_are_from_one_to_many(directory, jobs):
    for attempt in (
        lambda: searchnews.rebuild(directory, jobs=jobs),
        lambda: searchnews.open(directory).add([], jobs=jobs),
        lambda: searchnews.open(directory).update(directory, jobs=jobs),
    ):
        with pytest.raises(searchnews.InvalidArgumentError, match=f"from 1 to 256, not {jobs}"):
            attempt()


def test_a_rebuild_that_fails_leaves_nothing_behind(directory, tmp_path):
    before = {path.name for path in directory.iterdir()}
    with pytest.raises(searchnews.InvalidArgumentError):
        searchnews.rebuild(directory, tmp_path / "nothing")
    assert {path.name for path in directory.iterdir()} <= before
    assert ids(directory) == ["a0", "a1", "a2"]
