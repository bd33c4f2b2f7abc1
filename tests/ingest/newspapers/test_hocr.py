"""hOCR of scanned pages."""

from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article


def word(text, confidence=90):
    return f"<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf {confidence}'>{text}</span>"


def line(*words, kind="ocr_line"):
    return f"<span class='{kind}' title='bbox 1 2 3 4'>{' '.join(map(word, words))}</span>"


def par(*lines):
    return f"<div class='ocr_carea'><p class='ocr_par' lang='fra'>{' '.join(lines)}</p></div>"


def page(*blocks, image='image "scans/courrier_1915-09-18_1.tif"; bbox 0 0 9 9'):
    return f"<div class='ocr_page' title='{image}'>{''.join(blocks)}</div>"


def hocr(*pages):
    return (
        "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE html><html lang='fr'><head><title></title>"
        "<meta name='ocr-system' content='tesseract 5.3'/></head><body>"
        f"{''.join(pages)}</body></html>"
    )


ONE = page(
    par(line("La", "ri-"), line("vière", "monte.")),
    par(line("Elle", "baisse.", kind="ocr_caption")),
)


def test_a_page_is_an_article():
    article = the_article("a.hocr", hocr(ONE))
    assert fields(article, "date", "body", "language", "extra") == (
        "1915-09-18", "La rivière monte.\n\nElle baisse.", "fr",
        {"confidence": 0.9, "image": "scans/courrier_1915-09-18_1.tif"},
    )  # fmt: skip


def test_the_content_tells_the_format_and_pages_are_articles():
    pages = [page(par(line("Page", str(n)))) for n in (1, 2)]
    first, second = read("a.html", hocr(*pages, page())).articles
    assert (first.body, second.body) == ("Page 1", "Page 2")
    assert second.extra["pages"] == [2]


def test_without_paragraphs_and_without_lines():
    assert the_article("a.html", hocr(page(line("La", "crue")))).body == "La crue"
    assert the_article("a.html", hocr(page("<p class='ocr_par'>La crue</p>"))).body == "La crue"


def test_a_page_without_text_is_named():
    assert "pages without text" in read("a.html", hocr(page())).reason


@settings(max_examples=40)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(hocr(ONE).encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.hocr", bytes(whole[: data.draw(st.integers(1, len(whole)))]))
