"""`searchnews show`."""

import json

from cli.command_line import run
from corpus import ARTICLES


def test_show_prints_the_whole_article(directory):
    printed, _ = run("show", "palmyre", "--index", directory, "--query", "aviation")
    assert printed.startswith("La Syrie intensifie ses raids sur Palmyre\n2015-09-18 · ATS · Monde")
    assert printed.rstrip().endswith("prête à négocier.")
    as_json, _ = run(
        "show", "palmyre", "--index", directory, "--query", "aviation", "--format", "json"
    )
    article = json.loads(as_json)
    assert article["body"] == ARTICLES[0].body
    assert article["highlights"] == {"title": [], "lead": [], "body": [[2, 10]]}
    assert article["url"] is None


def test_show_says_that_there_is_no_such_article(directory):
    _, noted = run("show", "zzz", "--index", directory, status=1)
    assert noted == f"searchnews: there is no article zzz in {directory}\n"
