"""Webhooks: what is sent, how it is signed, what is said of an address that does not take it."""

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from saved.messages import message, parcel

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries import webhook


class Receiver(BaseHTTPRequestHandler):
    """Answers as its server is told, and keeps what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        for name, value in self.server.answer.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def receiver(status=200, **answer):
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.status, server.answer, server.taken = status, answer, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/veille"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def talking(*sent, pause=0.05):
    """A server that sends some bytes again and again, or says nothing, and never ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve():
        connection, _ = listening.accept()
        with connection:
            while not ended.wait(pause):
                for each in sent:
                    try:
                        connection.sendall(each)
                    except OSError:
                        return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        ended.set()
        thread.join()
        listening.close()


def test_a_message_is_posted_as_json_under_its_id():
    with receiver() as (server, address):
        webhook.deliver(f"{address}?à=é", parcel())
    ((path, headers, body),) = server.taken
    assert path == "/veille?%C3%A0=%C3%A9"
    assert json.loads(body) == json.loads(message().to_json())
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Idempotency-Key"] == headers["webhook-id"] == message().id
    assert "webhook-signature" not in headers


def test_the_same_message_has_the_same_id_again():
    with receiver() as (server, address):
        webhook.deliver(address, parcel())
        webhook.deliver(address, parcel())
    first, second = ((headers["Idempotency-Key"], body) for _, headers, body in server.taken)
    assert first == second
    assert message(number=2).id != message().id


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("chut", b"chut"),
        (f"whsec_{base64.b64encode(b'tr' + b'es' * 9).decode()}", b"tr" + b"es" * 9),
    ],
)
def test_messages_are_signed_by_the_rule_of_standard_webhooks(monkeypatch, tmp_path, key, raw):
    (tmp_path / "secret").write_text(f"{key}\n")
    monkeypatch.setenv("SEARCHNEWS_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    with receiver() as (server, address):
        webhook.deliver(address, parcel())
    ((_, headers, body),) = server.taken
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(raw, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 600


def test_the_signature_is_that_of_the_example_of_the_specification():
    assert (
        webhook.signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
            b'{"test": 2432232314}',
        )
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (500, {}, "answers 500 Internal Server Error"),
        (404, {}, "answers 404 Not Found"),
        (799, {}, "answers 799"),
        (302, {"Location": "https://ailleurs.exemple/x?jeton=1"},
         "answers 302 and sends on to https://ailleurs.exemple/…; save the search with that "
         "address"),
        (304, {}, "answers 304 Not Modified"),
    ],
)  # fmt: skip
def test_an_address_that_refuses_is_told(status, answer, said):
    with receiver(status, **answer) as (server, address):
        with pytest.raises(DeliveryError) as raised:
            webhook.deliver(f"{address}/jeton-secret", parcel())
        assert str(raised.value) == f"http://127.0.0.1:{server.server_port}/… {said}"


@pytest.mark.parametrize(
    "sent",
    [(), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"H",), (b"HTTP/1.1 100 Continue\r\n\r\n",)],
    ids=["nothing", "headers", "letters", "continue"],
)
def test_an_address_that_never_ends_its_answer_is_given_up(sent):
    with talking(*sent) as address, pytest.raises(DeliveryError) as raised:
        webhook.deliver(address, parcel(), seconds=0.4)
    assert str(raised.value).endswith("gave no answer within 0.4 s")


def test_an_address_where_nobody_listens_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryError, match=rf"http://127\.0\.0\.1:{port} could not be reached"):
        webhook.deliver(f"http://127.0.0.1:{port}/x", parcel())


def test_a_large_answer_is_not_read():
    with receiver(200, **{"Content-Length": "1000000000"}) as (server, address):
        webhook.deliver(address, parcel())
        assert len(server.taken) == 1


def test_an_address_may_be_in_a_variable(monkeypatch):
    webhook.check_target("env:VEILLE")
    with pytest.raises(DeliveryError, match="the variable VEILLE with the address"):
        webhook.deliver("env:VEILLE", parcel())
    monkeypatch.setenv("VEILLE", "nulle part")
    with pytest.raises(DeliveryError, match="the variable VEILLE holds no address"):
        webhook.deliver("env:VEILLE", parcel())
    with receiver() as (server, address):
        monkeypatch.setenv("VEILLE", address.replace("http://", "http://zoe:chut@"))
        webhook.deliver("env:VEILLE", parcel())
    ((_, headers, _),) = server.taken
    assert base64.b64decode(headers["Authorization"].split()[1]) == b"zoe:chut"


@pytest.mark.parametrize(
    "target",
    [
        "",
        "exemple.fr",
        "ftp://exemple.fr",
        "https://",
        "http://a b/",
        "http://a:99999/",
        "http://[/",
    ],
)
def test_what_is_no_address_is_refused(target):
    with pytest.raises(InvalidArgumentError, match="is no address of a webhook"):
        webhook.check_target(target)


def test_a_password_in_an_address_is_refused():
    with pytest.raises(InvalidArgumentError, match="write env:NAME"):
        webhook.check_target("https://zoe:chut@exemple.fr/")


def test_what_may_be_secret_in_an_address_is_not_shown():
    assert webhook.shown("https://crochet.exemple/T0/B0/jeton") == "https://crochet.exemple/…"
    assert webhook.shown("https://crochet.exemple:8443/") == "https://crochet.exemple:8443"
