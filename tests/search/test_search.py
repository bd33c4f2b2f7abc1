"""What queries find, on every engine."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews import Article
from searchnews.errors import InvalidArgumentError

ALL = "palmyre idleb greve nee archive directoire sans-date html"

FOUND = [
    # words: accents, case, elisions and inflections are free
    ("Palmyre", "palmyre"),
    ("PALMYRE", "palmyre"),
    ("palmyrè", "palmyre"),
    ("frappe aérienne", "palmyre"),
    ("l'aviation", "palmyre"),
    ("L’AVIATION", "palmyre"),
    ("aviation", "palmyre"),
    ("Choigou", "palmyre"),
    ("Sergueï Choïgou", "palmyre"),
    ("etat islamique", "palmyre"),
    ("frappes", "palmyre idleb greve"),
    ("CGT", "greve"),
    ("C.G.T.", "greve"),
    ("12000 civils", "idleb"),
    ("12 000", "idleb"),
    ("3,5", "idleb"),
    ("20h30", "greve"),
    ("auteurs", "greve"),
    ("auteur", "greve"),
    ("aujourd’hui", "archive"),
    # hyphens: neighbours in order
    ("Al-Qaida", "palmyre idleb"),
    ("chasseur-bombardier", "palmyre"),
    ("bombardier-chasseur", ""),
    # phrases: these words in a row
    ('"frappes aériennes"', "palmyre"),
    ('"frappes aeriennes"', "palmyre"),
    ('"frappe aérienne"', ""),
    ('"Etat islamique"', "palmyre"),
    ("« État islamique »", "palmyre"),
    ('"aériennes frappes"', ""),
    ('"frappes secteur"', ""),
    ('"frappes secteur"~3', "palmyre"),
    ('"frappes secteur"~2', ""),
    ('"secteur frappes"~9', ""),
    ('"à la porte"', "greve"),
    ('"sur Palmyre"', "palmyre"),
    ('"Palmyre L\'aviation"~20', ""),
    ('"frappes aérie*"', "palmyre"),
    ('"secteur * Palmyre"', "palmyre"),
    # near each other in either order, inflections free
    ("secteurs PRÈS/3 frappe", "palmyre"),
    ("frappe NEAR/3 secteurs", "palmyre"),
    ("secteurs PRÈS/2 frappe", ""),
    ('"frappes aériennes" PRÈS (secteur OU zzz)', "palmyre"),
    ("=frappe PRÈS secteur", ""),
    ("frappe* SAUF frappes PRÈS/3 secteur", "idleb greve"),
    ("titre:(raid PRÈS Syrie)", "palmyre"),
    ("texte:(raid PRÈS Syrie)", ""),
    # exact forms, accents included
    ("=frappes", "palmyre idleb"),
    ("=frappe", "greve"),
    ("=frappé", "palmyre"),
    ("=née", "nee"),
    ("=nee", ""),
    ("=a", "palmyre nee"),
    # operators
    ("raids ET Palmyre", "palmyre"),
    ("Palmyre OU Rakka", "palmyre nee"),
    ("frappes SAUF Palmyre", "idleb greve"),
    ("frappes -Palmyre", "idleb greve"),
    ("raids ET Syrie SAUF Reuters", ""),
    ("frappe ET (Palmyre OU Idleb) SAUF Reuters", "idleb"),
    ("-frappes -Palmyre -Rakka", "archive directoire sans-date html"),
    ("*", ALL),
    # fields
    ("titre:Syrie", "palmyre"),
    ("titre:raids", "palmyre"),
    ("title:frappe", "greve"),
    ("texte:raids", ""),
    ("texte:Palmyre", "palmyre"),
    ("texte:frappes", "palmyre idleb greve"),
    ('titre:"raids sur"', "palmyre"),
    ('texte:"raids sur"', ""),
    ("source:ATS Palmyre", "palmyre"),
    ('source:"Le Temps"', "idleb"),
    ("source:courrier", "greve archive"),
    ("auteur:Martin", "idleb"),
    ('auteur:"Martin Luc"', ""),
    ("rubrique:economie", "greve"),
    ("auteur:* frappes", "idleb"),
    ("rubrique:*", "palmyre greve"),
    ("-titre:*", "sans-date"),
    # dates
    ("date:2015", "palmyre idleb"),
    ("date:2015-09-18", "palmyre idleb"),
    ("date:18/09/2015", "palmyre idleb"),
    ("date:2015-09-17", "idleb"),
    ('date:"septembre 2015"', "palmyre idleb"),
    ("date:[2015-10-01 TO 2016-12-31]", "greve"),
    ("date:[* TO 1914]", "archive directoire"),
    ("depuis:2016-04", "nee html"),
    ("avant:1914", "directoire"),
    ("avant:2015-09-18", "idleb archive directoire"),
    ("frappes date:2015", "palmyre idleb"),
    ("-date:*", "sans-date"),
    # wildcards and misspellings
    ("djihad*", "palmyre"),
    ("r?kka", "nee"),
    ("*qaida", "palmyre idleb"),
    ("Palmire~", "palmyre"),
    ("Choigu~2", "palmyre"),
    ("Choygu~", ""),
    # function words alone are words; beside others they are left out
    ("la", "palmyre idleb greve archive sans-date html"),
    ("les frappes de l'aviation", "palmyre"),
    # text that is no query
    ("10:30", ""),
    ("😀", ""),
    ("", ""),
]


@pytest.mark.parametrize(("query", "ids"), FOUND)
def test_finds(index, query, ids):
    results = index.search(query, limit=20)
    assert {hit.article.id for hit in results if not hit.relaxed} == set(ids.split())
    assert results.total == len(ids.split())


def ids(results):
    return [hit.article.id for hit in results]


def test_ranks_the_typed_form_above_its_inflections(index):
    assert ids(index.search("frappe"))[0] == "greve"


def test_fills_the_page_with_articles_that_have_some_of_the_words(index):
    results = index.search("Palmyre Rakka")
    assert results.total == 0
    assert {(hit.article.id, hit.relaxed) for hit in results} == {("palmyre", True), ("nee", True)}


def test_relaxed_hits_follow_the_strict_ones(index):
    results = index.search("frappes aériennes")
    assert results.total == 1
    assert [hit.relaxed for hit in results] == [False, True, True]
    assert [hit.rank for hit in results] == [1, 2, 3]


def test_pages_go_on_into_the_relaxed_hits(index):
    whole = ids(index.search("frappes aériennes", limit=3))
    assert [ids(index.search("frappes aériennes", limit=2, offset=n)) for n in (0, 2)] == [
        whole[:2],
        whole[2:],
    ]


@pytest.mark.parametrize(
    "query",
    ["Palmyre ET Rakka", "titre:Palmyre titre:Rakka", 'titre:"Palmyre Rakka"', "=frappe =raids",
     "Palmyre date:1950", "=zzz", "zzz OU yyy"],
)  # fmt: skip
def test_never_relaxes_operators_fields_and_dates(index, query):
    assert len(index.search(query)) == 0


@pytest.mark.parametrize("query", ['"Palmyre Rakka"', '"Palmyre Rakka"~3', "« Rakka Palmyre »"])
def test_words_of_a_phrase_need_not_stand_in_a_row_among_relaxed_hits_and_this_is_said(
    index, query
):
    results = index.search(query)
    assert results.total == 0
    assert {(hit.article.id, hit.relaxed) for hit in results} == {("palmyre", True), ("nee", True)}
    assert any("need not have these words in a row" in said for said in results.warnings)


def test_a_phrase_that_fills_a_page_is_not_relaxed_and_nothing_is_said(index):
    results = index.search('"frappes aériennes"', limit=1)
    assert (ids(results), results.warnings) == (["palmyre"], ())


@pytest.mark.parametrize(
    "query",
    [
        'Grève : "les cheminots à la porte" (CGT)',
        "Grève : « les cheminots à la porte », CGT",
        "GRÈVE : LES CHEMINOTS À LA PORTE, CGT",
        "Grève des cheminots CGT (PHOTOS ET VIDEOS)",
    ],
)
def test_a_pasted_headline_finds_its_article_whatever_signs_it_has(new_index, query):
    new_index.add(
        [
            Article(id="strike", body="La CGT appelle les cheminots à la grève. Tous à la porte."),
            Article(id="other", body="Les photos d'une porte."),
        ]
    )
    assert ids(new_index.search(query))[0] == "strike"


LONG = "frappes aériennes Palmyre Choïgou mobilisation"


def test_three_words_or_fewer_put_articles_with_all_of_them_first(new_index):
    # Of these words "rakka" is by far the rarest, and one article has little else.
    new_index.add(
        [Article(id="all", body="Un mot de plus. " * 200 + "Raid, guerre, Palmyre, Rakka."),
         Article(id="some", body="Rakka, Palmyre, Rakka, Palmyre.")]
        + [Article(id=f"raid{n}", body="Un raid, une guerre.") for n in range(30)]
    )  # fmt: skip
    assert ids(new_index.search("raid Palmyre Rakka"))[:2] == ["all", "some"]
    four = new_index.search("raid guerre Palmyre Rakka")
    assert [(hit.article.id, hit.relaxed) for hit in four][:2] == [("some", True), ("all", False)]
    assert four.total == 1


@pytest.mark.parametrize("arguments", [{"sort": "date"}, {"sort": "-date"}, {"limit": 0}])
def test_sorts_by_date_and_counts_take_strict_hits_alone(index, arguments):
    results = index.search(LONG, **arguments)
    assert (results.total, len(results)) == (0, 0)
    assert len(index.search("frappes aériennes", **arguments)) == min(1, arguments.get("limit", 1))
    assert list(index.stream(LONG)) == []


def test_pages_of_hits_ranked_together_are_one_list(index):
    whole = [(hit.rank, hit.article.id, hit.relaxed) for hit in index.search(LONG, limit=20)]
    pages = [index.search(LONG, limit=2, offset=offset).hits for offset in range(0, 20, 2)]
    assert [(hit.rank, hit.article.id, hit.relaxed) for page in pages for hit in page] == whole
    assert len({article_id for _, article_id, _ in whole}) == len(whole) > 2


def test_an_unknown_word_is_replaced_among_the_relaxed_hits_and_said(index):
    results = index.search("Palmire raids")
    assert results.total == 0
    assert ids(results) == ["palmyre"]
    assert results.warnings == ("no article has 'Palmire'; read as palmyre in what follows",)
    assert results.suggestion == "Palmyre raids"


def test_an_unknown_word_without_neighbours_is_said(index):
    assert index.search("zzzzzz").warnings == ("no article has 'zzzzzz'",)


def test_filters_narrow_what_the_query_finds(index):
    assert ids(index.search("frappes", sources=["ATS"])) == ["palmyre"]
    assert set(ids(index.search("frappes", sources=["ats", "Le Temps"]))) == {"palmyre", "idleb"}
    assert ids(index.search("frappes", date_from="2016", date_to="2016")) == ["greve"]
    assert len(index.search("frappes", sources=["Temps Le"])) == 0


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def papers(request, tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("papers") / "index", request.param) as index:
        index.add(
            [
                Article(id="monde", title="Crue", source="Le Monde",
                        url="https://www.monde.fr/crue"),
                Article(id="diplo", title="Crue", source="Le Monde diplomatique",
                        agency="Le Monde"),
                Article(id="ados", title="Crue", source="Le Monde des ados",
                        authors=("Luc Petit",)),
                Article(id="petit", title="Crue", authors=("Ann Luc", "Petit"), section="Le Monde",
                        url="http://monde.fr/eau/crue.php?id=7"),
                Article(id="lien", body="Voir https://www.monde.fr/crue?x=1#haut ici."),
            ]
        )  # fmt: skip
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source:monde", "monde diplo ados"),
        ('source:"Le Monde"', "monde diplo ados"),
        ('source:="Le Monde"', "monde diplo"),
        ('source:="LE MONDE"', "monde diplo"),
        ("source:=monde", ""),
        ('source:="Monde des"', ""),
        ('auteur:="Luc Petit"', "ados"),
        ("auteur:=petit", "petit"),
        ('auteur:="luc petit"', "ados"),
        ('rubrique:="Le Monde"', "petit"),
        ('-source:="Le Monde" crue', "ados petit lien"),
        ('="CRUË"', ""),
        ('="crue"', "monde diplo ados petit lien"),
        # addresses
        ("https://www.monde.fr/crue", "monde lien"),
        ("www.monde.fr/crue/", "monde lien"),
        ("monde.fr/crue?utm_source=x#haut", "monde lien"),
        ("url:monde.fr/crue", "monde"),
        ("url:https://www.monde.fr/crue?x=1", "monde"),
        ("adresse:monde.fr", "monde petit"),
        ("site:www.monde.fr/eau/", "petit"),
        ("url:monde.fr/eau/crue.php?id=7", "petit"),
        ("url:monde.fr/eau/crue.php?id=8", ""),
        ("url:(monde.fr/crue OU monde.fr/eau)", "monde petit"),
        ("crue -url:*", "diplo ados lien"),
        ("https://ailleurs.fr/crue", ""),
        ("(http://monde.fr/crue), crue", "monde lien"),
    ],
)
def test_whole_names_and_addresses(papers, query, found):
    results = papers.search(query)
    assert {hit.article.id for hit in results if not hit.relaxed} == set(found.split())
    assert results.total == len(found.split())


def test_the_article_of_an_address_stands_before_those_that_name_it(papers):
    assert ids(papers.search("https://monde.fr/crue")) == ["monde", "lien"]


def test_a_filter_by_source_takes_whole_names_and_says_where_there_are_none(papers):
    assert set(ids(papers.search("crue", sources=["le monde"]))) == {"monde", "diplo"}
    results = papers.search("crue", sources=["monde"])
    assert (results.total, list(results)) == (0, [])
    assert "no article has the source monde; source:monde finds" in results.warnings[0]


def test_what_is_no_url_is_said(papers):
    assert "raids is no URL" in papers.search("url:raids").warnings[0]


def test_sorts_by_date_undated_last(index):
    oldest_first = ids(index.search("*", sort="date", limit=20))
    assert oldest_first == "directoire archive idleb palmyre greve nee html sans-date".split()
    newest_first = ids(index.search("*", sort="-date", limit=20))
    assert newest_first == "html nee greve palmyre idleb archive directoire sans-date".split()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *(
            ({name: count}, f"{name} counts hits: a whole number from 0 to 2,147,483,647, not")
            for name in ("limit", "offset")
            for count in (-1, 2**31, 10**20, 1.5)
        ),
        ({"sort": "size"}, "sort is one of"),
        ({"date_from": "jadis"}, "'jadis' is not a date"),
        ({"date_from": "2016", "date_to": "2015"}, "comes after"),
    ],
)
def test_refuses_what_makes_no_sense(index, arguments, message):
    with pytest.raises(InvalidArgumentError, match=message):
        index.search("Palmyre", **arguments)


def test_understands_in_the_same_language(index):
    results = index.search("raids AND title:Syrie")
    assert results.understood == "raids ET titre:Syrie"


def test_streams_every_strict_hit(index):
    streamed = [hit.article.id for hit in index.stream("frappes")]
    assert streamed == ids(index.search("frappes"))
    assert [hit.rank for hit in index.stream("frappes")] == [1, 2, 3]


def test_explains_what_the_parts_of_a_score_add(index):
    results = index.search("frappes aériennes", explain=True)
    best = results.hits[0]
    assert dict(best.explanation).keys() == {"frappes", "aeriennes", "frappes near aériennes"}
    assert sum(score for _, score in best.explanation) == pytest.approx(best.score, rel=1e-3)
    forms = {found.typed: found.forms for found in results.forms}
    assert forms["frappes"] == (("frappes", 1.0, 2), ("frappe", 0.3, 2))


def test_explains_the_scores_of_relaxed_hits_too(index):
    for hit in index.search("frappes aériennes Rakka Palmire mobilisation", explain=True):
        assert hit.relaxed
        assert sum(score for _, score in hit.explanation) == pytest.approx(hit.score, rel=1e-3)


def test_puts_fresh_articles_first_when_asked(new_index):
    today = datetime.now(UTC).date()
    dates = {"new": today, "old": today - timedelta(days=400), "undated": None}
    new_index.add(
        Article(id=name, body=f"Un raid sur {'Palmyre, Palmyre' if date != today else 'Palmyre'}.",
                date=date and date.isoformat())
        for name, date in dates.items()
    )  # fmt: skip
    assert ids(new_index.search("raid Palmyre"))[-1] == "new"
    fresh = new_index.search("raid Palmyre", fresh="30d", explain=True)
    assert ids(fresh)[0] == "new"
    assert "fresh" in dict(fresh.hits[0].explanation)
    assert "fresh" not in dict(fresh.hits[1].explanation)
    assert ids(new_index.search("*", fresh="30d"))[0] == "new"
    assert next(new_index.stream("raid", fresh="30d")).article.id == "new"


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_freshness_goes_with_relevance_only(index, sort):
    with pytest.raises(InvalidArgumentError, match="fresh goes with the sort by relevance"):
        index.search("raid", sort=sort, fresh="30d")


@pytest.mark.parametrize("name", ["Raka", "Raqqa", "RAKKA"])
def test_finds_a_name_by_its_other_spellings(index, name):
    results = index.search(name, explain=True)
    assert (results.total, ids(results)) == (1, ["nee"])
    assert results.forms[0].forms[0][0] == "rakka"
    unknown = name != "RAKKA"
    assert any("; found as rakka" in said for said in results.warnings) == unknown


@pytest.mark.parametrize("query", ["=Raqqa", '"Raqqa"', "source:rtemps"])
def test_exact_search_knows_no_other_spelling(index, query):
    assert index.search(query).total == 0


def test_counts_without_hits(index):
    results = index.search("frappes", limit=0)
    assert (results.total, len(results)) == (3, 0)


PIECES = st.sampled_from(
    "frappes Palmyre l'armée Al-Qaïda 12 000 ET OU SAUF ( ) \" « » - + = ~ ~2 * ? titre: date: "
    "source:( 2015 [ TO ] djihad* ?qa zzz le =née".split()
    + [" ", " ", " "]
)


@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(), st.text(st.characters())))
def test_any_text_at_all_runs(index, text):
    results = index.search(text, explain=True)
    assert results.total <= len(ALL.split())
    for hit in results:
        for start, end in hit.snippet.highlights:
            assert 0 <= start < end <= len(hit.snippet.text)
        for start, end in hit.title_highlights:
            assert 0 <= start < end <= len(hit.article.title)
    results.to_dict()


def test_phrases_near_something_are_marked_where_they_are_near_it(new_index):
    body = (
        "Le chef du parti parle. Le vieux chef du parti a vu Paul. Paul a ri, le chef du parti non."
    )
    new_index.add([Article(id="a1", body=body)])
    (hit,) = new_index.search('"chef du parti" PRÈS/2 Paul')
    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.highlights]
    assert marked == ["chef", "du", "parti", "Paul"]
    assert hit.snippet.text.startswith("Le vieux")
