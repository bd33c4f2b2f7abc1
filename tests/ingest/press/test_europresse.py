"""What Europresse exports, in the layout that it has had since about 2019."""

import pytest
from ingest.reading import all_of

from searchnews.errors import UnreadableFileError

P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
TITLES = (
    '<p class="sm-margin-bottomNews">Transports</p>'
    '<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le <mark>bac</mark> repart</p>'
    '<p class="sm-margin-TopNews rdp__subtitle">La brume l’avait retenu.</p>'
)
HEADER = (
    '<span class="DocHeader">Rives, jeudi 8 octobre 2015 </span><span>1 312 mots, p. 4-5</span>'
)
PARAGRAPHS = f'<div class="docOcurrContainer"><p>{P1}</p><p>{P2}</p></div>'
TEXT = f'<div class="DocText clearfix">{PARAGRAPHS}</div>'


def document(
    titles=TITLES,
    header=HEADER,
    text=TEXT,
    source="L’Écho du Bac, no. 88 ",
    signed='<p class="sm-margin-bottomNews">Odile Perrot; Jean Le Guen</p>',
    number="news·20151008·EB·0042",
):
    return f"""<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">{source}</span></div>
<div>{header}</div><div class="titreArticle">{titles}</div>{signed}</header>
<section>{text}</section><aside>Autres articles du même journal</aside>
<footer><small>© 2015 L’Écho du Bac. Tous droits réservés.</small>
<div class="publiC-lblNodoc">{number}</div></footer></article>"""


@pytest.fixture
def read(tmp_path):
    def read(*documents):
        path = tmp_path / "export.HTML"
        head = '<html><head><meta charset="utf-8"><title></title></head><body>'
        path.write_text(f"<!DOCTYPE html>{head}{''.join(documents)}</body></html>")
        return all_of(path)

    return read


def test_each_part_is_a_field_of_its_own(read):
    (article,) = read(document())
    assert article.id == "news·20151008·EB·0042"
    assert article.title == "Le bac repart"
    assert article.lead == "La brume l’avait retenu."
    assert article.body == f"{P1}\n\n{P2}"
    assert article.date == "2015-10-08"
    assert article.source == "L’Écho du Bac"
    assert article.section == "Rives"
    assert article.authors == ("Odile Perrot", "Jean Le Guen")
    assert article.extra == {
        "kicker": "Transports", "page": "4-5", "words": 1312, "issue": "no. 88",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "kicker", "title", "lead"),
    [
        ('<p class="titreArticleVisu">Le bac repart</p>', None, "Le bac repart", None),
        ("<p>Le bac repart</p>", None, "Le bac repart", None),
        (
            '<p>Transports</p><div class="titreArticleVisu">Le bac repart</div><p>Enfin</p>',
            "Transports", "Le bac repart", "Enfin",
        ),
        ('<p class="grandTitre">Le bac repart</p>', None, "Le bac repart", None),
    ],
)  # fmt: skip
def test_titles_in_other_forms(read, titles, kicker, title, lead):
    (article,) = read(document(titles=titles))
    assert (article.extra.get("kicker"), article.title, article.lead) == (kicker, title, lead)
    assert article.body == f"{P1}\n\n{P2}"


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("jeudi 8 octobre 2015 - 08:15:00 UTC+02:00 ", "2015-10-08T08:15:00+02:00"),
        ("jeudi 8 octobre 2015 - 08:15:00 UTC-05:00 ", "2015-10-08T08:15:00-05:00"),
        ("jeudi 8 octobre 2015 - 08:15 UTC ", "2015-10-08T08:15+00:00"),
        ("Thursday, October 8, 2015 ", "2015-10-08"),
        ("", None),
    ],
)
def test_the_hour_has_its_zone(read, header, date):
    header = f'<span class="DocHeader">{header}</span><span>98 mots</span>'
    (article,) = read(document(header=header))
    assert (article.date, article.extra["words"]) == (date, 98)


@pytest.mark.parametrize(
    ("written", "source", "issue"),
    [
        ("L’Écho du Bac (site web) ", "L’Écho du Bac", None),
        ("L’Écho du Bac (site web réf.)", "L’Écho du Bac", None),
        ("Revue des Rives, Vol. 14, no 4", "Revue des Rives", "Vol. 14, no 4"),
        ("L’Écho du Bac (France)", "L’Écho du Bac (France)", None),
    ],
)
def test_a_site_is_its_newspaper(read, written, source, issue):
    (article,) = read(document(source=written))
    assert (article.source, article.extra.get("issue")) == (source, issue)


def test_the_link_to_the_article_is_its_address(read):
    link = '<p><a href="https://echo.example/bac">Cet article est paru dans L’Écho du Bac</a></p>'
    (article,) = read(document(text=f'<div class="DocText"><p>{P1}</p>{link}</div>'))
    assert (article.url, article.body) == ("https://echo.example/bac", P1)


def test_a_text_may_stand_in_other_containers(read):
    empty = f'<div class="DocText"><div class="docOcurrContainer"></div><p>{P1}</p></div>'
    for text in (f'<div class="DocText clearfix"><p>{P1}</p></div>', empty, f"<p>{P1}</p>"):
        (article,) = read(document(text=text))
        assert article.body == P1


def test_who_signed_is_kept_where_it_is_no_name(read):
    (article,) = read(document(signed='<p class="sm-margin-bottomNews">Service des rives</p>'))
    assert (article.authors, article.extra["byline"]) == ((), "Service des rives")


def test_an_export_holds_many_articles(read):
    articles = read(document(), document(number="news·20151008·EB·0043"))
    assert [a.id[-4:] for a in articles] == ["0042", "0043"]


def test_a_list_of_results_gives_a_reason_that_says_what_to_do(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body><!-- DocPublicationName --><p>3 résultats</p></body></html>")
    with pytest.raises(UnreadableFileError, match="export it again as HTML, with the full texts"):
        all_of(path)
