"""NewsML-G2: which items are articles."""

import pytest
from ingest.reading import all_of

TEXT = (
    "<inlineXML><html><body><p>Les habitants traversent la rivière.</p></body></html></inlineXML>"
)
REMOTE = '<remoteContent href="pont.jpg"/>'


@pytest.fixture
def read(tmp_path):
    def read(*items):
        (tmp_path / "a.xml").write_text(
            '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
            + "".join(
                f'<newsItem guid="urn:x:{number}"><itemMeta><itemClass {nature}/></itemMeta>'
                f"<contentMeta><headline>Le pont</headline></contentMeta><contentSet>{content}"
                "</contentSet></newsItem>"
                for number, (nature, content) in enumerate(items)
            )
            + "</itemSet></newsMessage>"
        )
        return all_of(tmp_path / "a.xml")

    return read


@pytest.mark.parametrize(
    "nature",
    [
        'qcode="ninat:text"',
        'qcode="icls:text"',
        'qcode="text"',
        'uri="http://cv.iptc.org/newscodes/ninature/text"',
        "",
        'qcode="ninat:video"',  # one that comes with its text
    ],
)
def test_a_text_is_an_article_whatever_the_alias_of_its_class(read, nature):
    (article,) = read((nature, TEXT))
    assert (article.title, article.body) == ("Le pont", "Les habitants traversent la rivière.")


def test_a_headline_alone_is_an_article_of_an_agency(read):
    (article,) = read(('qcode="ninat:text"', ""))
    assert (article.title, article.body) == ("Le pont", "")


def test_pictures_sound_and_video_without_text_are_counted_in_one_line(read):
    article, problem = read(
        ('qcode="icls:picture"', REMOTE), ('qcode="ninat:text"', TEXT),
        ('qcode="ninat:picture"', REMOTE), ('qcode="ninat:audio"', REMOTE),
    )  # fmt: skip
    assert article.title == "Le pont"
    assert problem.reason == "items without a text, of the kind picture (2), audio (1)"
    assert not problem.may_hide_articles


def test_html_that_was_escaped_or_is_data_has_no_tags(read):
    (article,) = read(
        ("", "<inlineData>&lt;p&gt;Le &lt;b&gt;pont&lt;/b&gt;.&lt;/p&gt;</inlineData>")
    )
    assert article.body == "Le pont."
