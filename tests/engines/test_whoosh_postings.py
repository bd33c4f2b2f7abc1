"""Postings of Whoosh's segments: by the word, in order, whatever is written out in between."""

from itertools import product

import pytest
from corpus import ARTICLES

from searchnews.engines import whoosh
from searchnews.engines.document import document_of
from searchnews.engines.whoosh.postings import TermPool
from searchnews.query.clauses import Near, Words

TEXTS = ["la ville et la mer", "_ _ la ville", "mer et été"]


def terms(pool):
    return [(t.field, t.word.decode(), list(t.docs), t.places) for t in pool.terms()]


def fill(pool):
    for (doc, text), field in product(enumerate(TEXTS), ("words", "title")):
        pool.add_placed(field, text, doc)
        pool.add("id", f"a{doc}", doc)
    return pool


def test_gives_terms_in_order_with_their_articles(tmp_path):
    found = terms(fill(TermPool(tmp_path)))
    assert [(field, word) for field, word, *_ in found] == sorted(
        (field, word) for field, word, *_ in found
    )
    assert ("words", "la", [0, 1]) in [about[:3] for about in found]
    assert not any(word == "_" for _, word, *_ in found)


@pytest.mark.parametrize("most", [1, 3, 10])
def test_what_is_written_out_comes_back(monkeypatch, tmp_path, most):
    whole = terms(fill(TermPool(tmp_path)))
    monkeypatch.setattr("searchnews.engines.whoosh.postings._MOST_IN_MEMORY", most)
    pool = fill(TermPool(tmp_path))
    assert terms(pool) == whole
    pool.cleanup()


def test_long_lists_are_written_in_blocks_and_merged(monkeypatch, tmp_path):
    monkeypatch.setattr("searchnews.engines.whoosh.postings._BLOCK", 2)
    monkeypatch.setattr("searchnews.engines.whoosh.writer._MOST_SEGMENTS", 1)
    documents = [document_of(article) for article in ARTICLES]
    engine = whoosh.create(tmp_path)
    writer = engine.writer()
    for document in documents:
        writer.add(document)
        writer.commit()
    writer.close()
    in_blocks = engine.reader()
    monkeypatch.undo()
    (tmp_path / "whole").mkdir()
    plain = whoosh.create(tmp_path / "whole")
    writer = plain.writer()
    for document in documents:
        writer.add(document)
    writer.commit()
    writer.close()
    in_one = plain.reader()
    words = [word for word, _ in in_one.words("words")]
    assert list(in_blocks.words("words")) == list(in_one.words("words"))
    for word in words:
        clause = Words("words", ((word, 1.0),))
        near = Near("words", ((word,), tuple(words)))
        for each in clause, near:
            found = in_blocks.search(each, limit=50).page
            assert {m.id for m in found} == {m.id for m in in_one.search(each, limit=50).page}
    in_blocks.close()
    in_one.close()
