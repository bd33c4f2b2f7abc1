"""All articles of an index, copied into another one."""

import pytest
from cli.command_line import run
from corpus import ARTICLES
from places import EVERY_ENGINE

import searchnews
from searchnews.article import Article
from searchnews.errors import EngineError, IndexNotFoundError, InvalidArgumentError
from searchnews.indexing.batches import BatchWriter
from searchnews.indexing.writer import IndexWriter


@pytest.fixture
def source(tmp_path):
    """An index whose numbers have gaps, from which an article was deleted."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n{"id": "f2", "title": "Deux"}\n')
    with searchnews.create(tmp_path / "source") as index:
        index.update(corpus)
        index.add(ARTICLES)
        index.add([Article(id="palmyre", title="Palmyre", body="Un autre texte.")])
        index.delete(["f1"])
        yield index


@pytest.fixture(params=EVERY_ENGINE)
def target(request, places, tmp_path):
    """The engine and the place of an index that there is not yet."""
    return request.param, places.new(request.param, tmp_path / "target")


def numbers(index):
    return {article.id: number for number, article in index.snapshot().articles.numbered()}


def test_has_the_same_articles_numbers_and_answers(source, target):
    engine, place = target
    report = searchnews.copy(source.directory, place, engine=engine)
    assert (report.added, report.articles) == (len(source), len(source))
    with searchnews.open(place) as copied:
        assert numbers(copied) == numbers(source)
        assert {a.id: a for a in copied} == {a.id: a for a in source}
        for query in ("palmyre", '"un autre texte"', "source:gazette", "frappes SAUF raids"):
            ids = [hit.article.id for hit in copied.search(query)]
            assert ids == [hit.article.id for hit in source.search(query)]
        assert copied.check().problems == ()


def test_what_was_deleted_stays_away(source, target, tmp_path):
    engine, place = target
    searchnews.copy(source.directory, place, engine=engine)
    with searchnews.open(place) as copied:
        report = copied.update(tmp_path / "corpus.jsonl")
        assert (report.added, report.unchanged, report.articles) == (0, 1, len(source))


def test_goes_on_where_it_was_interrupted(source, target, monkeypatch):
    engine, place = target
    add = IndexWriter.add
    added = []

    def interrupted(self, article, *arguments, **options):
        if len(added) == 4:
            self.commit()
            raise KeyboardInterrupt
        added.append(article.id)
        return add(self, article, *arguments, **options)

    with monkeypatch.context() as context:
        context.setattr(IndexWriter, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            searchnews.copy(source.directory, place, engine=engine)
    report = searchnews.copy(source.directory, place)
    assert (report.unchanged, report.added) == (4, len(source) - 4)
    with searchnews.open(place) as copied:
        assert numbers(copied) == numbers(source)
    assert searchnews.copy(source.directory, place).unchanged == len(source)


def test_goes_beside_what_is_there(source, target):
    engine, place = target
    with searchnews.create(place, engine=engine) as index:
        index.add(Article(id=f"own{n}", title="Titre") for n in range(20))
    searchnews.copy(source.directory, place)
    with searchnews.open(place) as both:
        assert len(both) == 20 + len(source)
        found = numbers(both)
        assert len(set(found.values())) == len(both)
        in_order = sorted(numbers(source), key=numbers(source).__getitem__)
        assert in_order == sorted(in_order, key=found.__getitem__)
        assert both.check().problems == ()


def test_comes_back_from_where_it_went(source, target, tmp_path):
    engine, place = target
    searchnews.copy(source.directory, place, engine=engine)
    searchnews.copy(place, tmp_path / "back", engine="whoosh")
    with searchnews.open(tmp_path / "back") as back:
        assert numbers(back) == numbers(source)
        assert back.get("palmyre") == source.get("palmyre")


def test_says_what_did_not_arrive(source, tmp_path, monkeypatch):
    write = BatchWriter.add

    def lossy(self, article, *arguments, **options):
        if article.id != "greve":
            write(self, article, *arguments, **options)

    monkeypatch.setattr(BatchWriter, "add", lossy)
    message = f"target has {len(source) - 1} of the {len(source)} articles"
    with pytest.raises(EngineError, match=message):
        searchnews.copy(source.directory, tmp_path / "target")


def test_makes_no_index_where_there_is_none_to_copy(tmp_path):
    with pytest.raises(IndexNotFoundError):
        searchnews.copy(tmp_path / "none", tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_an_index_is_not_copied_into_itself(source, tmp_path):
    (tmp_path / "link").symlink_to(source.directory)
    for place in (source.directory, tmp_path / "link"):
        with pytest.raises(InvalidArgumentError, match="the same index"):
            searchnews.copy(source.directory, place)


def test_the_command_says_what_it_did(source, tmp_path):
    printed, _ = run("copy", source.directory, tmp_path / "target", "--engine", "whoosh")
    assert f"{len(source)} added, 0 updated" in printed
    assert printed.endswith(
        f"target has all articles of {source.directory}, its lists and its saved searches\n"
    )
    assert "no index in" in run("copy", tmp_path / "none", tmp_path / "other", status=1)[1]
