"""Articles that are like one: of the index, of a file, or a text."""

import pytest

import searchnews
from searchnews.article import Article
from searchnews.engines import EMBEDDED
from searchnews.errors import InvalidArgumentError

ARTICLES = [
    Article(id="viaduc-1", title="Le viaduc de Rochebrune fermé", date="2018-09-13", source="AFP",
            body="Un câble rompu a fait fermer le viaduc. La préfecture attend un rapport."),
    Article(id="viaduc-2", title="Rochebrune : un câble du viaduc a rompu", date="2018-09-14",
            source="Le Progrès", body="Le viaduc reste fermé, dit la préfecture."),
    Article(id="viaduc-3", title="Le viaduc rouvre", date="2021-06-01", source="AFP",
            body="Rochebrune a de nouveau son viaduc, les câbles sont neufs."),
    Article(id="loup", title="Le loup est revenu", date="2018-10-02", source="AFP",
            body="Un berger de Rochebrune a vu un loup. La préfecture compte les brebis."),
    Article(id="chorale", title="La chorale chante", body="Trente voix et un piano."),
]  # fmt: skip


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request, tmp_path_factory):
    directory = tmp_path_factory.mktemp("similar") / "index"
    with searchnews.create(directory, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


def ids(rows):
    return [row.id for row in rows]


def test_most_alike_first_and_itself_not(index):
    rows = index.similar("viaduc-1")
    assert ids(rows)[:2] == ["viaduc-2", "viaduc-3"]
    assert "viaduc-1" not in ids(rows)
    assert "chorale" not in ids(rows)
    scores = [row.score for row in rows]
    assert scores == sorted(scores, reverse=True)


def test_the_words_that_made_it_so(index):
    first = index.similar("viaduc-1").rows[0]
    assert {"viaduc", "câble", "rompu"} <= set(first.words)
    assert set(first.words) <= {"viaduc", "câble", "rompu", "Rochebrune", "fermé", "préfecture"}
    assert (first.title, first.date, first.source) == (
        "Rochebrune : un câble du viaduc a rompu", "2018-09-14", "Le Progrès",
    )  # fmt: skip


def test_a_text_that_is_in_no_index(index):
    text = Article(id="text", body="Les brebis, le loup et le berger")
    assert ids(index.similar(text)) == ["loup"]


def test_among_some_articles_only(index):
    assert ids(index.similar("viaduc-1", sources=["AFP"])) == ["viaduc-3", "loup"]
    assert ids(index.similar("viaduc-1", date_to="2018")) == ["viaduc-2", "loup"]


def test_no_more_than_asked_for(index):
    assert ids(index.similar("viaduc-1", limit=1)) == ["viaduc-2"]
    nothing = index.similar("viaduc-1", limit=0)
    assert nothing.rows == ()
    assert nothing.about.queries[0].matches == 3


def test_the_answer_says_the_words_as_a_query_that_finds_the_same(index):
    rows = index.similar("viaduc-1")
    (query,) = rows.about.queries
    assert query.query == "viaduc-1"
    found = index.search(query.understood, limit=10)
    assert {hit.article.id for hit in found} == {"viaduc-1", *ids(rows)}
    assert query.matches == len(rows)
    assert rows.about.out_of == len(ARTICLES)


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("unknown", "there is no article unknown"),
        ("\udce9", "there is no article"),
        (Article(id="text"), "no words"),
        (Article(id="text", body="le la de, à la"), "no words"),
        (Article(id="text", body="xyzzyx"), "no words"),
    ],
)
def test_what_is_like_nothing(index, article, said):
    with pytest.raises(InvalidArgumentError, match=said):
        index.similar(article)


@pytest.mark.parametrize("options", [{"limit": -1}, {"date_from": "demain matin"}])
def test_what_makes_no_sense(index, options):
    with pytest.raises(InvalidArgumentError):
        index.similar("loup", **options)


DISPATCH = (
    "Le viaduc de la Combe a été fermé mardi soir après la découverte de fissures dans deux de ses "
    "piles, a annoncé la préfecture. Les douze câbles seront remplacés avant l'hiver et les trains "
    "seront détournés par la vallée pendant neuf semaines, selon la compagnie régionale."
)


def copies_of_rows(rows):
    return [(row.id, row.copy, row.copies) for row in rows]


def test_one_row_for_all_copies_of_a_dispatch(new_index):
    new_index.add(
        [
            *(
                Article(id=f"copy{n}", body=DISPATCH, date=f"2018-09-1{n}", source=f"Paper {n}")
                for n in range(1, 6)
            ),
            Article(id="rouvert", body="Le viaduc de la Combe a rouvert, ses câbles sont neufs."),
            Article(id="chorale", body="La chorale chante."),
        ]
    )
    assert copies_of_rows(new_index.similar("rouvert")) == [("copy5", False, 4)]
    assert copies_of_rows(new_index.similar("copy1")) == [
        ("copy5", True, 3), ("rouvert", False, 0)
    ]  # fmt: skip
    text = Article(id="text", body=DISPATCH)
    assert copies_of_rows(new_index.similar(text, limit=1)) == [("copy5", False, 4)]


def test_copies_do_not_use_up_the_rows(new_index):
    new_index.add(Article(id=f"copy{n:03}", body=DISPATCH, source=f"Paper {n}") for n in range(120))
    new_index.add([Article(id="rouvert", body="Le viaduc de la Combe a rouvert.")])
    text = Article(id="text", body=DISPATCH)
    assert [row.id for row in new_index.similar(text, limit=2)][1:] == ["rouvert"]
