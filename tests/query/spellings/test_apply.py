"""One thing that is written in several ways is found in all of them."""

import pytest
from query.vocabularies import index_words

import searchnews
from searchnews import Article
from searchnews.analysis.tokenize import words_of
from searchnews.query.reading.parser import parse
from searchnews.query.spellings.apply import with_spellings

WRITTEN = {
    "weekend": "Un weekend de pluie", "week-end": "Un week-end de vent",
    "startup": "La startup Orlune", "start-up": "La start-up Orlune",
    "antiterroriste": "La loi antiterroriste", "antiterroristes": "Des lois anti-terroristes",
    "terroriste": "Un seul terroriste",
    "F16": "Deux F16 décollent", "F-16": "Deux F-16 atterrissent",
    "MH370": "Le vol MH370", "MH 370": "Le vol MH 370",
    "20e": "Au 20e siècle", "20ème": "Au 20ème siècle",
    "XXe": "Au XXe siècle", "XXème": "Au XXème siècle",
    "Ier": "Le roi Anselme Ier", "1er": "Le roi Anselme 1er", "premier": "Le roi Anselme premier",
    "XIV": "Le roi Aldric XIV", "14": "Le roi Aldric 14", "14 rois": "Les 14 rois",
    "n°": "Le décret n° 12", "no": "Le décret no 12", "numéro": "Le décret numéro 12",
    "nº": "Le décret nº12", "12 décrets": "Les 12 décrets", "N12": "Le décret N12",
    "20h30": "Ouvert à 20h30", "20 h 30": "Ouvert à 20 h 30", "20h": "Ouvert à 20h",
    "ivoire": "La Côte d’Ivoire vote", "urgence": "L’état d’urgence",
    "loreal": "Chez L'Oréal", "djamena": "À N'Djamena",
    "dièse": "Avec #LaisseMonVélo", "mots": "Laisse mon vélo, dit-il",
    "OTVR": "L'OTVR dit", "O. T. V. R.": "L'O. T. V. R. dit", "O.T.V.R.": "L'O.T.V.R. dit",
    "1,5": "Hausse de 1,5 point", "1.5": "Hausse de 1.5 point", "1-5": "Battus 1-5, un point",
    "12 %": "Hausse de 12 %", "pour cent": "Hausse de 12 pour cent", "12": "Hausse de 12 rangs",
    "€": "Une prime de 3 000 €", "euros": "Une prime de 3000 euros",
    "morts": "On compte 3 000 morts",
    "№": "Le décret № 12", "Iᵉʳ": "Le roi Anselme Iᵉʳ",
    "49.3": "Le recours au 49.3", "49-3": "Le recours au 49-3",
    "affaire": "Une affaire", "à faire": "Il a du travail à faire",
}  # fmt: skip


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def index(request, tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("spelt") / "i", engine=request.param) as index:
        index.add([Article(id=name, title="", body=text) for name, text in WRITTEN.items()])
        yield index


@pytest.mark.parametrize(
    ("queries", "found"),
    [
        (["week-end", "weekend", "week end", '"un week-end"'], ["weekend", "week-end"]),
        (["startup", "start-up", "start up"], ["startup", "start-up"]),
        (["antiterroriste", "anti-terroriste"], ["antiterroriste", "antiterroristes"]),
        (["F16", "F-16", "F 16"], ["F16", "F-16"]),
        (["MH370", "MH 370"], ["MH370", "MH 370"]),
        (["20e siècle", "20ème siècle", "20è siècle", "20e\u0300 siècle"], ["20e", "20ème"]),
        (["XXe siècle", "XXème siècle"], ["XXe", "XXème"]),
        (["Anselme Ier", "Anselme 1er", "Anselme premier"], ["Ier", "Iᵉʳ", "1er", "premier"]),
        (["Aldric XIV", "Aldric 14"], ["XIV", "14"]),
        (
            ["décret n°12", "n° 12", "nº 12", "№ 12", "no 12", "numéro 12"],
            ["n°", "nº", "№", "no", "numéro"],
        ),
        (["1,5 point", "1.5 point"], ["1,5", "1.5"]),
        (["12 %", "12\u00a0%", "12%", "12 pour cent", '"12 %"'], ["12 %", "pour cent"]),
        (["3 000 €", "3000 euros", "3000€"], ["€", "euros"]),
        (["49.3", "49-3"], ["49.3", "49-3"]),
        (["20h30", "20 h 30", "20\u202fh\u202f30", "20:30", "20 heures 30"], ["20h30", "20 h 30"]),
        (['"cote d ivoire"', "cote-d-ivoire", "Côte d'Ivoire"], ["ivoire"]),
        (["etat-d-urgence"], ["urgence"]),
        (["loreal"], ["loreal"]),
        (["Ndjamena"], ["djamena"]),
        (["#LaisseMonVélo", "laisse mon vélo"], ["dièse", "mots"]),
        (["OTVR", "O. T. V. R.", "O.T.V.R."], ["OTVR", "O. T. V. R.", "O.T.V.R."]),
        (["affaire"], ["affaire"]),
        (["=weekend"], ["weekend"]),
        (["titre:weekend", "source:week-end"], []),
    ],
)
def test_each_spelling_finds_all(index, queries, found):
    for query in queries:
        results = index.search(query, limit=20)
        strict = [hit.article.id for hit in results if not hit.relaxed]
        assert sorted(strict) == sorted(found), query
        assert results.total == len(found), query


