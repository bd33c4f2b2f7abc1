"""NewsML 1: which of the texts of an item is the article."""

import pytest
from ingest.reading import all_of

MAIN = (
    "Main",
    "<p>Les habitants ont de nouveau traversé la rivière.</p><p>La mairie s'en réjouit.</p>",
)
ABSTRACT = ("Abstract", "Le pont rouvre aux piétons.")
CAPTION = (
    "Caption",
    "Le pont de Valmont, vu de la rive gauche où les habitants se sont réunis hier.",
)
BODY = "Les habitants ont de nouveau traversé la rivière.\n\nLa mairie s'en réjouit."


@pytest.fixture
def read(tmp_path):
    def read(*components, kind=""):
        inside = "".join(
            f'<NewsComponent><Role FormalName="{role}"/><ContentItem>{kind}<DataContent>{text}'
            "</DataContent></ContentItem></NewsComponent>"
            for role, text in components
        )
        (tmp_path / "a.xml").write_text(
            "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>val.example</ProviderId>"
            "<DateId>20150918</DateId><NewsItemId>1</NewsItemId></NewsIdentifier></Identification>"
            "<NewsComponent><NewsLines><HeadLine>Le pont rouvre</HeadLine></NewsLines>"
            f"{inside}</NewsComponent></NewsItem></NewsML>"
        )
        return all_of(tmp_path / "a.xml")

    return read


@pytest.mark.parametrize(
    ("components", "lead"),
    [
        ([ABSTRACT, MAIN], "Le pont rouvre aux piétons."),
        ([MAIN, ABSTRACT], "Le pont rouvre aux piétons."),
        ([CAPTION, MAIN], None),
        ([("Supporting", "Repères."), ABSTRACT, MAIN], "Le pont rouvre aux piétons."),
        ([ABSTRACT, ("", MAIN[1])], "Le pont rouvre aux piétons."),
        ([("Body", "Bref."), ("Body", MAIN[1])], None),
    ],
)
def test_the_text_is_the_one_whose_role_says_so_in_any_order(read, components, lead):
    (article,) = read(*components)
    assert (article.body, article.lead) == (BODY, lead)


def test_an_abstract_alone_is_the_text(read):
    (article,) = read(ABSTRACT)
    assert (article.body, article.lead) == (ABSTRACT[1], None)


@pytest.mark.parametrize(
    "written",
    [
        MAIN[1].replace("<", "&lt;").replace(">", "&gt;"),
        f"<![CDATA[{MAIN[1]}]]>",
        f"<p>{MAIN[1].replace('<', '&lt;')}</p>",
    ],
)
def test_tags_that_were_escaped_are_not_in_the_text(read, written):
    (article,) = read(("Main", written))
    assert article.body == BODY


def test_a_photo_is_no_article_and_is_named(read):
    (problem,) = read(("Main", ""), kind='<MediaType FormalName="Photo"/>')
    assert problem.reason == "items without a text, of the kind photo (1)"
    assert not problem.may_hide_articles
