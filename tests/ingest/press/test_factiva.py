"""What Factiva exports as HTML in its article format, which is the default."""

import pytest
from ingest.reading import all_of

from searchnews.errors import UnreadableFileError
from searchnews.ingest.press.factiva_layout import TITLE_BEGINS, fields_of_layout

P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
NUMBER = "ECHBAC0020151008eba80002x"


def document(lines, language="fr", signed="", title="Le <b>bac</b> repart", number=NUMBER):
    above, below = lines
    return f"""<div id="article-{number}" class="article">
<div class="article {language}Article"><p>
{above}<div id="hd"><span class='{language}Headline'> {title}
</span></div>{signed}{"".join(f"<div>{line} </div>" for line in below)}</p>
<p class="articleParagraph {language}articleParagraph">{P1}</p>
<p class="articleParagraph {language}articleParagraph">{P2}
</p><p>Document {number}</p></div></div><br/><span></span>"""


IMPRINT = ("1 312 mots", "8 octobre 2015", "08:15", "L’Écho du Bac", "ECHBAC", "4", "Français",
           "Copyright 2015 L’Écho du Bac")  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read(*documents):
        path = tmp_path / "Factiva.html"
        head = '<html><head><meta charset="UTF-8"><title>Factiva</title></head><body>'
        path.write_text(f"{head}{''.join(documents)}</body></html>")
        return all_of(path)

    return read


def test_each_line_is_a_field_of_its_own(read):
    (article,) = read(document(("<div>Rives</div>", ("Odile Perrot", *IMPRINT))))
    assert article.id == NUMBER
    assert (article.title, article.body) == ("Le bac repart", f"{P1}\n\n{P2}")
    assert (article.date, article.source) == ("2015-10-08T08:15", "L’Écho du Bac")
    assert (article.section, article.authors) == ("Rives", ("Odile Perrot",))
    assert article.language == "fr"
    assert article.extra == {"page": "4", "words": 1312}


def test_lines_may_be_missing(read):
    lines = ("312 mots", "8 octobre 2015", "L’Écho du Bac", "ECHBAC", "Français", "© 2015 Bac")
    (article,) = read(document(("", lines), title="Brume"))
    assert (article.title, article.source, article.date) == ("Brume", "L’Écho du Bac", "2015-10-08")
    assert (article.authors, article.section) == ((), None)
    assert article.extra == {"words": 312}


def test_an_author_may_have_a_class(read):
    (article,) = read(document(("", IMPRINT), signed='<div class="author">Par Zoé Roy</div>'))
    assert (article.authors, article.section, article.title) == (
        ("Zoé Roy",),
        None,
        "Le bac repart",
    )


@pytest.mark.parametrize(
    ("language", "words", "day", "name", "code", "date"),
    [
        ("de", "2.312 Wörter", "3 März 2015", "Deutsch", "de", "2015-03-03"),
        ("de", "312 Wörter", "3 Dezember 2015", "Französisch", "fr", "2015-12-03"),
        ("es", "312 palabras", "3 agosto 2015", "Francés", "fr", "2015-08-03"),
        ("it", "312 parole", "3 gennaio 2015", "Francese", "fr", "2015-01-03"),
        ("en", "1,312 words", "3 May 2015", "French", "fr", "2015-05-03"),
    ],
)
def test_the_database_speaks_several_languages(read, language, words, day, name, code, date):
    lines = (words, day, "L’Écho du Bac", "ECHBAC", name, "(c) 2015 Bac")
    (article,) = read(document(("", lines), language=language))
    assert (article.date, article.language) == (date, code)
    assert (article.source, article.body) == ("L’Écho du Bac", f"{P1}\n\n{P2}")


def test_an_export_holds_many_articles_each_once(read):
    other = NUMBER.replace("x", "y")
    articles = read(document(("", IMPRINT)), document(("", IMPRINT), number=other))
    assert [article.id for article in articles] == [NUMBER, other]


def test_headlines_alone_give_a_reason_that_says_what_to_do(read):
    with pytest.raises(UnreadableFileError, match="export it again with the full articles"):
        read('<table><tr class="headline"><td>1.</td><td>Le bac repart</td></tr></table>')


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        # Without a mark the last line above the words is the headline, unless it names authors.
        (["Rives", "Le bac repart", "Odile Perrot", "312 mots", "8 octobre 2015", "Bac", P1],
         {"SE": "Rives", "HD": "Le bac repart", "BY": "Odile Perrot", "WC": "312 mots",
          "PD": "8 octobre 2015", "SN": "Bac", "LP": [P1]}),
        # Where neither the language nor the owner of the rights follows, the text does.
        (["Le bac repart", "312 mots", "8 octobre 2015", "Bac", "BAC", "Brume.", P1],
         {"HD": "Le bac repart", "WC": "312 mots", "PD": "8 octobre 2015", "SN": "Bac",
          "SC": "BAC", "LP": ["Brume.", P1]}),
        (["Brume", "312 mots", "8 octobre 2015", "Bac", "BAC", "Sud", "4-5", "Français", P1],
         {"HD": "Brume", "WC": "312 mots", "PD": "8 octobre 2015", "SN": "Bac", "SC": "BAC",
          "PG": "4-5", "LA": "Français", "LP": [P1]}),
        ([f"{TITLE_BEGINS}Le bac", f"{TITLE_BEGINS}repart", "312 mots"],
         {"HD": "Le bac repart", "WC": "312 mots", "LP": []}),
        ([P1, "", P2, f"Dokument {NUMBER}"], {"AN": NUMBER, "LP": [P1, P2]}),
        ([], {"LP": []}),
    ],
)  # fmt: skip
def test_the_layout(lines, fields):
    assert fields_of_layout(lines, TITLE_BEGINS) == fields