@pytest.mark.parametrize(
    ("query", "article", "highlighted"),
    [
        ("weekend", "week-end", ["week", "end"]),
        ("week-end", "weekend", ["weekend"]),
        ("20h30", "20 h 30", ["20", "h", "30"]),
        ("numéro 12", "n°", ["n", "12"]),
        ("OTVR", "O. T. V. R.", ["O", "T", "V", "R"]),
        ("1.5", "1,5", ["1,5"]),
        ("1,5", "1.5", ["1.5"]),
        ("3000 euros", "€", ["3 000", "€"]),
        ("№ 12", "numéro", ["numéro", "12"]),
        ("loreal", "loreal", ["Oréal"]),
    ],
)
def test_what_is_found_is_highlighted(index, query, article, highlighted):
    (snippet,) = [hit.snippet for hit in index.search(query) if hit.article.id == article]
    assert [snippet.text[start:end] for start, end in snippet.highlights] == highlighted


def test_a_word_found_in_another_spelling_is_not_missing(index):
    results = index.search("Ndjamena")
    assert (results.warnings, results.suggestion) == ((), None)


def test_initials_are_a_row_of_which_nothing_may_be_lacking(tmp_path):
    bodies = ["La SNCF dit", "La S. N. C. F. dit", "Deux F-16 décollent", "La grève à Lurville"]
    with searchnews.create(tmp_path / "index") as index:
        index.add(Article(id=body, title="", body=body) for body in bodies)
        results = index.search("S. N. C. F.")
        assert {hit.article.id for hit in results} == set(bodies[:2])
        assert results.warnings == ()
        more = index.search("S. N. C. F. grève Lurville banderole pancarte")
        assert {hit.article.id for hit in more} == {*bodies[:2], bodies[3]}


UNRELATED = [
    ("49-3", "493"), ("1-5", "1,5"), ("T-Roc", "troc"), ("est-elle", "estelle"),
    ("sur tout", "surtout"),
    ("surtout", "sur tout"), ("écoles", "eco les"), ("à faire", "affaire"), ("A380", "a 380"),
    ("VIème", "vie"), ("les 5", "les v"), ("landes", "andes"), ("Tesla Model S en", "modelsen"),
    ("n°12", "n12"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "other"), UNRELATED)
def test_other_words_are_not_joined(tmp_path, query, other):
    typed = dict.fromkeys(words_of(f"{query} {other}"), 10)
    words = index_words(tmp_path, typed)
    tree = parse(query).tree
    assert with_spellings(tree, words.vocabulary) == tree
    words.vocabulary.close()


def test_words_that_are_also_written_as_one_rank_as_neighbours_and_count_once(tmp_path):
    articles = [
        searchnews.Article(
            id="rang", title="Marche", body="Les casques verts marchent sur la place."
        ),
        searchnews.Article(id="loin", title="Verts, les casques", body="Des casques sont verts."),
        searchnews.Article(id="un", title="#CasquesVerts", body="Un mot-dièse."),
    ]
    with searchnews.create(tmp_path / "index") as index:
        index.add(articles)
        results = index.search("casques verts", explain=True)
        assert {hit.article.id for hit in results if not hit.relaxed} == {"rang", "loin", "un"}
        parts = {hit.article.id: dict(hit.explanation) for hit in results}
        assert "casques near verts" in parts["rang"]
        long = index.search("casques verts marchent place banderole", explain=True)
        assert [hit.article.id for hit in long][:1] == ["rang"]
        assert {"casques", "verts", "casques near verts", "verts near marchent"} <= {
            label for label, _ in long.hits[0].explanation
        }
