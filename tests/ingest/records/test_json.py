"""Reading JSON in all the shapes it comes in."""

import codecs
import gzip
import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest.reading import all_of, each_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Problem
from searchnews.ingest.origin import Origin

RECORDS = [
    {"id": "a1", "title": "Le moulin tourne", "body": "Il moud le blé."},
    {"id": "a2", "titre": "L’été à Nîmes", "texte": "Il fait chaud, déjà."},
    {"id": "a3", "headline": "La foire", "content": "Elle a ouvert à l'aube."},
]
TITLES = ["Le moulin tourne", "L’été à Nîmes", "La foire"]


def jsonl(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def read(tmp_path):
    def read(data, name="a.jsonl", **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return all_of(path, **options)

    return read


def titles(found):
    return [item.title for item in found if isinstance(item, Article)]


def problems(found):
    return [item for item in found if isinstance(item, Problem)]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(jsonl(*RECORDS), id="lines"),
        pytest.param("\n" + jsonl(*RECORDS).replace("\n", "\r\n\r\n"), id="lines-and-blank-lines"),
        pytest.param(json.dumps(RECORDS), id="array"),
        pytest.param(json.dumps(RECORDS, indent=2), id="indented-array"),
        pytest.param("[" + ",\n".join(map(json.dumps, RECORDS)) + "]", id="array-by-lines"),
        pytest.param(json.dumps({"articles": RECORDS}), id="wrapped"),
        pytest.param(json.dumps({"title": "Flux", "items": RECORDS}, indent=1), id="json-feed"),
        pytest.param(json.dumps({"n": 3, "response": {"docs": RECORDS}}), id="wrapped-twice"),
    ],
)
def test_the_content_tells_the_shape(read, name, text):
    found = read(text, name)
    assert titles(found) == TITLES
    assert [item.id for item in found] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_one_object_is_one_article(read, name, indent):
    record = {"title": "La foire", "authors": [{"name": "Zoé Roy"}], "body": "Elle a ouvert."}
    (article,) = read(json.dumps(record, indent=indent), name)
    assert (article.title, article.authors) == ("La foire", ("Zoé Roy",))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(jsonl(*RECORDS).encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + jsonl(*RECORDS).encode(), id="utf-8-bom"),
        pytest.param(jsonl(*RECORDS).encode("utf-16"), id="utf-16"),
        pytest.param(jsonl(*RECORDS).encode("utf-16-be"), id="utf-16-be"),
        pytest.param(jsonl(*RECORDS).encode("cp1252"), id="windows-1252"),
        pytest.param(gzip.compress(jsonl(*RECORDS).encode()), id="gzip"),
        pytest.param(jsonl(*RECORDS).encode() + b"\0" * 5000, id="nul-bytes-after-a-crash"),
        pytest.param(json.dumps(RECORDS).encode("utf-16"), id="utf-16-array"),
    ],
)
def test_reads_encodings(read, data):
    assert titles(read(data)) == TITLES


def test_windows_bytes_far_behind_the_beginning_are_read(read):
    text = jsonl(*[{"title": f"Titre {n}", "body": "mot " * 100} for n in range(500)])
    found = read(text.encode() + jsonl(RECORDS[1]).encode("cp1252"))
    assert titles(found)[-1] == "L’été à Nîmes"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"title": "coupé', "not JSON: Unterminated string", id="cut"),
        pytest.param("{'title': 'x'}", "not JSON: Expecting property name", id="quotes"),
        pytest.param("42", "a number where an object was expected", id="number"),
        pytest.param('["a"]', "an array where an object was expected", id="array"),
        pytest.param("null", "null where an object was expected", id="null"),
        pytest.param('{"vues": 3, "lieu": "x"}', "it has neither a title nor a text, but vues, "
                     "lieu; tell which", id="no-text"),
        pytest.param('{"title": " ", "body": null}', "it has neither", id="empty"),
        pytest.param('{"title": ' + "[" * 100_000, "not JSON: nested too deeply", id="deep"),
        pytest.param('{"title": "x", "a": ' + "[" * 200 + "]" * 200 + "}",
                     "nested deeper than 100 levels", id="rather-deep"),
        pytest.param('{"title": "x", "n": ' + "9" * 5000 + "}",
                     "not JSON: a number of thousands of digits", id="huge-number"),
        pytest.param("\x01\x02", "not JSON: Expecting value", id="control-characters"),
    ],
)  # fmt: skip
def test_a_broken_line_is_named_and_the_others_go_on(read, line, reason):
    found = read(jsonl(RECORDS[0]) + line + "\n" + jsonl(*RECORDS[1:]))
    assert titles(found) == TITLES
    (problem,) = problems(found)
    assert problem.reason.startswith(reason)
    assert (problem.line, problem.lost) == (2, True)


