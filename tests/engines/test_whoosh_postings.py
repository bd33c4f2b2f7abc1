"""Postings of Whoosh's segments: by the word, in order, whatever is written out in between."""

import random
from itertools import pairwise, product

import numpy as np
import pytest
from corpus import ARTICLES, document_of
from engines.oracle import Oracle
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, Schema
from whoosh.filedb.structfile import BufferFile
from whoosh.index import create_in

from searchnews.article import Article
from searchnews.engines import whoosh
from searchnews.engines.whoosh.blocks import Block, bounds_of
from searchnews.engines.whoosh.codec import BlockCodec
from searchnews.engines.whoosh.posting_buffer import BufferLimits, PostingBuffer
from searchnews.engines.whoosh.schema import WordsWithPositions
from searchnews.engines.whoosh.terms import TermsFile, write_terms
from searchnews.engines.whoosh.writer import WriterLimits
from searchnews.query.clauses import Days, Everything, Near, Words

ROW = " ".join(["_"] * 21)
TEXTS = [
    "la ville et la mer",
    f"{ROW} _ _ la ville {ROW} {ROW} mer",
    "",
    "_",
    "mer et été _ _ mer",
]


def fill(buffer):
    for doc, text in enumerate(TEXTS):
        for field in ("words", "title", "written"):
            buffer.add(field, text, doc)
        buffer.add_term("id", "_" if doc == 3 else f"un nom, {doc}", doc)
    return buffer


def postings(buffer):
    found = {}
    for field, blocks in buffer.fields().items():
        found[field] = {}
        for block in blocks:
            bounds, positions = block.bounds.tolist(), iter(block.positions.tolist())
            for word, (start, stop) in zip(block.words, pairwise(bounds), strict=True):
                assert word.decode() not in found[field]
                counts = zip(block.docs[start:stop], block.counts[start:stop], strict=True)
                found[field][word.decode()] = {
                    int(doc): [next(positions) for _ in range(count)] for doc, count in counts
                }
        assert list(found[field]) == sorted(found[field])
    return found


def lengths(buffer):
    return {field: of_field.tolist() for field, of_field in buffer.lengths(len(TEXTS)).items()}


def expected_positions(text):
    positions = {}
    for position, word in enumerate(text.split()):
        if word != "_":
            positions.setdefault(word, []).append(position)
    return positions


def test_gives_the_positions_of_each_word(tmp_path):
    found = postings(fill(PostingBuffer(tmp_path)))
    by_text = [expected_positions(text) for text in TEXTS]
    for field in ("words", "title"):
        assert found[field] == {
            word: {doc: known[word] for doc, known in enumerate(by_text) if word in known}
            for word in sorted(set().union(*by_text))
        }
    assert found["id"]["_"] == {3: []}
    assert found["written"]["la"] == {0: [], 1: []}
    counted = [sum(map(len, positions.values())) for positions in by_text]
    assert lengths(fill(PostingBuffer(tmp_path))) == {"words": counted, "title": counted}


@pytest.mark.parametrize("in_memory", [1, 3, 10, 40])
@pytest.mark.parametrize("in_a_block", [1, 2, 1000])
def test_what_is_written_out_comes_back(tmp_path, in_memory, in_a_block):
    whole = fill(PostingBuffer(tmp_path))
    expected = postings(whole), lengths(whole)
    buffer = fill(PostingBuffer(tmp_path, BufferLimits(in_memory, in_a_block)))
    assert (postings(buffer), lengths(buffer)) == expected
    buffer.cleanup()
    assert list(tmp_path.iterdir()) == []


def terms_file(blocks, lengths=()):
    class Written(bytearray):
        write = bytearray.extend

    written = Written()
    write_terms(written, {"words": blocks}, dict(lengths))
    return TermsFile(BufferFile(memoryview(written)), len(written))


def test_finds_words_in_every_block():
    words = sorted({str(number).encode() for number in range(0, 3000, 3)} | {b"x" * 70_000})
    docs = np.arange(2 * len(words))
    block = Block(words, np.arange(0, len(docs) + 1, 2), docs, np.ones_like(docs), docs * 1000)
    halves = [block.part(0, 500), block.part(500, len(words))]
    terms = terms_file(halves)
    for number, word in enumerate(words):
        found = terms.find("words", word)
        assert found.docs.tolist() == [2 * number, 2 * number + 1]
        assert found.positions.tolist() == [2000 * number, 2000 * number + 1000]
        assert terms.articles_with("words", word) == 2
    for unknown in (b"", b"1", b"2998x", b"y"):
        assert terms.find("words", unknown) is None
        assert terms.articles_with("words", unknown) == 0
    assert terms.find("title", words[0]) is None
    assert list(terms.counted_words("words")) == [(word, 2) for word in words]
    for low, high in ((b"", None), (b"15", b"27"), (b"9", b"1"), (words[499], words[500])):
        expected = [
            doc
            for number, word in enumerate(words)
            for doc in (2 * number, 2 * number + 1)
            if word >= low and (high is None or word <= high)
        ]
        between = [doc for docs in terms.docs_between("words", low, high) for doc in docs]
        assert between == expected


