"""Olive: where the pieces of an issue are, and how their words are put together."""

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.article import Article

TOC = (
    '<Xmd_toc PUBLICATION="VAL" ISSUE_DATE="08/02/1882" RELEASE_NO="VAL1" LANGUAGE="French">'
    '<Page PAGE_NO="1"><Entity ENTITY_TYPE="Article" ID="Ar1" HREF="/1/Ar1" NAME="La crue" '
    'PAGE_NO="1"/></Page></Xmd_toc>'
)


def piece(words):
    return (
        '<XMD-entity ID="Ar1" LANGUAGE="French"><Meta NAME="La crue" ISSUE_DATE="08/02/1882" '
        'PUBLICATION="VAL"/><HedLine_hl1><Primitive><L/><W>La</W><W>crue</W></Primitive>'
        f"</HedLine_hl1><Content><Primitive>{words}</Primitive></Content></XMD-entity>"
    )


@pytest.fixture
def write(tmp_path):
    def write(files):
        for name, data in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    return write


PIECE = piece("<L/><W>Elle</W><W>monte.</W>")
LAYOUTS = {
    "next to it": ({"1/Ar1.xml": PIECE}, "1/Ar1.xml"),
    "in Document": ({"Document/1/Ar1.xml": PIECE}, "Document/1/Ar1.xml"),
    "in Document.zip": ({"Document.zip": samples.zipped({"1/Ar1.xml": PIECE})}, "Document.zip"),
    "in a folder of Document.zip": (
        {"Document.zip": samples.zipped({"Document/1/Ar1.xml": PIECE})}, "Document.zip"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "piece"), LAYOUTS.values(), ids=LAYOUTS)
def test_the_pieces_are_found_wherever_they_are_and_read_once(write, files, piece):
    folder = write({"TOC.xml": TOC, **files})
    (article,) = all_of(folder / "TOC.xml")
    assert (article.title, article.body) == ("La crue", "Elle monte.")
    (problem,) = all_of(folder / piece)
    assert problem.reason == "a piece of an issue, which its TOC.xml names"


def test_an_issue_in_an_archive_is_read_once(write):
    inside = {"i/TOC.xml": TOC, "i/Document.zip": samples.zipped({"1/Ar1.xml": PIECE})}
    folder = write({"a.zip": samples.zipped(inside)})
    articles = [each for each in all_of(folder / "a.zip") if isinstance(each, Article)]
    assert [each.body for each in articles] == ["Elle monte."]


def test_a_piece_without_its_table_of_contents_is_an_article(write):
    folder = write({"1/Ar1.xml": PIECE})
    (article,) = all_of(folder / "1" / "Ar1.xml")
    assert (article.title, article.body) == ("La crue", "Elle monte.")
    assert (article.date, article.source, article.language) == ("1882-02-08", "VAL", "fr")


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("<L/><W>La</W><W>rivière</W><L/><W>monte.</W>", "La rivière monte."),
        ("<L><W>La</W></L><L><W>rivière</W></L>", "La rivière"),
        ('<L/><W NS="y">rivière</W><W>,</W><W>ici</W>', "rivière, ici"),
        ('<L/><Q QID="1">tra</Q><Q QID="1">-</Q><L/><q QID="1">versé</q><QW QID="1">traversé</QW>',
         "traversé"),
        ("<L/><W>traver-</W><L/><W>sé</W>", "traversé"),
        ("<L/><W>bien-</W><W>être</W>", "bien- être"),
        ("<L/><W>Un.</W><L P='S'/><W>Deux.</W>", "Un.\n\nDeux."),
        ("<L/><W>—</W><L/><W>Oui</W>", "— Oui"),
    ],
)  # fmt: skip
def test_words_are_put_together_with_what_is_said_of_them(write, words, body):
    folder = write({"TOC.xml": TOC, "1/Ar1.xml": piece(words)})
    (article,) = all_of(folder / "TOC.xml")
    assert article.body == body
