"""That something is also written in another way changes nobody's place."""

import pytest

import searchnews
from searchnews import Article

WORDS = "maire ville projet budget conseil route marché police hôpital usine syndicat météo".split()


def filling(start, words=30):
    return " ".join(WORDS[(start * 7 + step * 5) % len(WORDS)] for step in range(words))


FILLED = "Divers"
# Enough for words to be rare.
FILLING = [Article(id=f"f{n}", title=FILLED, body=filling(n)) for n in range(60)]


@pytest.fixture(params=["tantivy", "whoosh"])
def index_of(request, tmp_path):
    def made(**bodies):
        index = searchnews.create(tmp_path / str(len(opened)), engine=request.param)
        opened.append(index)
        index.add([*FILLING, *(Article(id=i, title="Brèves", body=b) for i, b in bodies.items())])
        return index

    opened = []
    yield made
    for index in opened:
        index.close()


def hits(index, query):
    """The strict hits by id, the first first, but for the articles that fill the index."""
    found = index.search(query, limit=50, explain=True)
    return {h.article.id: h for h in found if h.article.title != FILLED and not h.relaxed}


def bonuses(hit, query):
    """What adds to the score of a hit because of where words stand."""
    return {label for label, _ in hit.explanation if " near " in label or label == query.lower()}


SCENES = {
    "marche pour le climat": {
        "phrase": f"{filling(1)} la marche pour le climat a réuni mille personnes {filling(2)}",
        "scattered": f"La marche du maire. Un climat tendu, une marche. {filling(3, 9)}",
        "tagged": f"Elle marche. {filling(4)} Quel climat ! #marchepourleclimat",
    },
    "mort de Maren Tolvik": {
        "phrase": f"La mort de Maren Tolvik émeut. Maren Tolvik chantait. {filling(1)}",
        "scattered": f"Tolvik. La mort d'un ami de Maren. {filling(3)}",
        "tagged": f"{filling(4)} Les foules citent la mort, et Maren Tolvik. #MarenTolvik",
    },
    "sauvons les viaducs": {
        "phrase": f"« Sauvons les viaducs », disent-ils. {filling(1)}",
        "scattered": f"Sauvons la face. Des viaducs, les viaducs. {filling(3)}",
        "tagged": f"Les viaducs. {filling(4)} Les amis, sauvons tout ! #SauvonsLesViaducs",
    },
}


@pytest.mark.parametrize("query", SCENES)
def test_a_phrase_is_first_whether_or_not_anybody_writes_it_as_a_hashtag(index_of, query):
    scene = SCENES[query]
    without = hits(index_of(**{name: scene[name] for name in ("phrase", "scattered")}), query)
    with_hashtag = hits(index_of(**scene), query)
    assert list(without) == ["phrase", "scattered"]
    assert next(iter(with_hashtag)) == "phrase"
    assert bonuses(with_hashtag["phrase"], query)
    assert with_hashtag["phrase"].score > 1.2 * with_hashtag["tagged"].score
    for name, hit in without.items():
        assert bonuses(with_hashtag[name], query) == bonuses(hit, query)


@pytest.mark.parametrize("query", SCENES)
def test_who_has_the_words_gains_nothing_by_a_hashtag(index_of, query):
    scene = SCENES[query]
    plain = scene["tagged"].rpartition("#")[0]
    found = hits(index_of(tagged=scene["tagged"], plain=f"{plain} Voilà"), query)
    assert found["tagged"].score == pytest.approx(found["plain"].score)


def test_a_hashtag_alone_weighs_as_much_as_the_words_apart(index_of):
    index = index_of(
        tagged=f"#SauvonsLesViaducs ici et {filling(1)}",
        apart=f"Viaducs, les, sauvons {filling(1)}",
    )
    found = hits(index, "sauvons les viaducs")
    assert found["tagged"].score == pytest.approx(found["apart"].score, rel=0.05)


@pytest.mark.parametrize("query", ["weekend", "week-end", "week end", '"week-end"', "#WeekEnd"])
def test_each_spelling_weighs_as_much_and_both_count_once(index_of, query):
    bodies = {
        "apart": f"Un week-end {filling(1)}",
        "joined": f"Un weekend ici {filling(1)}",
        "both": f"Un weekend ici {filling(1, 27)} week-end",
    }
    found = {name: hit.score for name, hit in hits(index_of(**bodies), query).items()}
    near = 1.2 if query == "week end" else 1.05  # two words typed apart gain by standing together
    assert max(found.values()) < near * min(found.values()), found


@pytest.mark.parametrize(
    "query",
    ["weekend", "week end", "sauvons les viaducs", "#SauvonsLesViaducs", "20h30", "20 heures 30"],
)
def test_the_parts_of_each_score_are_its_sum(index_of, query):
    index = index_of(
        a="Un weekend. Les viaducs de la semaine: week. Dès 20 heures, il a 30 ans, 20h30.",
        b="Un week-end. #SauvonsLesViaducs, les viaducs à 20 h 30, 20 et 30.",
        c="Sauvons un week-end les viaducs. À 20h30.",
        d="Week. End. Weekend. Sauvons-les. #SauvonsLesViaducs. À 20 heures 30, 20 h 30, 30.",
    )
    found = hits(index, query)
    assert found
    for hit in found.values():
        parts = sum(score for _, score in hit.explanation)
        assert parts == pytest.approx(hit.score, rel=1e-4), hit
