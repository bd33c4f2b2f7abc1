"""Reading web pages."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.web.page_title import shown_as
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
        ('<meta name="author" content="Zoé Roy (envoyée spéciale à Damas)">',
         {"authors": ("Zoé Roy",)}),
        ('<meta name="author" content="Radio du Val (www.radio-val.example)">', {"authors": ()}),
        ('<meta name="author" content="Courrier avec AFP">', {"authors": (), "agency": "AFP"}),
        (ld(author=[{"@type": "Person", "name": "Recueilli par Zoé Roy."},
                    {"@type": "Organization", "name": "Forum Civique"}]),
         {"authors": ("Zoé Roy",)}),
        ('<meta name="citation_publication_date" content="2021/04/05">', {"date": "2021-04-05"}),
        (meta(**{"og:site_name": "Le Val.fr"}), {"source": "Le Val"}),
        (meta(**{"og:site_name": "lecourrierduval.fr"}), {"source": "Le Courrier du Val"}),
        ('<link rel="canonical" href="https://lecourrierduval.fr/b">',
         {"source": "Le Courrier du Val"}),
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
        ("<p>Mis à jour le 20/09/2015 à 8h, publié le 18/09/2015 à 10h</p>",
         {"date": "2015-09-18T10:00"}),
        ('<div class="post_detail">18 Sep 2015</div>', {"date": "2015-09-18"}),
        ('<div class="head"><span class="date"> 18/09/2015 </span></div>', {"date": "2015-09-18"}),
        ('<p><small>Publié le 2015-09-18 | courrier.example</small></p>', {"date": "2015-09-18"}),
        ('<div class="time"><time>Publié le 18 septembre 2015</time></div>',
         {"date": "2015-09-18"}),
        ('<p><abbr class="published" title="2015-09-18T10:21:40Z">vendredi</abbr></p>',
         {"date": "2015-09-18T10:21:40+00:00"}),
        ('<p>Publié : <time datetime="2015-09-18">v</time>, '
         'mis à jour : <time datetime="2015-09-20">d</time></p>', {"date": "2015-09-18"}),
        ('<div class="byline">Zoé Roy et Luc de Wit, le 18/09/2015 à 17h42</div>',
         {"date": "2015-09-18T17:42", "authors": ("Zoé Roy", "Luc de Wit")}),
        ('<div class="entry-meta">Par Zoé Roy | 18 septembre 2015</div>',
         {"date": "2015-09-18", "authors": ("Zoé Roy",)}),
        ('<p class="author">Par Zoé Roy et Anne d’Ormesson, à Beyrouth</p>',
         {"authors": ("Zoé Roy", "Anne d’Ormesson")}),
        ("<p>Par Zoé Roy, envoyée spéciale à Damas</p>", {"authors": ("Zoé Roy",)}),
        ('<p>Par <span itemprop="author"><a itemprop="name">Zoé Roy</a></span>, '
         '<span itemprop="author"><a itemprop="name">Luc de Wit</a></span></p>',
         {"authors": ("Zoé Roy", "Luc de Wit")}),
        ('<p class="signature">Le Courrier avec AFP</p>', {"authors": (), "agency": "AFP"}),
    ],
)  # fmt: skip
def test_bylines_above_the_text_are_read_and_taken_out(read, above, expected):
    article = read(page(above=above))
    assert {name: article.to_dict()[name] for name in expected} == expected
    assert article.body.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    "around",
    [
        '<p class="publication">Le <time datetime="2019-09-22" pubdate>22</time>, par Eva Lind</p>',
        '<ul class="derniers-articles"><li><h4><a href="/m">Le marché</a></h4>'
        '<time class="published" datetime="2022-08-10">mercredi</time></li></ul>',
        '<div class="comments"><p>Eva Lind, publié le 10 août 2022</p></div>',
        '<aside><p class="date">10/08/2022</p><p class="author">Par Eva Lind</p></aside>',
        "<footer><p>Publié le 10 août 2022</p></footer>",
    ],
)
def test_dates_and_names_of_others_are_not_those_of_the_article(read, around):
    own = '<p class="date">18 septembre 2015</p>'
    text = page(above=own).replace("</main>", f"{around}</main>")
    article = read(text)
    assert (article.date, article.authors) == ("2015-09-18", ())
    article = read(text.replace(own, ""), "sans-date.html")
    assert article.date in (None, "2019-09-22" if "pubdate" in around else None)


def test_who_signs_below_the_text_is_the_author(read):
    signed = '<div class="longText"><p>Auteur : Zoé Roy</p><p>Edition : L. Wit</p></div>'
    article = read(page().replace("</article>", f"</article>{signed}"))
    assert article.authors == ("Zoé Roy",)


def test_more_names_for_readers_than_for_machines_are_all_authors(read):
    above = '<p class="byline">Par Zoé Roy, avec Luc de Wit</p>'
    article = read(page(ld(author={"@type": "Person", "name": "Zoé Roy"}), above=above))
    assert article.authors == ("Zoé Roy", "Luc de Wit")


TEASER = (
    "Le conseil a siégé jusqu'à trois heures du matin, après la démission surprise de l'adjoint "
    "aux finances, et le budget n'est passé que d'une voix."
)


@pytest.mark.parametrize(
    "teasers",
    [
        f'<div class="read-more"><p>{TEASER}</p></div>',
        f'<section class="do-not-miss"><div><p>{TEASER}</p></div></section>',
        f'<ul><li><h3><a href="/b">Le budget est voté</a></h3><p>{TEASER}</p></li></ul>',
        '<div class="row">'
        + 3 * f'<div class="c4"><a href="/b">Le budget est enfin voté</a><p>{TEASER}</p></div>'
        + "</div>",
        f'<div class="author-bio"><p>{TEASER}</p></div>',
        '<p><b>Récit</b> <a href="/n">Une nuit avec les sinistrés du gymnase</a></p>',
    ],
)
def test_teasers_of_other_articles_are_not_in_the_text(read, teasers):
    expected = read(page()).body
    for text in (
        page().replace("</article>", f"{teasers}</article>"),
        page().replace("</article>", f"</article>{teasers}"),
    ):
        assert read(text).body == expected


def test_an_article_that_has_a_name_of_teasers_is_kept(read):
    text = page().replace("<article>", '<article class="related-content comments-open">')
    assert read(text).body == read(page()).body


def test_a_page_that_is_a_form_as_a_whole_is_read(read):
    text = page().replace("<main>", '<form action="a.aspx"><main>').replace("</main>", "</form>")
    assert read(text).body == read(page()).body


def test_a_standfirst_in_an_element_with_the_name_of_the_text_is_not_all(read):
    lead = "Quarante familles dorment au gymnase ; la maire demande une digue plus haute."
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read(
        f"<html><head><title>La crue</title></head><body><h1>La crue</h1>"
        f'<div class="entry-content"><p>{lead}</p></div>'
        f'<div class="wrapper"><div class="entry-content texte">{text}</div></div></body></html>'
    )
    assert article.lead == lead
    assert article.body.split("\n\n") == PARAGRAPHS


def test_a_text_in_two_elements_of_the_same_name_is_read_as_a_whole(read):
    halves = [
        f'<div class="article-body">{"".join(f"<p>{paragraph}</p>" for paragraph in half)}</div>'
        for half in (PARAGRAPHS[:2], PARAGRAPHS[2:])
    ]
    text = f"<html><body><h1>La crue</h1>{'<div>Publicité</div>'.join(halves)}</body></html>"
    assert read(text).body.split("\n\n") == PARAGRAPHS


def test_a_standfirst_whose_description_is_cut_is_the_lead(read):
    lead = (
        "Quarante familles dorment au gymnase, et la maire demande que la digue soit relevée "
        "avant l'automne."
    )
    head = meta(description=lead[:60] + " (...)")
    text = page(head).replace("<article>", f'<div class="chapo"><p>{lead}</p></div><article>')
    assert read(text).lead == lead


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


def test_a_badge_is_not_in_the_title(read):
    text = page().replace("<h1>", '<h1><span class="badge">Abonnés</span> ')
    assert read(text).title == "La crue relogée au gymnase"


def test_a_line_that_is_a_part_of_the_title_is_where_it_happens(read):
    article = read(page(title="Valmont : le pont rouvre", above="<p>Valmont</p>"))
    assert article.title == "Valmont : le pont rouvre"


@pytest.mark.parametrize("site", ["Courrier-Val.fr", "La Gazette des Trois Vallées et du Lac"])
def test_an_unknown_site_is_not_in_the_title(read, site):
    text = page(title="Le pont rouvre").replace("Le Courrier du Val", site)
    assert read(text).title == "Le pont rouvre"


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
        draft_of_page(text[: cut * 2].encode())


def test_windows_in_front_and_what_is_only_heard_are_no_text(read):
    asked = "Nous vous informons que des cookies sont déposés par ce site et par des tiers. " * 30
    heard = '<li>Profils<span class="u-screen-reader-text">Profils</span></li>'
    front = f'<div class="modal" role="dialog"><p>{asked}</p></div>'
    plain, with_both = read(page()), read(page(above=heard + front))
    assert with_both.body == plain.body
    title = '<h1 class="sr-only">La crue relogée au gymnase</h1>'
    assert read(page(above=title)).title == "La crue relogée au gymnase"


@pytest.mark.parametrize(
    ("tag", "is_lead"), [("h2", True), ("p class='chapo'", True), ("p", False)]
)
def test_a_marked_standfirst_is_the_lead_of_a_page_described_by_its_text(read, tag, is_lead):
    standfirst = "Les eaux ont surpris une vallée qui s'en croyait protégée depuis les travaux."
    described = meta(**{"og:description": PARAGRAPHS[0]})
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read(
        f"<html><head><title>La crue</title>{described}</head><body><div><h1>La crue</h1>"
        f"<{tag}>{standfirst}</{tag.split()[0]}><div class='article-body'>{text}</div></div></body>"
    )
    assert article.body.split("\n\n") == PARAGRAPHS
    assert article.lead == (standfirst if is_lead else None)


def test_a_kicker_and_the_text_after_it_are_two_words(read):
    text = page(paragraphs=['<span class="keyword">Vallée</span>Les eaux montent.', *PARAGRAPHS])
    assert read(text).body.startswith("Vallée Les eaux montent.")
    camel = page(paragraphs=["Le <span class='x'>mac</span>OS du maire est noyé.", *PARAGRAPHS])
    assert "macOS" in read(camel).body


def test_blanks_in_a_title_take_linear_time():
    whole, rest = shown_as("La crue | " + " " * 200_000 + "x"), shown_as("La crue | x")
    assert whole == rest
