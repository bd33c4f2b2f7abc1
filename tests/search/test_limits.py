"""Whatever is typed, and whatever words an index has, a search answers, and says what it left out.

Nothing here is damage: no index is called damaged for a word or a query."""

import pytest

import searchnews
from searchnews import Article
from searchnews.engines import EMBEDDED

LONG = "iVBOR" * 250
ARTICLES = [
    Article(id="image", title="Image", body=f"Les données {LONG} suite de l'article."),
    Article(id="ivoire", title="Ivoire", body="L'ivoire suite à la saisie."),
    Article(id="title", title=LONG, body="Les données ivraie.", authors=(f"{LONG} B",)),
    Article(id="letters", body=f"Des lettres {'Ꭰ' * 400} suite, puis {'b' * 12_000} fin."),
    *(Article(id=f"line{n}", body=" ".join(f"ivx{chr(97 + k)}{'q' * (900 + n + k)}"
                                           for k in range(20))) for n in range(3)),
]  # fmt: skip


@pytest.fixture(scope="module", params=EMBEDDED)
def long_words(request, tmp_path_factory):
    directory = tmp_path_factory.mktemp("long") / request.param
    with searchnews.create(directory, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"iv* suite"', "image ivoire"),
        ("donnees-ivb*", "image"),
        ('"donnees iv*"', "image title"),
        ('"donnees iv* suite"', "image"),
        ('"* iv* su*"', "image ivoire"),
        ('"d* ivb* s*"~2', "image"),
        ('"s* ivb*"', ""),
        ('auteur:"iv* b"', "title"),
        ('"lettres Ꭰ* s*"', "letters"),
        ('"b* fin"', "letters"),
        ('titre:"iv*"', "ivoire title"),
        ("iv*", "image ivoire title line0 line1 line2"),
        ('"ivxa* ivxb*"', "line0 line1 line2"),
        ('"ivxb* ivxa*"', ""),
        ("*a" * 4000, ""),
        ("*" + "o*" * 80, "image title"),
        ('"' + "*o " * 50 + '"', ""),
        (f'"{LONG}* suite"', "image"),
    ],
)
def test_finds_words_of_any_length_in_a_row(long_words, query, ids):
    strict = {hit.article.id for hit in long_words.search(query) if not hit.relaxed}
    assert strict == set(ids.split())


def test_rows_of_many_long_words_are_narrowed_and_said_to_be(long_words):
    results = long_words.search('"ivx* ivx* ivx*"')
    assert {hit.article.id for hit in results} == {"line0", "line1", "line2"}
    assert any("ivx* ivx* ivx*: " in warning for warning in results.warnings)


@pytest.fixture(scope="module")
def common_words(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("common") / "index") as index:
        index.add(
            Article(id=f"{n:04}", body=f"Le maire de la ville et les élus {n} de la région. " * 3)
            for n in range(2000)
        )
        yield index


def test_a_loose_phrase_of_plain_words_is_exact(common_words):
    results = common_words.search('"maire ville region"~20')
    assert (results.total, results.warnings) == (2000, ())


def test_function_words_within_many_of_each_other_are_searched_nearer_and_said_to_be(common_words):
    results = common_words.search(" OU ".join(['"le de la et"~20'] * 25), limit=0)
    assert results.total == 2000
    assert any("can stand in too many ways" in warning for warning in results.warnings)


def test_hundreds_of_wildcards_and_misspellings_answer(common_words):
    for query in (
        " OU ".join(f"*{a}{b}*" for a in "aeiou" for b in "aeioulrnst"),
        " ".join(f"{a}{b}u~2" for a in "aeiou" for b in "aeioulrnst"),
        '"' + " ".join(f"*{a}{b}*" for a in "aeiou" for b in "aeioulrnst") + '"~20',
    ):
        assert common_words.search(query, limit=0).total <= 2000


def test_what_was_typed_is_not_written_out_whole_in_a_warning(common_words):
    (warning,) = common_words.search("x" * 5000).warnings
    assert warning == f"no article has {'x' * 40 + '…'!r}"


@pytest.mark.parametrize("offset", [2000, 2**31 - 1])
def test_behind_the_last_hit_there_is_none(common_words, offset):
    assert common_words.search("maire", offset=offset, limit=2**31 - 1).hits == ()
