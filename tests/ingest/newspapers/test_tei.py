"""TEI: the names of authors."""

import pytest
from ingest.reading import all_of

TEI = (
    "<TEI><teiHeader/><text><body><div type='article'><head>La crue</head><byline>{}</byline>"
    "<p>Elle monte.</p></div></body></text></TEI>"
)


@pytest.mark.parametrize(
    "byline",
    [
        "<name>Zoé Roy</name>",
        "<persName><forename>Zoé</forename><surname>Roy</surname></persName>",
        "par <persName>Zoé <surname>Roy</surname></persName>",
    ],
)
def test_first_name_and_surname_are_two_words(tmp_path, byline):
    (tmp_path / "a.xml").write_text(TEI.format(byline))
    (article,) = all_of(tmp_path / "a.xml")
    assert article.authors == ("Zoé Roy",)
