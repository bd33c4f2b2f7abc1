"""What only tantivy's reader does: it goes through all articles batch by batch."""

import pytest
from corpus import document_of

from searchnews.article import Article
from searchnews.engines import tantivy

IDS = [f"a{number}" for number in range(7)]


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 100])
def test_every_article_comes_once_whatever_the_batch(tmp_path, batch):
    engine = tantivy.create(str(tmp_path))
    writer = engine.writer()
    for ids in (IDS[:4], IDS[4:]):  # in two segments
        for article_id in ids:
            writer.add(document_of(Article(id=article_id, body="Un texte."), article_id.encode()))
        writer.commit()
    writer.delete(IDS[2])
    writer.commit()
    writer.close()
    kept = [article_id.encode() for article_id in IDS if article_id != IDS[2]]
    assert sorted(engine.reader().every(batch=batch)) == kept