def test_a_record_of_an_array_that_is_no_article_is_named_by_its_number(read):
    found = read(json.dumps([RECORDS[0], 7, *RECORDS[1:]]), "a.json")
    assert titles(found) == TITLES
    assert problems(found) == [Problem("record 2: a number where an object was expected")]


def test_a_line_that_is_too_long_is_skipped_in_bounded_memory(read, tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(jsonl(RECORDS[0]).encode() + b'{"title": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + jsonl(*RECORDS[1:]).encode())
    tracemalloc.start()
    found = all_of(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert titles(found) == TITLES
    assert problems(found) == [
        Problem("longer than 16 million characters; make it one article a line", 2)
    ]
    assert peak < 100_000_000


def test_a_first_line_that_is_too_long_is_skipped(read):
    found = read(b'{"title": "' + b"x" * 17_000_000 + b'"}\n' + jsonl(*RECORDS).encode())
    assert titles(found) == TITLES
    assert problems(found)[0].line == 1


@pytest.mark.slow
def test_a_gzip_bomb_is_read_in_bounded_memory(read, tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(jsonl(RECORDS[0]).encode())
        for _ in range(200):
            file.write(b" " * 1_000_000)
    tracemalloc.start()
    found = all_of(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert titles(found) == TITLES[:1]
    assert peak < 100_000_000


def test_an_array_beyond_the_limit_is_refused_with_advice(read, monkeypatch):
    monkeypatch.setattr("searchnews.ingest.records.json._LARGEST_WHOLE", 100)
    with pytest.raises(UnreadableFileError, match=r"one object a line.* jq -c"):
        read(json.dumps(RECORDS, indent=1), "a.json")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.json", b"", "the file is empty", id="empty"),
        pytest.param("a.jsonl", b" \n\n\0", "the file is empty", id="blank"),
        pytest.param("a.json", b"[]", "there is no article in it", id="empty-array"),
        pytest.param(
            "a.json",
            b'{"articles": []}',
            "there is no article in it: record 1: it has neither",
            id="empty-wrapped",
        ),
        pytest.param(
            "a.json",
            b'[{"title": "x"}',
            "not JSON: Expecting ',' delimiter (line 1, character 16)",
            id="cut-array",
        ),
        pytest.param("a.json", b"\n\nbonjour", "not JSON: Expecting value", id="no-json"),
        pytest.param("a.json", b"[" * 100_000, "not JSON: nested too deeply", id="deep"),
        pytest.param(
            "a.jsonl",
            b"bonjour\nsalut\n",
            "there is no article in it",
            id="no-json-lines",
        ),
        pytest.param("a.jsonl", b"%PDF-1.7 \xe2\xe3", "the PDF is damaged", id="pdf"),
        pytest.param("a.json", bytes(range(256)) * 50, "not JSON, but binary", id="bytes"),
        pytest.param(
            "a.json.gz",
            gzip.compress(b"[]" * 5000)[:-9],
            "the compressed data is cut short",
            id="cut",
        ),
        pytest.param(
            "a.json.gz",
            b"\x1f\x8b\x08\x00" + b"\xff" * 50,
            "the compressed data is damaged",
            id="damaged",
        ),
    ],
)
def test_what_has_no_article_is_named(read, name, data, reason):
    with pytest.raises(UnreadableFileError) as raised:
        read(data, name)
    assert str(raised.value).startswith(reason)


def test_what_comes_before_a_cut_is_read(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    records = [{"id": str(n), "title": f"Titre {n}", "body": hex(n**50)} for n in range(2000)]
    data = gzip.compress(jsonl(*records).encode())
    path.write_bytes(data[: len(data) // 2])
    reading = each_of(path)
    assert [next(reading).title for _ in range(800)] == [f"Titre {n}" for n in range(800)]
    with pytest.raises(UnreadableFileError, match="cut short"):
        list(reading)


def test_an_invalid_date_is_kept_beside_and_told(read):
    found = read(jsonl({"title": "x", "date": "2015-13-45"}, {"title": "y", "pubDate": "2015"}))
    assert [(a.date, a.extra) for a in found if isinstance(a, Article)] == [
        (None, {"date": "2015-13-45"}),
        ("2015", {}),
    ]
    assert problems(found) == [Problem("date: 2015-13-45 is not a date", 1, lost=False)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"title": "a\\ud800b", "body": "\\udc00"}', id="lone-surrogates"),
        pytest.param('{"title": "a\\u0000b", "body": "a\0b"}', id="nul-characters"),
        pytest.param('{"title": "a\\ud800b", "\\ud800": {"x": ["\\ud800\\u0000"]}}', id="nested"),
    ],
)
def test_characters_that_cannot_be_stored_are_replaced(read, text):
    (article,) = read(text)
    assert article.title == "a\ufffdb"
    stored = article.to_json().decode()
    assert "\0" not in stored
    assert Article.from_json(stored.encode()) == article


def test_a_pair_of_surrogates_is_a_character(read):
    (article,) = read('{"title": "\\ud83d\\ude00 \\ud800"}')
    assert article.title == "😀 \ufffd"


def test_what_python_writes_for_an_unknown_number_is_nothing(read):
    (article,) = read('{"title": "x", "author": NaN, "score": -Infinity}')
    assert (article.authors, article.extra) == ((), {})


def test_a_tab_inside_a_text_loses_no_article(read):
    (article,) = read('{"title": "x", "body": "un\ttexte"}')
    assert article.body == "un\ttexte"


def test_of_names_given_twice_the_last_counts(read):
    assert titles(read('{"title": "x", "title": "y"}')) == ["y"]


def test_html_is_read_as_its_text_and_long_titles_as_they_are(read):
    html = "<p>Le blé &amp; l'eau</p><p>a &lt; b</p>"
    (article,) = read(jsonl({"title": "<b>Titre</b> " * 10_000, "body": html, "lead": "a < b"}))
    assert article.title == " ".join(["Titre"] * 10_000)
    assert (article.body, article.lead) == ("Le blé & l'eau\n\na < b", "a < b")


def test_ids_follow_from_the_line_and_stay(read, tmp_path):
    origin = Origin(tmp_path / "a.jsonl", "a")
    found = read("\n" + jsonl({"title": "x"}, {"title": "y", "id": 7}, {"title": "z", "id": ""}))
    assert [a.id for a in found] == [origin.article_id(2), "7", origin.article_id(4)]


def test_an_id_beyond_the_limit_is_kept_beside(read, tmp_path):
    found = read(jsonl({"title": "x", "id": "i" * 2000}))
    (article,) = [item for item in found if isinstance(item, Article)]
    assert article.id == Origin(tmp_path / "a.jsonl", "a").article_id(1)
    assert article.extra == {"id": "i" * 2000}
    assert not problems(found)[0].lost


def test_the_user_says_what_the_records_do_not(read):
    said, silent = read(jsonl({"title": "x", "media": "Le Causse"}, {"title": "y"}), source="ATS")
    assert (said.source, silent.source) == ("Le Causse", "ATS")
    assert said.date is None
    (article,) = read(jsonl({"title": "x"}), date_from_mtime=True)
    assert article.date.endswith("+00:00")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside),
    max_leaves=10,
)
names = st.sampled_from(["id", "title", "texte", "date", "auteurs", "source", "url", "x"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.dictionaries(names, json_values), min_size=1, max_size=4))
def test_any_records_give_articles_or_reasons(read, records):
    text = jsonl({"title": "premier"}, *records)
    found = read(text.encode(errors="surrogatepass"))
    articles = [item for item in found if isinstance(item, Article)]
    lost = [item for item in problems(found) if item.lost]
    assert len(articles) + len(lost) == len(records) + 1
    for article in articles:
        assert Article.from_json(article.to_json()) is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary())
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt", "a.json.gz"])
def test_any_bytes_are_read_or_named(read, name, data):
    with suppress(UnreadableFileError):
        assert read(data, name)


@pytest.mark.parametrize("keys", [("0", "1"), ("a1", "a2"), ("https://val.example/1", "x/2")])
def test_records_may_be_keyed(read, keys):
    records = dict(zip(keys, RECORDS, strict=False))
    first, second = read(json.dumps(records), "a.json")
    assert (first.id, first.title, second.title) == ("a1", TITLES[0], TITLES[1])
    unnamed = {key: {"title": TITLES[0]} for key in keys}
    ids = [article.id for article in read(json.dumps({"articles": unnamed}), "a.json")]
    assert len(set(ids)) == 2
    assert ids == [article.id for article in read(json.dumps({"articles": unnamed}), "a.json")]


def test_a_table_may_be_written_by_columns(read):
    columns = {"title": {"0": "Le pont", "1": "La foire"}, "text": {"0": "Il rouvre.", "1": None}}
    first, second = read(json.dumps(columns), "a.json")
    assert (first.title, first.body, second.title) == ("Le pont", "Il rouvre.", "La foire")


def test_a_json_feed_is_the_source_of_its_items(read):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Le Courrier du Val",
        "home_page_url": "https://val.example",
        "items": [
            {"id": "1", "url": "https://val.example/1", "title": "Le pont", "summary": "Enfin.",
             "content_html": "<p>Il rouvre.</p><p>Enfin.</p>", "date_published": "2015-09-18",
             "authors": [{"name": "Zoé Roy"}], "language": "fr"},
            {"id": "2", "content_text": "La foire a ouvert."},
        ],
    }  # fmt: skip
    first, second = read(json.dumps(feed), "feed.json")
    assert (first.title, first.body, first.lead) == ("Le pont", "Il rouvre.\n\nEnfin.", "Enfin.")
    assert (first.source, first.authors) == ("Le Courrier du Val", ("Zoé Roy",))
    assert (second.title, second.body, second.source) == (
        None, "La foire a ouvert.", "Le Courrier du Val",
    )  # fmt: skip


