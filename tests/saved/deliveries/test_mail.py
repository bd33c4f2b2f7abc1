"""Mail: what a server is given, and what is said of one that does not take it."""

import email
import email.policy
import socket
import socketserver
import threading
from contextlib import contextmanager

import pytest
from saved.messages import message, new_article, parcel

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries import mail


class Post(socketserver.StreamRequestHandler):
    """A server of mail, as far as it takes to be given one (RFC 5321)."""

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        server = self.server
        self.say(server.answers.get("greeting", "220 poste"))
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            server.lines.append(line)
            if verb in server.answers:
                self.say(server.answers[verb])
            elif verb == "EHLO":
                for each in ("poste", *server.offers):
                    self.say(f"250-{each}")
                self.say("250 HELP")
            elif verb == "DATA":
                self.say("354 go on")
                content = bytearray()
                while (each := self.rfile.readline()) != b".\r\n":
                    content += each
                server.taken.append(bytes(content))
                self.say(server.answers.get("content", "250 taken"))
            elif verb == "AUTH":
                self.say("235 hello")
            else:
                self.say("250 fine")


@contextmanager
def post(monkeypatch, *, offers=(), **answers):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post)
    server.daemon_threads = True
    server.offers, server.answers, server.lines, server.taken = offers, answers, [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("SEARCHNEWS_SMTP", f"smtp://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("SEARCHNEWS_MAIL_FROM", "veille@exemple.fr")
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_message_comes_as_text_and_as_html(monkeypatch):
    sent = message(new_article(title="Crue à <Delémont>"), new_article("a2", date=None, url=None))
    with post(monkeypatch) as server:
        mail.deliver("redaction@exemple.fr", parcel(sent))
    got = read(server.taken[0])
    assert got["Subject"] == "crues: 2 new articles"
    assert (got["From"], got["To"]) == ("veille@exemple.fr", "redaction@exemple.fr")
    assert got["Message-ID"] == f"<{sent.id}@exemple.fr>"
    assert got["Date"].datetime.isoformat() == sent.made
    assert got["Auto-Submitted"] == "auto-generated"
    text = got.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert (
        "1. Crue à <Delémont>\n   2026-02-03 · Le Courrier\n   https://exemple.fr/a1?x=1&y=2\n"
        in text
    )
    assert "   Une crue <soudaine>.\n   matched: Crue, soudaine\n" in text
    assert "query: crue\nindex: /presse, commit 7" in text
    page = got.get_body(("html",)).get_content()
    assert "&lt;Delémont&gt;" in page
    assert "crue</mark> &lt;soudaine&gt;" in page
    assert "<Delémont>" not in page


def test_the_same_message_has_the_same_id_again(monkeypatch):
    with post(monkeypatch) as server:
        mail.deliver("a@exemple.fr", parcel())
        mail.deliver("a@exemple.fr", parcel())
    assert len({read(content)["Message-ID"] for content in server.taken}) == 1


def test_nothing_in_an_article_becomes_a_header(monkeypatch):
    odd = new_article(title="Crue\r\nBcc: autre@exemple.fr", source="x\r\n\r\n.\r\nQUIT")
    with post(monkeypatch) as server:
        mail.deliver("a@exemple.fr", parcel(message(odd)))
    got = read(server.taken[0])
    assert got["Bcc"] is None
    assert len(server.taken) == 1


def test_a_password_is_read_from_a_file_and_goes_to_this_machine(monkeypatch, tmp_path):
    (tmp_path / "mot").write_text("chut\n")
    monkeypatch.setenv("SEARCHNEWS_SMTP_USER", "zoe")
    monkeypatch.setenv("SEARCHNEWS_SMTP_PASSWORD_FILE", str(tmp_path / "mot"))
    with post(monkeypatch, offers=["AUTH PLAIN"]) as server:
        mail.deliver("a@exemple.fr", parcel())
    (given,) = [line for line in server.lines if line.startswith("AUTH")]
    assert given == "AUTH PLAIN AHpvZQBjaHV0"
    monkeypatch.setenv("SEARCHNEWS_SMTP_PASSWORD_FILE", str(tmp_path / "absent"))
    with pytest.raises(DeliveryError, match=r"PASSWORD_FILE, .*absent, cannot be"):
        mail.deliver("a@exemple.fr", parcel())


def test_a_password_is_not_sent_where_others_could_read_it(monkeypatch):
    monkeypatch.setenv("SEARCHNEWS_SMTP_USER", "zoe")
    monkeypatch.setenv("SEARCHNEWS_SMTP_PASSWORD", "chut")
    monkeypatch.setattr(mail, "_THIS_MACHINE", frozenset())
    with post(monkeypatch, offers=["AUTH PLAIN"]) as server:
        with pytest.raises(DeliveryError, match="encrypts nothing, and the password is not sent"):
            mail.deliver("a@exemple.fr", parcel())
        assert not any(line.startswith("AUTH") for line in server.lines)


@pytest.mark.parametrize(
    ("answers", "said", "is_of_all"),
    [
        ({"greeting": "554 go away"}, "did not take it (554 go away)", True),
        ({"MAIL": "451 later"}, "did not take it (451 later)", True),
        ({"RCPT": "550 no such\tperson"}, "did not take it (550 no such person)", False),
        ({"content": "552 too large"}, "did not take it (552 too large)", False),
    ],
)
def test_a_server_that_refuses_is_told_with_its_words(monkeypatch, answers, said, is_of_all):
    with post(monkeypatch, **answers) as server, pytest.raises(DeliveryError) as raised:
        mail.deliver("a@exemple.fr", parcel())
    name = f"127.0.0.1:{server.server_address[1]}"
    assert str(raised.value) == f"the server of mail {name} {said}"
    assert raised.value.is_of_all == is_of_all


def test_a_server_that_does_not_answer_is_given_up(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("SEARCHNEWS_SMTP", f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("SEARCHNEWS_MAIL_FROM", "veille@exemple.fr")
        with pytest.raises(DeliveryError, match=r"did not take it within 0\.3 s"):
            mail.deliver("a@exemple.fr", parcel(), seconds=0.3)


def test_a_server_that_is_not_there_is_told(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("SEARCHNEWS_SMTP", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("SEARCHNEWS_MAIL_FROM", "veille@exemple.fr")
    with pytest.raises(DeliveryError, match=f"127.0.0.1:{port} could not be reached") as raised:
        mail.deliver("a@exemple.fr", parcel())
    assert raised.value.is_of_all


@pytest.mark.parametrize(
    ("server", "sender", "said"),
    [
        ("", "", "mail needs $SEARCHNEWS_SMTP"),
        ("smtp://localhost", "", "mail needs $SEARCHNEWS_SMTP"),
        ("smtp://localhost", "veille", "mail needs $SEARCHNEWS_SMTP"),
        ("localhost:25", "veille@exemple.fr", "is no server of mail"),
        ("smtp://localhost:99999", "veille@exemple.fr", "is no server of mail"),
        ("smtp://", "veille@exemple.fr", "is no server of mail"),
    ],
)
def test_settings_that_make_no_sense_are_told(monkeypatch, server, sender, said):
    monkeypatch.setenv("SEARCHNEWS_SMTP", server)
    monkeypatch.setenv("SEARCHNEWS_MAIL_FROM", sender)
    with pytest.raises(DeliveryError) as raised:
        mail.deliver("a@exemple.fr", parcel())
    assert said in str(raised.value)


@pytest.mark.parametrize("target", ["", "zoe", "zoe@", "a@b, c@d", "a@b\r\nBcc: c@d", "Zoé <z@b>"])
def test_what_is_no_address_is_refused(target):
    with pytest.raises(InvalidArgumentError, match="is no address of mail"):
        mail.check_target(target)
