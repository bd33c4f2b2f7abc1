"""What two processes send each other."""

import io

import pytest

from searchnews.processes.messages import Answer, Task, receive, send


def sent(*messages):
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    return pipe.getvalue()


def test_messages_are_received_one_by_one():
    messages = [Task(str.upper, "élu", 1 << 30), Answer("ÉLU"), Answer(None, "ValueError: grève")]
    pipe = io.BytesIO(sent(*messages))
    assert [receive(pipe) for _ in messages] == messages


def test_whoever_waits_learns_that_the_other_has_ended():
    whole = sent(Answer("ÉLU"))
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole[:length]))
