"""Reading office documents, whichever program wrote them."""

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.errors import UnreadableFileError

TITLE = "Le bac repart"
P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (TITLE, P1, P2))
    + "</w:body></w:document>"
)
LARGE = b"\xff\xd8" + bytes(range(256)) * 400  # more than what tells a format
PARTS = {
    "types": {"[Content_Types].xml": "<Types/>"},
    "relations": {"_rels/.rels": "<Relationships/>"},
    "properties": {"docProps/app.xml": "<Properties/>"},
    "thumbnail": {"docProps/thumbnail.jpeg": LARGE},
    "picture": {"word/media/image1.jpeg": LARGE},
    "custom": {"customXml/item1.xml": "<b/>"},
    "text": {"word/document.xml": DOCUMENT},
}


def docx(*order):
    return samples.zipped({name: data for part in order for name, data in PARTS[part].items()})


@pytest.fixture
def read(tmp_path):
    def read(data, name="article.docx"):
        path = tmp_path / name
        path.write_bytes(data)
        return all_of(path)

    return read


ORDERS = {
    "Word": ("types", "relations", "text", "properties"),
    "LibreOffice": ("relations", "properties", "text", "types"),
    "Google Docs": ("text", "relations", "types"),
    "Nexis": ("properties", "relations", "custom", "text", "types"),
}


@pytest.mark.parametrize("name", ["article.docx", "article", "article.zip", "article.DOCX"])
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_the_order_of_the_members_makes_no_difference(read, order, name):
    (article,) = read(docx(*order), name)
    assert (article.title, article.body) == (TITLE, f"{P1}\n\n{P2}")


@pytest.mark.parametrize("first", ["thumbnail", "picture", "custom"])
def test_large_members_may_come_first(read, first):
    (article,) = read(docx(first, "relations", "text", "types"))
    assert article.title == TITLE


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a"])
@pytest.mark.parametrize(
    "members",
    [
        {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>", "xl/a.xml": "<x/>"},
        {"_rels/.rels": "<x/>", "ppt/slides/slide1.xml": "<x/>", "[Content_Types].xml": "<x/>"},
        {"visio/pages/page1.xml": "<x/>", "[Content_Types].xml": "<Types/>"},
    ],
)
def test_what_is_no_text_gives_one_reason(read, members, name):
    with pytest.raises(UnreadableFileError):
        read(samples.zipped(members), name)


def test_a_text_whose_members_do_not_tell_gives_one_reason_that_says_what_to_do(read):
    with pytest.raises(UnreadableFileError, match=r"let its name end with \.docx"):
        read(docx("thumbnail", "text", "types"), "article")


def test_an_archive_may_have_a_folder_of_such_a_name(read):
    text = f"{TITLE}\n\n{P1}\n\n{P2}"
    (article,) = read(samples.zipped({"word/bac.txt": text}), "archive.zip")
    assert article.title == TITLE


def test_a_document_may_be_an_export_of_factiva(read):
    lines = ["Rives", TITLE, "Odile Perrot", "312 mots", "8 octobre 2015", "L’Écho du Bac",
             "ECHBAC", "4", "Français", "Copyright 2015 L’Écho du Bac", P1, P2]  # fmt: skip
    first, second = read(
        samples.docx(
            [*lines, "Document ECHBAC0020151008eba80002x", *lines,
             "Document ECHBAC0020151008eba80002y"]
        )
    )  # fmt: skip
    assert (first.title, first.body) == (TITLE, f"{P1}\n\n{P2}")
    assert (first.date, first.source, first.section) == ("2015-10-08", "L’Écho du Bac", "Rives")
    assert (first.authors, first.language) == (("Odile Perrot",), "fr")
    assert first.extra == {"page": "4", "words": 312}
    assert (first.id[-1], second.id[-1]) == ("x", "y")


def test_a_document_as_long_as_a_book_is_read_with_a_warning(read):
    article, problem = read(samples.docx([TITLE, *[P1] * 3500]))
    assert article.title == TITLE
    assert not problem.lost
    assert "words; if it holds several, make it one file an article" in problem.reason
