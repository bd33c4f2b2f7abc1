"""What stands above every answer."""

from explore.answers import about

from searchnews.explore.about import QueryMatches
from searchnews.explore.terminal.heading import heading
from searchnews.explore.terminal.screen import Screen


def test_what_is_counted_out_of_how_many_in_which_commit():
    assert list(heading(about(), Screen())) == [
        "12 of 340 articles: palmyre",
        "index indexes/presse, commit 7f3a",
    ]


def test_several_queries_and_filters():
    several = about(
        queries=(QueryMatches("a", "a", 1), QueryMatches("b\x1b", "b\x1b", 2000)),
        sources=("ATS", "Le Temps"),
        date_from="2015-09",
        date_to="2016",
        synonyms="mots.txt",
        unit="copies",
    )
    assert list(heading(several, Screen())) == [
        "1 of 340 articles, copies counted once: a",
        "2,000 of 340 articles, copies counted once: b\ufffd",
        "index indexes/presse, commit 7f3a; of ATS, Le Temps; from 2015-09; to 2016; "
        "synonyms of mots.txt",
    ]
