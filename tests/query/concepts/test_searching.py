"""Lists in searches: what is found, counted, marked and explained."""

import json

import pytest

from searchnews.query.concepts.lists import Lists

LISTS = {
    "villes": "Palmyre\nIdleb\nRaqa\nTombouctou\n",
    "armes": "chasseurs-bombardiers\nfrappes aériennes\navia*\nmissile sol-air\n",
    "syndicats": "CGT\nSUD Rail\n",
    "agences": "ATS\nLe Temps\n",
    "plumes": "Jeanne Martin\n",
    "rien": "hippopotame\ngrand rhinocéros\n",
    "vide": "# à faire\n",
    "semaine": "week-end\n12 000 civils\nC.G.T.\n",
    "calme": "trêve fragile\n",
}


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    for name, text in LISTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return Lists.read(folder)


@pytest.fixture
def found(index, lists):
    def found(query, **options):
        hits = index.stream(query, lists=lists, **options)
        return sorted(hit.article.id for hit in hits)

    return found


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("@villes", ["idleb", "nee", "palmyre"]),  # Rakka is a spelling of Raqa
        ("=@villes", ["idleb", "palmyre"]),
        ("@armes", ["palmyre"]),
        ("@villes frappes", ["idleb", "palmyre"]),
        ("@villes -@armes", ["idleb", "nee"]),
        ("frappes SAUF @villes", ["greve"]),
        ("titre:@villes", ["idleb", "nee", "palmyre"]),
        ("texte:@villes titre:Idleb", []),
        ("@syndicats OU @armes", ["greve", "palmyre"]),
        ("source:@agences", ["idleb", "palmyre"]),
        ("auteur:@plumes", ["idleb"]),
        ("@semaine", ["greve", "idleb"]),
        ("@rien", []),
        ("@vide", []),
        ("titre:@calme", ["idleb"]),
        ("texte:@calme", []),
        ("frappes PRÈS/5 @villes", ["palmyre"]),
        ("@villes PRÈS/1 grève", []),
        ("@calme PRÈS/1 Idleb", ["idleb"]),
        ("-@rien date:2015", ["idleb", "palmyre"]),
        ("@villes~", ["idleb", "palmyre"]),
    ],
)
def test_finds_the_articles_with_any_of_the_expressions(found, query, ids):
    assert found(query) == ids


def test_is_counted_and_understood(index, lists):
    results = index.search("titre:@villes ET trêve", lists=lists)
    assert results.understood == "titre:@villes ET trêve"
    assert results.total == 1


def test_its_expressions_are_marked(index, lists):
    (hit,) = index.search("@armes", lists=lists).hits
    marked = {hit.snippet.text[a:b] for a, b in hit.snippet.highlights}
    assert marked == {"frappes", "aériennes", "aviation", "chasseurs", "bombardiers"}
    article = index.get("palmyre")
    spans = index.highlights(article, "@armes", lists=lists).body
    assert {article.body[a:b] for a, b in spans} == {
        "aviation", "frappes", "aériennes", "chasseurs", "bombardiers",
    }  # fmt: skip


def test_is_never_relaxed(index, lists):
    hits = index.search("@armes grève transports", lists=lists)
    assert [hit.article.id for hit in hits] == []


def test_its_expressions_are_explained_as_one_word(index, lists):
    results = index.search("@villes", lists=lists, explain=True)
    (forms,) = results.forms
    assert forms.typed == "@villes"
    assert {"palmyre", "idleb"} <= {word for word, _, _ in forms.forms}
    labels = {label for hit in results for label, _ in hit.explanation}
    assert labels == {"@villes"}


@pytest.mark.parametrize(
    ("query", "warnings"),
    [
        ("@rien", ("no article has any expression of @rien",)),
        ("@vide", ("@vide has no expression; write one a line",)),
        ("@villes", ()),
    ],
)
def test_expressions_that_no_article_has_are_no_warnings(index, lists, query, warnings):
    results = index.search(query, lists=lists)
    assert results.warnings == warnings
    assert results.suggestion is None


def test_a_list_of_a_thousand_phrases_says_what_was_too_much(index, tmp_path):
    words = "la de le à des un frappes région civils maisons tract prime porte".split()
    phrases = [f"{a} {b} {c}" for a in words for b in words for c in words][:1500]
    (tmp_path / "longue.txt").write_text("\n".join([*phrases, "grève frappe"]))
    results = index.search("@longue", lists=Lists(tmp_path))
    assert "greve" in {hit.article.id for hit in results}


def test_without_lists_a_handle_is_a_word(index):
    results = index.search("@frappes")
    assert results.understood == "frappes"
    assert results.total == index.search("frappes").total
    assert len(results.warnings) == 1
    assert "there is no list or saved search frappes" in results.warnings[0]


def test_lists_in_the_folder_of_the_index_need_no_option(new_directory):
    from corpus import ARTICLES

    new_directory.add(ARTICLES)
    folder = new_directory.directory / "lists"
    folder.mkdir()
    (folder / "villes.txt").write_text("Palmyre\n")
    assert new_directory.search("@villes").total == 1
    assert json.dumps(new_directory.search("@villes").to_dict())
