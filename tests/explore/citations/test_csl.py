"""CSL JSON."""

import datetime
import json

from explore.citations.cited import ALL, BARE, DISPATCH, FULL

from searchnews.explore.citations.csl import to_csl


def test_a_newspaper_article():
    assert to_csl(FULL, accessed=datetime.date(2026, 3, 2)) == {
        "id": "messager-2015-0918-7",
        "type": "article-newspaper",
        "title": "« Raids » sur Palmyre\u00a0: 20 % de plus & toujours plus_fort",
        "author": [
            {"family": "Roy", "given": "Zoé"},
            {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
        ],
        "container-title": "Le Messager",
        "issued": {"date-parts": [[2015, 9, 18]]},
        "section": "Monde",
        "URL": "https://messager.example/monde/%C3%A9t%C3%A9?id=7#haut",
        "accessed": {"date-parts": [[2026, 3, 2]]},
        "language": "fr-CH",
        "source": "ATS",
        "abstract": "Les avions ont frappé la ville.",
    }


def test_dates_are_as_precise_as_they_are_known():
    issued = [to_csl(article).get("issued", {}).get("date-parts") for article in ALL]
    assert issued == [[[2015, 9, 18]], None, [[1910, 1]], [[1631]]]


def test_agencies_are_whole_names():
    assert to_csl(DISPATCH)["author"] == [{"literal": "ATS"}, {"literal": "AFP"}]


def test_what_is_not_known_is_left_out():
    assert to_csl(BARE) == {"id": "nu", "type": "article-newspaper"}


def test_it_is_json():
    items = [to_csl(article) for article in ALL]
    assert json.loads(json.dumps(items)) == items