@pytest.mark.parametrize("largest", [1, 255, 256, 65_535, 65_536, 1 << 31])
def test_numbers_of_any_size_come_back(largest):
    numbers = np.array([0, largest])
    terms = terms_file([Block([b"a"], bounds_of([2]), numbers, np.array([1, 1]), numbers)])
    found = terms.find("words", b"a")
    assert found.docs.tolist() == found.positions.tolist() == [0, largest]
    terms = terms_file([], {"words": numbers})
    assert terms.lengths("words").tolist() == [0, largest]


def new_engine(directory, limits):
    whoosh.create(str(directory))
    return whoosh.WhooshEngine(str(directory), limits)


def random_article(some, article_id):
    """Of few words, so that they meet, and now and then of one that no other has."""
    words = "la ville et mer été raids sur Palmyre".split()
    body = " ".join(some.choices([*words, f"x{some.randrange(10**6)}"], k=some.randrange(30)))
    return Article(
        id=article_id, title=" ".join(some.choices(words, k=3)), body=body,
        date=some.choice([None, "2015", "2015-09-18"]), source=some.choice([None, "Le Temps"]),
    )  # fmt: skip


def clauses(oracle):
    words = [word for word, _ in oracle.words("words")]
    for word in words:
        yield Words("words", ((word, 1.0),))
        yield Near("words", ((word,), tuple(words)), slop=1)
    yield Near("words", (("la",), ("ville",), ("et", "mer")), slop=5)
    yield Words("written", (("été", 1.0),))
    yield Days(20150000000000, 20151231235959)
    yield Everything()


@pytest.mark.parametrize("seed", range(8))
def test_segments_answer_as_one(tmp_path, seed):
    some = random.Random(seed)
    buffer = BufferLimits(some.choice([1, 50, 10**6]), some.choice([1, 7, 10**6]))
    engine = new_engine(tmp_path, WriterLimits(some.choice([1, 4, 99]), buffer))
    oracle = Oracle()
    writer = engine.writer()
    living = {}
    for _ in range(60):
        article = random_article(some, f"a{some.randrange(25)}")
        writer.add(document_of(article))
        living[article.id] = article
        if some.random() < 0.2:
            writer.delete(gone := f"a{some.randrange(25)}")
            living.pop(gone, None)
        if some.random() < 0.3:
            writer.commit()
    writer.commit()
    writer.close()
    assert whoosh.check(str(tmp_path)) == []
    for article in living.values():
        oracle.add(document_of(article))
    oracle.commit()
    reader = engine.reader()
    assert {Article.from_json(stored).id for _, stored in reader.every()} == set(living)
    for clause in clauses(oracle):
        found = reader.search(clause, limit=100, sort="-date")
        assert found == oracle.search(clause, limit=100, sort="-date")
    for field in ("words", "title", "written", "source"):
        counted = dict(reader.words(field))
        for word, articles in oracle.words(field):
            assert counted[word] >= articles
    published = sum(article.source is not None for article in living.values())
    assert list(reader.words("publisher")) == [("Le Temps", published)]
    reader.close()


@pytest.mark.parametrize("seed", range(4))
def test_merged_segments_are_as_if_written_at_once(tmp_path, seed):
    some = random.Random(seed)
    articles = [random_article(some, f"a{number}") for number in range(40)]
    readers, segments = [], []
    for articles_to_commit in (3, 40):
        directory = tmp_path / str(articles_to_commit)
        directory.mkdir()
        engine = new_engine(directory, WriterLimits(segments=1))
        writer = engine.writer()
        for number, article in enumerate(articles, 1):
            writer.add(document_of(article))
            if number % articles_to_commit == 0:
                writer.commit()
        writer.commit()
        writer.close()
        readers.append(engine.reader())
        segments.append(len(engine._open()._segments()))
    assert 1 < segments[0] < len(articles) // 3
    assert segments[1] == 1
    merged, whole = readers
    for field in ("words", "title", "written", "source", "publisher"):
        assert list(merged.words(field)) == list(whole.words(field))
    for field, word in product(("words", "title"), ("la", "ville", "palmyre")):
        clause = Words(field, ((word, 1.0), ("mer", 0.5)))
        assert merged.search(clause, limit=50) == whole.search(clause, limit=50)
    for reader in readers:
        reader.close()


def test_segments_are_whooshs_with_our_codec(tmp_path):
    engine = whoosh.create(str(tmp_path))
    writer = engine.writer()
    for article in ARTICLES:
        writer.add(document_of(article))
    writer.commit()
    writer.close()
    (segment,) = engine._open()._segments()
    assert isinstance(segment.codec(), BlockCodec)
    assert segment.doc_count_all() == len(ARTICLES)


def test_the_articles_of_an_index_of_before_can_be_read(tmp_path):
    schema = Schema(
        id=ID(), words=WordsWithPositions(), stored=STORED(), order=COLUMN(VarBytesColumn())
    )
    index = create_in(str(tmp_path), schema)
    writer = index.writer()
    for article in ARTICLES:
        writer.add_document(id=article.id, stored=article.to_json(), order=b" a")
    writer.commit()
    reader = whoosh.open(str(tmp_path)).reader()
    assert [Article.from_json(stored) for _, stored in reader.every()] == ARTICLES
    reader.close()
