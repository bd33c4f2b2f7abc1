"""Reading text files."""

import gzip
import re
from pathlib import Path

import pytest
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.documents.draft import length_warning

TITLE = "Le moulin de Saint-Rome tourne à nouveau"
BODY = (
    "Le moulin, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines.\n\n"
    "Deux meuniers s'y relaient chaque matin pour fournir les boulangers de la vallée."
)
TEXT = f"{TITLE}\n\n{BODY}\n"


@pytest.fixture
def read(tmp_path):
    def read(data, name="moulin.txt", **options):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return all_of(path, **options)

    return read


def test_gives_one_article(read, tmp_path):
    (article,) = read(TEXT)
    assert (article.title, article.body) == (TITLE, BODY)
    assert article.path == str(tmp_path / "moulin.txt")
    assert article.id.startswith("moulin-")
    assert article.date is article.source is None


def test_the_agency_that_signs_is_the_source_when_no_other_is_known(read):
    (article,) = read(TEXT + "\n/ATS\n")
    assert (article.source, article.agency) == ("ATS", "ATS")
    (article,) = read(TEXT + "\n/ATS\n", source="Le Causse")
    assert (article.source, article.agency) == ("Le Causse", "ATS")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_encodings_and_line_ends_make_no_difference(read, encoding, line_end):
    if encoding == "cp1252" and line_end == "\u2028":
        line_end = "\x0b"
    (article,) = read(TEXT.replace("\n", line_end).encode(encoding))
    assert (article.title, article.body) == (TITLE, BODY)


def test_reads_compressed_text(read):
    (article,) = read(gzip.compress(TEXT.encode()), "2015-09-18.txt.gz")
    assert (article.title, article.date) == (TITLE, "2015-09-18")


def test_nul_bytes_hurt_nothing_else(read):
    (article,) = read(TEXT.replace("moulin", "mou\0lin").encode() + b"\0" * 100)
    assert (article.title, article.body) == (TITLE, BODY)


def test_html_is_text(read):
    (article,) = read(f"{TITLE}\n\n<p>Le <b>moulin</b> & le blé</p>\n\n{BODY}")
    assert article.body.startswith("<p>Le <b>moulin</b> & le blé</p>\n\n")


@pytest.mark.parametrize(
    ("name", "text", "options", "date"),
    [
        pytest.param("a.txt", f"{TITLE}\n\n18.09.2015\n\n{BODY}", {}, "2015-09-18", id="text"),
        pytest.param("2014-01-02_a.txt", f"{TITLE}\n\n18.09.2015\n\n{BODY}", {}, "2015-09-18",
                     id="text-before-name"),
        pytest.param("2014-01-02_a.txt", TEXT, {"date_from_mtime": True}, "2014-01-02",
                     id="name-before-file-time"),
        pytest.param("a.txt", TEXT, {}, None, id="file-time-is-not-guessed-from"),
    ],
)  # fmt: skip
def test_takes_the_most_explicit_date(read, name, text, options, date):
    (article,) = read(text, name, **options)
    assert article.date == date


def test_the_file_time_is_the_date_when_the_user_says_so(read):
    (article,) = read(TEXT, date_from_mtime=True)
    assert article.date.endswith("+00:00")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(" \r\n\t\n\ufeff".encode(), "the file is empty", id="blank"),
        pytest.param(b"\0" * 1000, "the file is empty", id="nul-bytes"),
        pytest.param(b"\x89PNG\n%\xe2\xe3", "not text, but an image", id="image"),
        pytest.param(bytes(range(256)) * 100, "not text, but binary", id="bytes"),
    ],
)
def test_names_what_it_cannot_read(read, data, reason):
    with pytest.raises(UnreadableFileError) as raised:
        read(data)
    assert str(raised.value).startswith(reason)


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_texts_are_limited_in_size_also_when_they_are_unpacked(read, compress):
    with pytest.raises(UnreadableFileError, match="more than 16 MiB"):
        read(compress(b"Il pleut. " * 2_000_000), "a.txt.gz")


def test_a_long_first_line_is_text(read):
    (article,) = read("T" * 100_000 + f"\n\n{BODY}")
    assert article.title is None
    assert article.body == "T" * 100_000 + f"\n\n{BODY}"


@pytest.mark.parametrize(
    "lines",
    [
        ["https://moulin.example/un", "https://moulin.example/deux", "http://www.moulin.example"],
        ["Moulins", "1. www.moulin.example/un", "2. www.moulin.example/deux",
         "3) https://moulin.example/3", "- https://moulin.example/4"],
        ["Zoé Roy <zoe@moulin.example>;", "jean.leguen@moulin.example", "ana@moulin.example"],
    ],
)  # fmt: skip
def test_a_list_of_addresses_is_no_article(read, lines):
    with pytest.raises(UnreadableFileError, match="a list of addresses and no article; save the"):
        read("\n".join(lines))


def test_an_article_may_end_with_addresses(read):
    (article,) = read(f"{TEXT}\nhttps://moulin.example/un\nhttps://moulin.example/deux\n")
    assert "Deux meuniers" in article.body


def test_an_article_as_long_as_a_book_is_read_with_a_warning_that_says_what_to_do(read):
    article, problem = read(f"{TITLE}\n\n" + f"{BODY}\n\n" * 2000)
    assert article.title == TITLE
    assert not problem.lost
    assert re.search(r"one article of \d\d,\d{3} words; if it holds several, make", problem.reason)


@pytest.mark.parametrize(("words", "is_too_long"), [(9, False), (10, False), (11, True)])
def test_how_long_an_article_may_be(words, is_too_long):
    assert (length_warning("mot " * words, most_words=10) is not None) is is_too_long


def test_the_id_stays_and_is_of_the_place(read):
    (first,) = read(TEXT)
    (again,) = read("Autre texte, au même endroit.")
    (elsewhere,) = read(TEXT, "autre.txt")
    assert first.id == again.id != elsewhere.id
    assert isinstance(first, Article)


SEED = Path(__file__).parents[3].parent / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="the first real input is not here")
def test_reads_the_first_real_input():
    (path,) = SEED.glob("*.txt")
    (article,) = all_of(path)
    assert article.title == "La Syrie intensifie ses raids contre l'EI: au moins 26 morts"
    assert (article.agency, article.source, article.credit) == ("ATS", "ATS", "Keystone")
    assert article.date is None
    assert article.body.startswith("L'aviation syrienne")
    assert article.body.endswith("base aérienne avancée.")
    for subhead in ("Déclarations de Moscou", "Entretien américano-russe", "Base russe en Syrie?"):
        assert f"\n\n{subhead}\n\n" in article.body
    for furniture in ("newsletter", "météo", "partager", "link", "restez", "ats\n"):
        assert furniture not in article.body.lower()
