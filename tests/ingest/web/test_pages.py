"""Reading web pages."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.web.pages import draft_of_page

PARAGRAPHS = [
    "La rivière a quitté son lit dans la nuit de mardi à mercredi, après trois jours de pluie sur "
    "les hauteurs. Quarante familles ont été relogées dans le gymnase de la commune.",
    "« Nous n'avions rien vu de tel depuis trente ans », raconte la maire, qui demande que la "
    "digue soit relevée avant l'automne. Le préfet doit se rendre sur place jeudi matin.",
    "Les routes de la vallée restent coupées, et les écoles ne rouvriront pas avant lundi. Les "
    "pompiers de trois départements pompent l'eau des caves.",
]
AROUND = """
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
"""
AFTER = """
<aside><h2>À lire aussi</h2><ul><li><a href="/x">Le moulin tourne à nouveau</a></li></ul></aside>
<div class="newsletter"><p>Inscrivez-vous à notre newsletter pour ne rien manquer.</p></div>
<footer><p>Mentions légales - Tous droits réservés</p></footer>
"""


def page(head="", above="", title="La crue relogée au gymnase", paragraphs=PARAGRAPHS, lang="fr"):
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><title>{title} - Le Courrier du Val</title>{head}</head>
<body>{AROUND}<main><article><h1>{title}</h1>{above}{text}
<h2>Des routes coupées</h2><p>Le facteur, lui, est passé en barque.</p></article></main>
{AFTER}</body></html>"""


def meta(**named):
    return "".join(f'<meta property="{n}" content="{v}">' for n, v in named.items())


def ld(**said):
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", **said}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.fixture
def read(tmp_path):
    def read(text, name="crue.html", encoding="utf-8", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        (item,) = all_of(path, **options)
        return item

    return read


def test_the_article_is_found_and_nothing_around_it(read):
    article = read(page())
    assert article.title == "La crue relogée au gymnase"
    assert article.body.split("\n\n") == [
        *PARAGRAPHS, "Des routes coupées", "Le facteur, lui, est passé en barque.",
    ]  # fmt: skip
    assert (article.language, article.date, article.source) == ("fr", None, None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(headline="La crue relogée au gymnase", datePublished="2015-09-18T17:42:00+02:00",
            dateModified="2016-01-01", author={"@type": "Person", "name": "Zoé Roy"},
            publisher={"name": "Le Courrier du Val"}, articleSection=["Val", "Météo"]),
         {"date": "2015-09-18T17:42:00+02:00", "authors": ("Zoé Roy",), "section": "Val",
          "source": "Le Courrier du Val"}),
        (ld(author=[{"name": "Zoé Roy"}, {"name": "AFP"}]),
         {"authors": ("Zoé Roy",), "agency": "AFP"}),
        (ld(author={"name": "Le Courrier avec AFP"}, publisher={"name": "Le Courrier"}),
         {"authors": (), "agency": "AFP", "source": "Le Courrier"}),
        ("<script type='application/ld+json'>{broken</script>"
         + meta(**{"article:published_time": "2015-09-18", "og:site_name": "Le Val"}),
         {"date": "2015-09-18", "source": "Le Val"}),
        (meta(**{"article:modified_time": "2015-09-18"}), {"date": None}),
        (meta(**{"og:url": "https://www.courrier-val.example/a.html"}),
         {"url": "https://www.courrier-val.example/a.html", "source": "courrier-val.example"}),
        ('<link rel="canonical" href="https://courrier.example/b">',
         {"url": "https://courrier.example/b", "source": "courrier.example"}),
        (meta(**{"article:section": "À la une, Société", "article:tag": "crue"}),
         {"section": "Société", "extra": {"keywords": ["crue"]}}),
        ('<meta name="author" content="Zoé Roy et Luc de Wit">',
         {"authors": ("Zoé Roy", "Luc de Wit")}),
        ('<meta name="author" content="admin">', {"authors": ()}),
    ],
)  # fmt: skip
def test_what_the_page_says_of_itself_is_read(read, head, expected):
    article = read(page(head)).to_dict()
    assert {name: article[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ('<p class="date">Le Courrier avec AFP, publié le vendredi 18 septembre 2015 à 17h42</p>',
         {"date": "2015-09-18T17:42"}),
        ('<time datetime="2015-09-18T17:42">vendredi</time>', {"date": "2015-09-18T17:42"}),
        ('<time class="updated" datetime="2015-09-18">vendredi</time>', {"date": None}),
        ('<time datetime="2015-09-18">v</time><time datetime="2014-01-01">m</time>',
         {"date": None}),
        ('<time class="published" datetime="2015-09-18">v</time>'
         '<time datetime="2014-01-01">m</time>', {"date": "2015-09-18"}),
        ('<span class="author">Par Zoé Roy</span>', {"authors": ("Zoé Roy",)}),
        ("<p>Publié le 18 septembre 2015 à 17h42</p>", {"date": "2015-09-18T17:42"}),
    ],
)  # fmt: skip
def test_bylines_above_the_text_are_read_and_taken_out(read, above, expected):
    article = read(page(above=above))
    assert {name: article.to_dict()[name] for name in expected} == expected
    assert article.body.startswith(PARAGRAPHS[0])


