"""Other ways to put a query."""

import pytest

import searchnews

ARTICLES = {
    "osdh": "Selon l'Observatoire syrien des droits de l'homme (OSDH), 26 personnes sont mortes.",
    "again": "Le bilan de l'Observatoire syrien des droits de l'Homme (OSDH) n'est pas vérifié.",
    "more": "L'Observatoire syrien des droits de l'homme (OSDH) a compté les frappes.",
    "race": "Le Rapid action coronavirus Earth (RACE) est un outil.",
    "elephant": "Un éléphant s'est échappé du zoo, puis deux éléphants.",
    **{f"course{n}": f"La race du chien compte peu, course {n} à Palmyre." for n in range(25)},
}
NAME = '"Observatoire syrien des droits de l\'homme"'
SUGGESTED = [
    ("OSDH", f"OSDH OU {NAME}"),
    ("osdh", f"osdh OU {NAME}"),
    ("OSDH bilan", f"(OSDH OU {NAME}) bilan"),
    ("bilan OSDH", f"bilan (OSDH OU {NAME})"),
    ("observatoire syrien des droits de l'homme",
     '"observatoire syrien des droits de l\'homme" OU OSDH'),
    ("bilan observatoire syrien des droits de l'homme",
     'bilan ("observatoire syrien des droits de l\'homme" OU OSDH)'),
    # asked for already, or exactly so
    (f"OSDH OU {NAME}", None),
    ("OSDH observatoire syrien des droits de l'homme", None),
    ('"OSDH"', None),
    ("=OSDH", None),
    ("titre:OSDH", None),
    # what was to be a field
    ("osdh:x bilan", None),
    ("Palmire:x chien", None),
    ("observatoire ET syrien ET droits ET homme", None),
    # a word that one article makes an acronym of
    ("race", None),
    # misspelt: by edits, by sound
    ("Palmire", "Palmyre"),
    ("elefant", "elephant"),
    ("PALMIRE chien", "PALMYRE chien"),
    ("Plmire", "Palmyre"),
    ("=Palmire", None),
    ('"Palmire"', None),
    ("zzzzzzzz", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("suggestions") / "index") as index:
        index.add(searchnews.Article(id=name, body=body) for name, body in ARTICLES.items())
        yield index


@pytest.mark.parametrize(("query", "suggested"), SUGGESTED)
def test_suggests(index, query, suggested):
    assert index.search(query).suggestion == suggested


@pytest.mark.parametrize("query", [query for query, suggested in SUGGESTED if suggested])
def test_what_is_suggested_finds_as_much_and_is_not_put_otherwise_again(index, query):
    results = index.search(query)
    better = index.search(results.suggestion)
    assert better.total >= max(1, results.total)
    assert (better.suggestion, better.warnings) == (None, ())


@pytest.mark.parametrize(
    ("query", "suggested"), [("danse", None), ("greves danse", None), ("grives", "greves")]
)
def test_a_rare_word_is_a_misspelling_of_a_common_one_that_is_no_function_word(
    tmp_path, query, suggested
):
    with searchnews.create(tmp_path / "index") as index:
        common = [f"Des grèves durent dans la ville {n}." for n in range(60)]
        bodies = [*common, "La danse des grives."]
        index.add(searchnews.Article(id=str(n), body=body) for n, body in enumerate(bodies))
        assert index.search(query).suggestion == suggested


NAMES = {
    **{f"philotte{n}": f"Armand Philotte visite la ville {n}." for n in range(40)},
    **{f"gall{n}": f"Marine Le Gall parle de la loi numéro {n}." for n in range(60)},
    **{f"brizeux{n}": f"Le général de Brizeux a signé la charte {n}." for n in range(5)},
    **{f"detail{n}": f"Le détail du vélodrome {n} est connu." for n in range(30)},
    "philote": "Armand Philote, dans une coquille.",
    "legall": "M. Legall, plombier.",
    "lori": "Pierre Lori, qui est rare, chante.",
    "pierre": "Pierre habite là.",
}
CORRECTED = [
    # a misspelling that an article has too, where the word beside it says what is meant
    ("Armand Philote", "Armand Philotte"),
    ("Armant Philote", "Armand Philotte"),
    ("philote", None),
    # a rare name that is right
    ("Pierre Lori", None),
    ("Lori", None),
    # run together, or apart
    ("Marine Legall", "Marine Le Gall"),
    ("Legall", "Le Gall"),
    ("LEGALL", "LE GALL"),
    ("debrizeux", "de brizeux"),
    ("général debrizeux", "général de brizeux"),
    ("phi lotte", "philotte"),
    ("velo drome ville", None),
    # what is asked for by other means than words
    ('Marine "Legall"', None),
    ("Marine =Legall", None),
    ("Marine source:Legall", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("names") / "index") as index:
        index.add(searchnews.Article(id=name, body=body) for name, body in NAMES.items())
        yield index


@pytest.mark.parametrize(("query", "suggested"), CORRECTED)
def test_a_word_far_rarer_than_what_stands_in_its_place_elsewhere_is_corrected(
    names, query, suggested
):
    assert names.search(query).suggestion == suggested


@pytest.mark.parametrize("query", ["Armand Philote", "Marine Legall", "debrizeux"])
def test_a_suggestion_finds_more_under_the_filters_of_the_search_or_there_is_none(names, query):
    results = names.search(query)
    assert names.search(results.suggestion).total > results.total
    assert names.search(query, date_from="2015").suggestion is None


def test_a_doubtful_word_between_two_others_near_it_is_one_word(tmp_path):
    """`a PRÈS b PRÈS c` are two pairs, and b is in both."""
    titles = [*["La porte du village"] * 40, "La poste", "Le loup et le berger"]
    with searchnews.create(tmp_path / "index") as index:
        index.add(searchnews.Article(id=str(n), title=title) for n, title in enumerate(titles))
        found = index.search("loup PRÈS/5 poste PRÈS/5 berger")
    assert (found.total, found.suggestion) == (0, None)
