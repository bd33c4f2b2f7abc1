"""What only tantivy's reader does: it goes through all articles batch by batch."""

from collections import Counter

import pytest
from corpus import document_of
from tantivy import Query

from searchnews.article import Article
from searchnews.engines import tantivy
from searchnews.engines.tantivy import counts

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
    assert sorted(stored for _, stored in engine.reader().every(batch=batch)) == kept


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_counts_are_exact_whatever_one_answer_may_hold(tmp_path, most):
    engine = tantivy.create(str(tmp_path))
    writer = engine.writer()
    dates = ["2015-09-18T10:30", "2015-09-18", "2015-09-19", "2015", None]
    for number, date in enumerate(dates, 1):
        names = ("Jeanne Martin", f"Auteur {number % 3}")
        document = Article(id=f"a{number}", date=date, authors=names)
        writer.add(document_of(document, number=number))
        writer.commit()
    writer.delete("a5")
    writer.commit()
    writer.close()
    reader = engine.reader()
    searcher, schema, everything = reader._searcher, reader._schema, Query.all_query()
    assert counts.values(searcher, everything, "author_names", most) == [
        ("Auteur 0", 1), ("Auteur 1", 2), ("Auteur 2", 1), ("Jeanne Martin", 4),
    ]  # fmt: skip
    days = [(20150000000000, 1), (20150918000000, 2), (20150919000000, 1)]
    assert counts.days(searcher, schema, everything, most) == days
    found = counts.numbers(searcher, schema, everything, most)
    assert found.numbers.tolist() == [1, 2, 3, 4]
    assert found.days.tolist() == [20150918103000, 20150918000000, 20150919000000, 20150000000000]


@pytest.mark.parametrize("are_deleted", [False, True])
def test_words_come_sorted_whatever_they_begin_with(tmp_path, are_deleted):
    first = "3,5 abc zz été ǝb اعlاn ! [x] \\d Z ~ \ud7ff \ue000 \U0010ffff".split()
    engine = tantivy.create(str(tmp_path))
    writer = engine.writer()
    for number, words in enumerate((first, ["ʘ", *first[::2]], first[::3]), 1):
        article = document_of(Article(id=f"a{number}"), number=number)
        writer.add(article._replace(words=" ".join(words)))
        if number > 1:  # two segments
            writer.commit()
    if are_deleted:
        writer.delete("a2")  # counted as long as its segment is there
        writer.commit()
    writer.close()
    counts = Counter(("ʘ", *first, *first[::2], *first[::3]))
    assert list(engine.reader().words("words")) == sorted(counts.items())
