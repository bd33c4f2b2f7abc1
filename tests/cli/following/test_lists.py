"""`searchnews lists`: lists are put into an index, shown, and taken out."""

import json

import pytest
from cli.command_line import run

import searchnews
from searchnews import Article


@pytest.fixture
def lists(tmp_path):
    """A command of `searchnews lists` on an index."""
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id="a", body="Le PS.")])

    def lists(*arguments, **options):
        return run("lists", *arguments, "--index", tmp_path / "index", **options)

    return lists


def test_lists_are_put_there_shown_and_removed(lists, tmp_path):
    assert lists("list") == (
        "", "there is no list; put one there with `searchnews lists add FILE`\n"
    )  # fmt: skip
    for name, text in (("partis", "PS\nécolo*\n"), ("eaux", "crue\n")):
        (tmp_path / f"{name}.txt").write_text(text)
    printed, _ = lists("add", tmp_path / "partis.txt", tmp_path / "eaux.txt")
    assert printed.startswith(f"@partis is {tmp_path / 'partis.txt'}\n@eaux is ")
    assert lists("list")[0] == "@eaux\n@partis\n"
    assert json.loads(lists("list", "--format", "json")[0]) == ["eaux", "partis"]
    assert lists("show", "partis")[0] == "PS\nécolo*\n"
    found, _ = run("query", "@partis", "--index", tmp_path / "index", "--format", "json")
    assert json.loads(found)["total"] == 1
    assert lists("remove", "eaux")[0] == "removed @eaux\n"
    assert lists("list")[0] == "@partis\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "absent.txt"], "there is no file absent.txt"),
        (["add", "partis.csv"], "partis.csv is no list"),
        (["show", "absent"], "there is no list absent"),
        (["remove", "absent"], "there is no list absent"),
    ],
)
def test_what_cannot_be_is_one_line(lists, arguments, message):
    printed, noted = lists(*arguments, status=1)
    assert (printed, noted.count("\n")) == ("", 1)
    assert message in noted


def test_what_others_name_is_removed_only_by_force(lists, tmp_path):
    (tmp_path / "partis.txt").write_text("PS\n")
    lists("add", tmp_path / "partis.txt")
    index = ("--index", tmp_path / "index")
    run("saved", "add", "gauche", "@partis", *index)
    run("saved", "add", "votes", "vote @gauche", *index)
    for command, name, user in (("saved", "gauche", "votes"), ("lists", "partis", "gauche")):
        printed, noted = run(command, "remove", name, *index, status=1)
        assert (printed, noted.count("\n")) == ("", 1)
        assert f"@{name} is used by {user}, and is missing there once it is removed" in noted
        assert "--force" in noted
    assert lists("remove", "partis", "--force")[0] == "removed @partis\n"
    assert run("saved", "remove", "gauche", "--force", *index)[0] == "removed gauche\n"
