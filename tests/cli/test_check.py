"""`searchnews check`."""

from cli.command_line import run
from damage import replace


def test_check_tells_sound_from_damaged(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    assert run("check", "--index", index)[0] == f"{index} is sound: 1 article\n"
    store = next((index / "engine").glob("*.store"))
    replace(store, store.read_bytes()[:-20])
    _, noted = run("check", "--index", index, status=1)
    assert f"{store} is cut short" in noted
    assert "--rebuild" in noted
