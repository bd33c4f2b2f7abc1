"""`searchnews saved`: the searches that are kept, and what is new in them."""

import json

import pytest
from cli.command_line import run, run_process

import searchnews
from searchnews import Article


def articles(*names):
    return [
        Article(
            id=name,
            title=f"Crue à {name}",
            body="La Sorne est en crue.",
            date="2026-02-03",
            source="Le Courrier",
            url=f"https://exemple.fr/{name}",
        )
        for name in names
    ]


@pytest.fixture
def directory(tmp_path):
    """An index with an article."""
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(articles("Berlincourt"))
    return directory


@pytest.fixture
def saved(directory):
    """A command of `searchnews saved` on the index."""

    def saved(*arguments, **options):
        return run("saved", *arguments, "--index", directory, **options)

    return saved


def add(directory, *names):
    with searchnews.open(directory) as index:
        index.add(articles(*names))


def test_what_is_new_is_printed_once(directory, saved):
    assert saved("add", "crues", "crue*") == ("saved crues: crue*\n", "")
    assert saved("run") == ("", "")
    add(directory, "Glovelier")
    printed, noted = saved("run")
    assert printed.splitlines() == [
        "crues: 1 new article",
        "",
        "1. Crue à Glovelier",
        "   2026-02-03 · Le Courrier · https://exemple.fr/Glovelier",
        "   La Sorne est en crue.",
        "   matched: Crue",
        "   Glovelier",
    ]
    assert noted == ""
    assert saved("run") == ("", "")


def test_programs_read_a_line_for_each_article(directory, saved):
    saved("add", "crues", "crue")
    saved("add", "sorne", "Sorne", "--sort", "date")
    add(directory, "Glovelier", "Bassecourt")
    printed, _ = saved("run", "--format", "jsonl")
    lines = [json.loads(line) for line in printed.splitlines()]
    assert sorted((line["search"], line["id"]) for line in lines) == [
        ("crues", "Bassecourt"), ("crues", "Glovelier"),
        ("sorne", "Bassecourt"), ("sorne", "Glovelier"),
    ]  # fmt: skip
    assert {*lines[0]} == {
        "message", "search", "id", "title", "date", "source", "agency", "authors", "section", "url",
        "path", "snippet", "highlights", "title_highlights", "matched", "is_changed",
        "copies",
    }  # fmt: skip


def test_what_goes_elsewhere_is_said_unless_quiet(directory, saved, tmp_path):
    feed, received = tmp_path / "crues.atom", tmp_path / "recu.jsonl"
    saved("add", "crues", "crue", "--feed", feed, "--command", f"sh -c 'cat >> {received}'")
    assert "<entry>" not in feed.read_text()
    add(directory, "Glovelier")
    printed, _ = saved("run")
    assert printed.splitlines() == [
        f"crues: 1 article to command sh -c 'cat >> {received}'",
        f"crues: 1 article to feed {feed}",
    ]
    assert feed.read_text().count("<entry>") == 1
    assert json.loads(received.read_text())["id"] == "Glovelier"
    add(directory, "Bassecourt")
    assert saved("run", "--quiet") == ("", "")
    assert feed.read_text().count("<entry>") == 2


def test_the_list_says_what_is_saved_and_what_waits(directory, saved):
    assert saved("list")[1].startswith("no search is saved")
    saved("add", "crues", "crue", "--source", "ATS", "--updates")
    saved("add", "sorne", "Sorne", "--command", "false", "--webhook", "https://a.exemple/jeton")
    printed, _ = saved("list")
    assert printed.splitlines() == [
        "crues: crue",
        "  sources ['ATS']",
        "  last run never, with updates",
        "sorne: Sorne",
        "  to webhook https://a.exemple/…, command false",
        "  last run never",
    ]
    saved("remove", "sorne")
    saved("add", "sorne", "Sorne", "--command", "false")
    add(directory, "Glovelier")
    saved("run", status=1)
    printed, _ = saved("list")
    assert "  waits: 1 message for command false: false ended with status 1" in printed
    listed = json.loads(saved("list", "--format", "json")[0])
    assert listed[1]["waiting"] == [
        {"kind": "command", "target": "false", "messages": 1,
         "problem": "false ended with status 1"},
    ]  # fmt: skip


