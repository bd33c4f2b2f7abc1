"""What people see on a telephone and in the dark, measured on the screen."""

import base64

import pytest

pytestmark = pytest.mark.slow

TABS = {
    "fr-FR": ["Articles", "Chronologie", "Concordance", "Mots voisins", "Mots distinctifs"],
    "en-GB": ["Articles", "Timeline", "Concordance", "Collocates", "Keywords"],
}

# The colours of a picture, the most frequent first; a browser reads what it has drawn.
COLOURS = """
async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data.slice(i, i + 3).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour.split(",").map(Number));
}
"""


def colours_of(page, selector):
    picture = page.locator(selector).screenshot()
    return page.evaluate(COLOURS, base64.b64encode(picture).decode())


def contrast(one, other):
    """As WCAG counts it."""

    def luminance(colour):
        shares = [each / 255 for each in colour]
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05

    first, second = luminance(one), luminance(other)
    return max(first, second) / min(first, second)


@pytest.mark.parametrize("locale", TABS)
def test_on_a_telephone_every_view_is_in_sight(open_page, locale):
    for width in (320, 360):
        page = open_page("/?q=viaduc", locale=locale, viewport={"width": width, "height": 740})
        tabs = page.locator(".tabs a")
        assert tabs.all_inner_texts() == TABS[locale]
        for tab in tabs.all():
            box = tab.bounding_box()
            assert 0 <= box["x"] <= width - box["width"], tab.inner_text()
            assert box["height"] >= 24
        tabs.last.click()
        page.wait_for_url("**/keyness?q=viaduc")


def test_on_a_telephone_the_texts_of_a_plot_can_be_read(open_page):
    page = open_page("/timeline?q=viaduc", viewport={"width": 360, "height": 740})
    assert page.locator(".plot svg text").first.bounding_box()["height"] > 12
    assert page.locator(".plot").evaluate("each => each.scrollWidth > each.clientWidth")


def test_a_plot_is_dark_in_the_dark_and_white_on_paper(open_page):
    for compared in ("", "&compare=pont&compare=inondation"):
        page = open_page(f"/timeline?q=viaduc{compared}", color_scheme="dark")
        background, *others = colours_of(page, ".plot svg")
        assert max(background) < 40
        if not compared:
            assert contrast(others[0], background) >= 3  # of the columns
        assert max(contrast(each, background) for each in others[:200]) > 8  # of the title
        page.emulate_media(color_scheme="light")
        assert colours_of(page, ".plot svg")[0] == [255, 255, 255]
        page.emulate_media(media="print", color_scheme="dark")
        assert colours_of(page, ".plot svg")[0] == [255, 255, 255]
