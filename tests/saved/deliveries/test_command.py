"""Commands: what they are given, and what is said of those that fail."""

import json
import sys

import pytest
from saved.messages import message, new_article, parcel

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries import command


def test_a_command_reads_a_line_of_json_for_each_article(tmp_path):
    out = tmp_path / "reçu.jsonl"
    program = (
        "import os, sys; print(sys.stdin.read(), os.environ['SEARCHNEWS_SEARCH'], "
        "os.environ['SEARCHNEWS_MESSAGE'], sep='', file=open(sys.argv[1], 'w'))"
    )
    sent = message(new_article("a1"), new_article("a2"))
    command.deliver(f'{sys.executable} -c "{program}" "{out}"', parcel(sent))
    first, second, names = out.read_text().splitlines()
    assert [json.loads(line)["id"] for line in (first, second)] == ["a1", "a2"]
    assert {json.loads(line)["message"] for line in (first, second)} == {sent.id}
    assert json.loads(first)["matched"] == ["Crue", "soudaine"]
    assert names == f"crues{sent.id}"


def test_no_shell_reads_the_command(tmp_path):
    with pytest.raises(DeliveryError):
        command.deliver(f"false; touch {tmp_path / 'x'}", parcel())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("false", "false ended with status 1"),
        ("/nulle/part --tout", "/nulle/part could not be run (No such file or directory)"),
        ("sh -c 'kill -9 $$'", "sh ended with status -9"),
    ],
)
def test_a_command_that_fails_is_told(target, said):
    with pytest.raises(DeliveryError) as raised:
        command.deliver(target, parcel())
    assert str(raised.value) == said


def test_a_command_that_does_not_end_is_ended_with_all_it_has_started(tmp_path):
    out = tmp_path / "après"
    target = f"sh -c '(sleep 1; touch {out}) & sleep 60'"
    with pytest.raises(DeliveryError, match=r"sh was not done within 0\.3 s"):
        command.deliver(target, parcel(), seconds=0.3)
    import time

    time.sleep(1.2)
    assert not out.exists()


def test_a_command_need_not_read_what_it_is_given():
    big = message(*(new_article(f"a{n}", body="x") for n in range(500)))
    command.deliver("true", parcel(big))


@pytest.mark.parametrize("target", ["", "  ", "echo 'a"])
def test_what_is_no_command_is_refused(target):
    with pytest.raises(InvalidArgumentError, match="command"):
        command.check_target(target)