def test_a_delivery_that_fails_is_one_line_and_waits(directory, saved, tmp_path):
    saved("add", "crues", "crue", "--command", "false")
    saved("add", "sorne", "Sorne")
    add(directory, "Glovelier")
    printed, noted = saved("run", status=1)
    assert printed.startswith("sorne: 1 new article\n")
    assert noted == (
        "searchnews: crues: command false: false ended with status 1; it waits for the next run\n"
    )
    printed, noted = saved("run", status=1)
    assert (printed, noted.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "crues", "x"], "there is a saved search crues already; remove it first"),
        (["add", "a/b", "x"], "'a/b' is no name of a saved search: letters, digits, - and _"),
        (["add", "b", " "], "the query has no word to search for"),
        (["add", "b", "@absent"], "there is no list or saved search absent"),
        (["add", "b", "x", "--feed", "b.txt"], "is no feed; the name of its file ends with .atom"),
        (["add", "b", "x", "--feed", "/nulle/part/b.rss"], "there is no folder /nulle/part"),
        (["add", "b", "x", "--mail", "zoe"], "'zoe' is no address of mail"),
        (["add", "b", "x", "--webhook", "zoe"], "'zoe' is no address of a webhook"),
        (["add", "b", "x", "--command", ""], "name a command"),
        (["add", "b", "x", "--since", "jadis"], "'jadis' is not a date"),
        (["remove", "absent"], "there is no saved search absent"),
        (["run", "crue"], "there is no saved search crue; did you mean crues?"),
    ],
)
def test_what_cannot_be_is_one_line(saved, arguments, message):
    saved("add", "crues", "crue")
    printed, noted = saved(*arguments, status=1)
    assert printed == ""
    assert noted.startswith("searchnews: ")
    assert message in noted
    assert noted.count("\n") == 1


def test_a_query_that_begins_with_a_minus_is_typed_behind_two(saved):
    assert "is typed behind --" in saved("add", "b", "-Reuters", status=2)[1]
    assert run("saved", "--help")[0].count("add NAME QUERY") == 1


def test_a_saved_search_stands_in_searches(directory, saved):
    saved("add", "crues", "crue")
    printed, _ = run("query", "@crues Sorne", "--index", directory, "--format", "json")
    assert json.loads(printed)["understood"] == "@crues Sorne"
    assert json.loads(printed)["total"] == 1


def test_mail_that_cannot_be_sent_is_one_line(directory, saved):
    saved("add", "crues", "crue", "--mail", "a@exemple.fr", "--mail", "b@exemple.fr")
    add(directory, "Glovelier")
    _, noted = saved("run", status=1, SEARCHNEWS_SMTP="smtp://127.0.0.1:1",
                     SEARCHNEWS_MAIL_FROM="veille@exemple.fr")  # fmt: skip
    assert noted.count("\n") == 1
    assert "the server of mail 127.0.0.1:1 could not be reached" in noted


def test_a_closed_pipe_loses_nothing(directory, saved):
    saved("add", "crues", "crue")
    add(directory, *(f"lieu{n:03}" for n in range(400)))
    import subprocess
    import sys

    command = [sys.executable, "-m", "searchnews", "saved", "run", "--index", str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    printed, _ = run_process("saved", "run", "--index", directory)
    assert printed.startswith("crues: 400 new articles")


def test_what_is_printed_is_french_for_french_readers(directory, saved):
    french = {"LC_ALL": "fr_FR.UTF-8"}
    assert saved("list", **french)[1].startswith("aucune recherche n'est enregistrée ; ")
    told = saved("add", "crues", "crue*", "--command", "false", "--updates", **french)
    assert told == ("la recherche crues est enregistrée : crue*\n", "")
    assert saved("list", **french)[0].splitlines() == [
        "crues: crue*",
        "  vers command false",
        "  jamais exécutée, avec les mises à jour",
    ]
    saved("add", "sorne", "Sorne", **french)
    add(directory, "Glovelier")
    printed, noted = saved("run", status=1, **french)
    assert printed.splitlines()[0] == "sorne : 1 nouvel article"
    assert "   trouvé par : Sorne" in printed.splitlines()
    assert "false s'est arrêté avec le code 1 ; l'envoi attend la fois suivante" in noted
    listed = saved("list", **french)[0]
    assert "  en attente : 1 message pour command false : false s'est arrêté" in listed
    assert saved("remove", "crues", **french) == ("la recherche crues est ôtée\n", "")