LONG = "Les habitants du Val ont traversé la rivière à pied. " * 10


def test_what_may_be_the_text_and_is_not_read_is_said_once_for_all_records(read):
    found = read(jsonl({"title": "x", "prose": LONG}, {"title": "y", "prose": LONG}))
    (problem,) = problems(found)
    assert problem.reason == (
        "prose: longer than the text of the article in 2 records; if it is the text, "
        "say --map body=prose"
    )
    assert not problem.lost
    (article,) = read(jsonl({"title": "x", "prose": LONG}), mapping={"body": "prose"})
    assert article.body == LONG.strip()


@pytest.mark.parametrize(
    "value",
    [LONG[:150], "https://val.example/" + "x" * 500, "QUJD" * 200, [LONG], 7],
)
def test_what_is_no_longer_text_is_not_said(read, value):
    assert problems(read(jsonl({"title": "x", "autre": value}))) == []


@given(st.sampled_from(["texte", "body_html", "content", "prose", "raw"]), st.integers(1, 40))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_longer_than_the_body_in_extra_is_always_said(read, name, times):
    text = LONG * times
    found = read(jsonl({"title": "x", "body": "Bref.", name: text}))
    (article,) = [item for item in found if isinstance(item, Article)]
    assert len(article.body) >= len(text.strip()) or any(name in p.reason for p in problems(found))