def test_a_standfirst_apart_from_the_text_is_the_lead(read):
    lead = "Quarante familles dorment au gymnase ; la maire demande une digue plus haute."
    head = meta(**{"og:description": lead})
    article = read(page(head, above=f'<p class="chapo">{lead}</p>'))
    assert lead in (article.lead or article.body)
    assert (article.lead or "") + article.body != lead + lead


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("Crue : le Val sous l'eau", "", "Crue : le Val sous l'eau"),
        ("Crue dans le Val", meta(**{"og:title": "Une crue | Le Courrier du Val"}),
         "Crue dans le Val"),
        ("Le Courrier du Val", meta(**{"og:site_name": "Le Courrier du Val",
         "og:title": "Le Val sous l'eau - Le Courrier du Val"}), "Le Val sous l'eau"),
    ],
)  # fmt: skip
def test_the_title_is_that_which_readers_see(read, title, head, expected):
    assert read(page(head, title=title)).title == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_the_encoding_is_what_it_is_whatever_is_declared(read, encoding, declared):
    text = page(f'<meta charset="{declared}">')
    assert read(text, encoding=encoding).body.startswith(PARAGRAPHS[0])


def test_paragraphs_broken_by_line_breaks_are_paragraphs(read):
    text = page(paragraphs=[f"{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}", PARAGRAPHS[2]])
    assert read(text).body.split("\n\n")[:3] == PARAGRAPHS


def test_markup_and_comments_are_no_text(read):
    text = page(paragraphs=[f"<!-- secret -->{PARAGRAPHS[0]}<script>evil()</script>", *PARAGRAPHS])
    assert not {"secret", "evil"} & set(read(text).body.replace("(", " ").split())


def test_what_the_user_says_fills_what_the_page_does_not(read):
    article = read(page(), "2015-09-18_crue.html", source="Le Val")
    assert (article.source, article.date) == ("Le Val", "2015-09-18")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body></body></html>", "there is no article on the page"),
        ("<html>" + "x" * (17 << 20), "more than 16 MiB"),
    ],
)
def test_a_page_without_an_article_is_named(read, text, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        read(text)


@pytest.mark.slow
def test_a_page_of_a_hundred_thousand_nested_tags_is_read_or_named(read):
    with suppress(UnreadableFileError):
        assert isinstance(read("<html><body>" + "<div>" * 100_000 + PARAGRAPHS[0]), Article)


@settings(max_examples=50, deadline=None)
@given(st.text(), st.integers(0, 2000))
def test_any_page_cut_anywhere_is_read_or_named(junk, cut):
    whole = page(ld(headline=junk, datePublished=junk) + meta(**{"og:title": "x"}))
    text = whole[:cut] + junk + whole[cut:]
    with suppress(UnreadableFileError):
        draft_of_page(text[: cut * 2])
