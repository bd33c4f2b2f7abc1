"""Markdown with front matter: Hugo, Jekyll, Obsidian, clippers of pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

TITLE = "Le pont de Valmont rouvre"
P1 = "Les habitants ont traversé la rivière à pied, vendredi matin."
P2 = "La mairie promet que les voitures suivront."
BODY = f"{P1}\n\n{P2}"
VAL = "Le Courrier du Val"

FRONT_MATTERS = {
    "Jekyll": f"""---
layout: post
title: "{TITLE}"
date: 2015-09-18 17:42:00 +0200
author: Jeanne Martin
categories: [Vallée]
journal: {VAL}
---
""",
    "Hugo": f"""+++
title = "{TITLE}"
date = 2015-09-18T17:42:00+02:00
authors = ["Jeanne Martin"]
categories = ["Vallée"]
source = "{VAL}"
draft = false
+++
""",
    "Obsidian": f"""---
title: "{TITLE}"
url: "https://val.example/pont"
author:
  - "[[Jeanne Martin]]"
published: 2015-09-18T17:42:00+02:00
created: 2020-01-01
rubrique: Vallée
site: {VAL}
---
""",
    "without quotes": f"""---
title: {TITLE}
rubrique: Vallée
date: 2015-09-18T17:42:00+02:00
auteur: Jeanne Martin
journal: {VAL}
chapo: Vallée : trois jours de pluie
...
""",
}


@pytest.mark.parametrize("name", FRONT_MATTERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matters(name, end):
    text = f"{FRONT_MATTERS[name]}\n# {TITLE}\n\n{P1}\n\n{P2}\n".replace("\n", end)
    for file in ("a.md", "a.txt"):
        article = the_article(file, text)
        assert fields(article, "title", "body", "source", "authors", "section") == (
            TITLE, BODY, VAL, ("Jeanne Martin",), "Vallée",
        )  # fmt: skip
        assert article.date in ("2015-09-18T17:42:00+02:00",)


def test_a_colon_in_a_title_needs_no_quotes():
    text = (
        f"---\ntitle: Valmont : le pont rouvre\nauthor:\n- Jeanne Martin\n- Luc de Wit\n---\n{P1}"
    )
    article = the_article("a.md", text)
    assert fields(article, "title", "authors") == (
        "Valmont : le pont rouvre", ("Jeanne Martin", "Luc de Wit"),
    )  # fmt: skip


def test_a_date_of_the_note_is_none_of_the_article():
    article = the_article("a.md", f"---\ntitle: {TITLE}\ncreated: 2020-01-01\n---\n{P1}")
    assert (article.date, article.extra["created"]) == (None, "2020-01-01")
    article = the_article("2015-09-18-le-pont.md", f"---\ntitle: {TITLE}\nauthor: null\n---\n{P1}")
    assert (article.date, article.authors) == ("2015-09-18", ())


def test_a_source_that_is_an_address_is_one():
    article = the_article(
        "a.md", f'---\ntitle: {TITLE}\nsource: "https://val.example/a"\n---\n{P1}'
    )
    assert fields(article, "source", "url") == (None, "https://val.example/a")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Les** _habitants_ et `code`", "Les habitants et code"),
        ("Le [pont](https://a.example 'vu') [[V|de Valmont]] [[Val]]", "Le pont de Valmont Val"),
        ("![Le pont](pont.jpg)![[carte.png|300]]\n\nLe pont", "Le pont"),
        ("{{< figure src='a.jpg' >}}\nLe {% include a.html %}pont {{ site.title }}", "Le pont"),
        ("Le pont[^1].\n\n[^1]: Vu hier.", "Le pont.\n\n[^1]: Vu hier."),
        ("> Le pont\n> rouvre\n\n- un\n- deux", "Le pont rouvre\n\nun\n\ndeux"),
        ("Le ==pont== rouvre %%à vérifier%%", "Le pont rouvre"),
        ("<!--more-->\n<p>Le <b>pont</b></p><script>x()</script>", "Le pont"),
        ("3 < 4 & 5 * 6 * 7 2\\*3 AT&T", "3 < 4 & 5 * 6 * 7 2*3 AT&T"),
        ("| a | b |\n|---|---|\n| un | deux |", "a\n\nb\n\nun\n\ndeux"),
        ("## Un intertitre\n\nLe pont", "Un intertitre\n\nLe pont"),
    ],
)  # fmt: skip
def test_text(written, shown):
    assert the_article("a.md", f"---\ntitle: {TITLE}\n---\n{written}").body == shown


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"# {TITLE}\n\n{P1}", TITLE, P1),
        (f"{TITLE}\n=====\n{P1}", TITLE, P1),
        (f"{P1}\n\n# Plus loin", None, f"{P1}\n\nPlus loin"),
    ],
)
def test_a_heading_is_the_title_where_no_field_is(text, title, body):
    article = the_article("a.md", f"---\ndate: 2015-09-18\n---\n{text}")
    assert fields(article, "title", "body") == (title, body)


def test_a_note_without_front_matter_is_an_article():
    text = f"# {TITLE}\n\nPar Zoé Roy\n\nPublié le 18 septembre 2015\n\n{P1}\n\n- *un* [lien](x)\n"
    article = the_article("2015 pont.md", text)
    assert fields(article, "title", "date", "authors", "body") == (
        TITLE, "2015-09-18", ("Zoé Roy",), f"{P1}\n\nun lien",
    )  # fmt: skip
    assert the_article("a.md", P1).body == P1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("LISEZMOI.md", P1, "about other files"),
        ("README.fr.md", P1, "about other files"),
        ("changelog.md", P1, "about other files"),
        ("NOTE.md", P1, "about other files"),
        ("a.md", f"{P1}\n\n```\nls\n```\n", "program code"),
        ("a.md", "# Notes\n\n- lire\n- écrire\n", "without a paragraph"),
    ],
)
def test_what_is_no_article_is_named(name, text, said):
    reason = read(name, f"# Le corpus\n\n{text}").reason
    assert said in reason
    assert "name the file .txt" in reason


def test_front_matter_makes_any_file_an_article():
    assert the_article("README.md", f"---\ntitle: {TITLE}\n---\n{P1}").title == TITLE


@pytest.mark.parametrize(
    "text", ["---\nUne ligne\n---\nEt le texte.", "- - -\n\nLe pont", "--- Le pont ---\n\nRouvert"]
)
def test_a_text_with_dashes_is_a_text(text):
    assert "Markdown" not in str(read("a.txt", text).reasons)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "front",
    [
        BOMB,
        "a: " + "[" * 5000,
        "a: " + "{b: " * 5000,
        "title: x\n" * 5000,
        "!!python/object/apply:os.system ['true']",
        "a: !!binary " + "a" * 50_000,
    ],
)
def test_hostile_front_matter_ends(front):
    for article in read("a.md", f"---\n{front}\n---\n{P1}").articles:
        assert len(article.to_json()) < 200_000


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "> " * 20_000, "*a " * 50_000, "`" * 100_000, "[[" * 50_000, "{{" * 50_000,
     "%%" * 50_001, "- " * 20_000],
)  # fmt: skip
def test_hostile_text_ends(text):
    read("a.md", f"---\ntitle: {TITLE}\n---\n{text}")


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    name = data.draw(st.sampled_from(sorted(FRONT_MATTERS)))
    whole = bytearray(f"{FRONT_MATTERS[name]}{BODY}".encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.md", bytes(whole[: data.draw(st.integers(1, len(whole)))]))
