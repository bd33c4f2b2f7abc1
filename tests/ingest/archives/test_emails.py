"""E-mails: newsletters, alerts and what is attached to them, alone and in mailboxes."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest import samples
from ingest.reading import fields, read, the_article

SUBJECT = "La matinale : le pont rouvre à Valmont"
P1 = "Les habitants ont traversé la rivière à pied, vendredi matin, avant le lever du jour."
P2 = "La mairie promet que les voitures suivront avant la Toussaint."
HEADERS = {
    "From": '"Le Courrier du Val" <lettre@courrier.example>',
    "To": "abonnes@example.org",
    "Subject": SUBJECT,
    "Date": "Fri, 18 Sep 2015 07:00:12 +0200",
    "Message-ID": "<val-1@courrier.example>",
}


def message(plain=None, page=None, attachments=(), **headers):
    """A message as mail programs write it."""
    made = EmailMessage()
    for name, value in (HEADERS | {n.replace("_", "-"): v for n, v in headers.items()}).items():
        if value is not None:
            made[name] = value
    if plain is not None:
        made.set_content(plain)
    if page is not None and plain is not None:
        made.add_alternative(page, subtype="html")
    elif page is not None:
        made.set_content(page, subtype="html")
    for content, kind, name in attachments:
        main, sub = kind.split("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a", "1442559612.M1P2.serveur:2,S"])
def test_a_newsletter(name):
    article = the_article(name, message(f"{P1}\n\n{P2}\n"))
    assert fields(article, "id", "title", "date", "source", "authors", "body", "extra") == (
        "val-1@courrier.example", SUBJECT, "2015-09-18T07:00:12+02:00", "Le Courrier du Val", (),
        f"{P1}\n\n{P2}", {"from": "lettre@courrier.example"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "source", "authors"),
    [
        ({"From": "Jeanne Martin <jeanne.martin@val.example>"}, None, ("Jeanne Martin",)),
        ({"From": "Le Val <jeanne@val.example>", "List_Id": "<val.example>"}, "Le Val", ()),
        ({"From": "Google Alertes <googlealerts-noreply@google.example>"}, "Google Alertes", ()),
        ({"From": "jeanne@val.example"}, None, ()),
        ({"From": None, "Return_Path": "<a@b.example>"}, None, ()),
    ],
)
def test_who_sent_it(headers, source, authors):
    data = message(P1, **headers)
    assert fields(the_article("a.eml", data), "source", "authors") == (source, authors)


PAGE = (
    "<html><head><style>p{}</style></head><body><div style='display:none'>&#847; &zwnj; </div>"
    f"<table><tr><td><h1>Le pont</h1><p>{P1}</p><p>{P2}</p></td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("plain", "page", "begins"),
    [
        (
            "Voir cette lettre dans votre navigateur : https://val.example/v/1",
            PAGE,
            "Le pont\n\nLes",
        ),
        (f"{P1}\n\n{P2}", PAGE, "Le pont\n\nLes"),
        (f"{P1}\n\n{P2}", "<p>Voir la lettre</p>", "Les habitants"),
        ("", PAGE, "Le pont\n\nLes"),
    ],
)
def test_the_page_is_the_text_unless_the_plain_text_says_more(plain, page, begins):
    assert the_article("a.eml", message(plain, page)).body.startswith(begins)


def raw(headers, body):
    """A message as it is written, not as it should be."""
    head = b"From: Val <lettre@val.example>\nTo: a@b.example\nSubject: Le pont\n"
    return head + headers + b"\n\n" + body


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1", P1.encode("latin-1")),
        (b"Content-Type: text/plain; charset=iso-8859-1", P1.encode()),
        (b"Content-Type: text/plain; charset=inconnu", P1.encode("cp1252")),
        (b"MIME-Version: 1.0", P1.encode("cp1252")),
        (b"Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8",
         P1.encode().replace(b"\xc3\xa9", b"=C3=A9").replace(b"vendredi", b"vend=\nredi")),
        (b"Content-Type: text/plain; format=flowed", P1.replace(" matin", " \nmatin").encode()),
        (b"Content-Type: multipart/mixed; boundary=autre", P1.encode()),
        (b"Content-Type: multipart/mixed; boundary=b",
         b"--b\nContent-Type: text/plain; charset=utf-8\n\n" + P1.encode()),  # and no end
    ],
)  # fmt: skip
def test_encodings(headers, body):
    assert the_article("a.eml", raw(headers, body)).body == P1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"=?utf-8?Q?=C3=89t=C3=A9?= =?utf-8?Q?_=C3=A0?= Val", "Été à Val"),
        (b"=?iso-8859-15?B?yXTp?=", "Été"),
        ("Été".encode(), "Été"),
        (b"=?inconnu?Q?a?=", "a"),
        (b"Un sujet\n  sur deux lignes", "Un sujet sur deux lignes"),
        (b"", "Le pont rouvre vendredi"),
    ],
)
def test_subjects(written, shown):
    data = b"From: a@b.example\nDate: ?\nReceived: x\nSubject: " + written
    article = the_article("a.eml", data + f"\n\nLe pont rouvre vendredi\n\n{P1}".encode())
    assert article.title == shown
    assert article.date is None


def test_attachments_are_read_as_files_are():
    data = message(P1, attachments=[
        (samples.docx([P1, P2], "Le pont rouvre"), "application/vnd.x", "revue de presse.docx"),
        (b"\x89PNG\r\n", "image/png", "logo.png"),
        (b"%!PS", "application/postscript", "plan.ps"),
        (message(P2, Subject="Une lettre", Message_ID="<2@val.example>"), "application/x", "2.eml"),
    ])  # fmt: skip
    articles, problems, reason = read("a.eml", data)
    assert [article.title for article in articles] == [
        SUBJECT,
        "Le pont rouvre",
        "Une lettre",
    ]
    assert articles[1].path.endswith("a.eml/revue de presse.docx")
    assert [(p.path and p.path.name, p.may_hide_articles) for p in problems] == [
        ("plan.ps", False), (None, False),
    ]  # fmt: skip
    assert problems[1].reason == "attachments that are no texts: 1 image/png"
    assert reason is None


def test_a_forwarded_message_is_an_article_of_its_own():
    forwarded = EmailMessage()
    for name, value in HEADERS.items():
        forwarded[name] = value
    forwarded.set_content(P2)
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Zoé <zoe@val.example>", "a@b.example", "Pour info"
    made.set_content("Voici la lettre de ce matin, à lire avant la réunion.")
    made.add_attachment(forwarded)
    articles = read("a.eml", made.as_bytes()).articles
    assert [article.title for article in articles] == ["Pour info", SUBJECT]
    assert articles[1].body == P2


def test_an_email_without_a_text_is_named():
    assert read("a.eml", message("")).reason == "an e-mail without a text"


@pytest.mark.parametrize("name", ["Lettres.mbox", "Inbox"])
def test_a_mailbox(name):
    data = b"".join(
        b"From lettre@val.example Fri Sep 18 07:00:12 2015\n"
        + message(
            f"Le pont {n}.\n\n>From now on, dit-il.\n\nFrom la gare, rien.", Message_ID=f"<{n}@v>"
        )
        + b"\n"
        for n in range(3)
    )
    articles, problems, reason = read(name, data)
    assert [article.id for article in articles] == ["0@v", "1@v", "2@v"]
    assert articles[2].body == "Le pont 2.\n\nFrom now on, dit-il.\n\nFrom la gare, rien."
    assert articles[1].path.endswith(f"{name}/2.eml")
    assert (problems, reason) == ([], None)


def test_what_is_wrong_with_a_message_is_wrong_with_it_alone():
    separator = b"From - Fri Sep 18 07:00:12 2015\n"
    data = separator + message("") + b"\n" + separator + message(P1)
    articles, problems, _ = read("a.mbox", data)
    assert len(articles) == 1
    assert [(p.path.name, p.reason) for p in problems] == [("1.eml", "an e-mail without a text")]


def test_a_saved_page_is_no_email():
    page = (
        "From: <Saved by Blink>\nSubject: Le pont\nDate: Fri, 18 Sep 2015 07:00:12 -0000\n"
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        "--b\nContent-Type: text/html\nContent-Location: https://val.example/pont\n\n"
        f"<html><title>Le pont</title><article><p>{P1}</p><p>{P2}</p></article></html>\n--b--\n"
    )
    assert the_article("a", page).url == "https://val.example/pont"


def test_a_text_that_begins_like_an_email_is_a_text():
    text = f"Note: une crue\nDate: vendredi\n\n{P1}"
    assert the_article("a.txt", text).body.endswith(P1)


@pytest.mark.parametrize(
    "hostile",
    [
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
        ),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
        b"Content-Type: message/rfc822\n\n" * 2000,
        b"Subject: " + b"=?utf-8?Q?a?= " * 20_000,
        b"Content-Type: text/plain; charset=" + b"a" * 100_000,
        b"X-A: " + b"\n " * 100_000,
    ],
    ids=lambda hostile: hostile[:40],
)
def test_hostile_messages_end(hostile):
    read(
        "a.eml",
        b"From: a@b.example\nTo: c@d.example\nSubject: Le pont\n" + hostile + b"\n\n" + P1.encode(),
    )


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(ATTACHED)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.eml", bytes(whole[: data.draw(st.integers(1, len(whole)))]))


ATTACHED = message(P1, PAGE, [(b"a;b\n", "text/csv", "a.csv")]).replace(b"==", b"--")
