"""`searchnews delete`."""

from cli.command_line import run


def test_delete_deletes_for_good(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    assert run("delete", "a", "--index", index)[0] == "1 deleted\n"
    _, noted = run("delete", "a", "--index", index, status=1)
    assert "there is no article a" in noted
