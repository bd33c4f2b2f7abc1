"""Every page keeps WCAG 2.2 AA, in light and dark, wide and narrow, in both languages."""

import pytest

PAGES = {
    "home": "/",
    "hits": "/?q=viaduc",
    "narrowed": "/?q=viaduc&from=2014&sort=-date&explain=1&commit=old",
    "relaxed": "/?q=viaduc+hippopotame",
    "nothing": "/?q=hippopotame",
    "stories": "/?q=viaduc&fold=stories",
    "many": "/?q=*&limit=25",
    "timeline": "/timeline?q=viaduc&compare=pont",
    "concordance": "/concordance?q=viaduc&sort=1R",
    "collocates": "/collocates?q=viaduc",
    "keyness": "/keyness?q=viaduc",
    "help": "/help",
    "numbers": "/stats",
    "saved": "/saved",
    "saved search": "/saved/viaduc",
    "long name": f"/saved/{'x' * 64}",
    "other script": "/saved/مياه",
    "problem": "/?page=x",
}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "english": {"locale": "en-GB"},
    "contrast": {"forced_colors": "active", "reduced_motion": "reduce"},
}


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation(open_page, violations, name, look):
    page = open_page(PAGES[name], **LOOKS[look])
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_an_article_has_no_violation(open_page, violations, look):
    page = open_page("/?q=viaduc", **LOOKS[look])
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/article/**")
    assert violations(page) == []
    for name in ("stories", "similar"):
        page.goto(page.url.replace("/article/", f"/{name}/").replace("/stories/", f"/{name}/"))
        assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_scrolled_sideways(open_page, name):
    """Neither on a telephone, nor at 200 % of a window of 1280 pixels."""
    for width in (360, 640):
        page = open_page(PAGES[name], viewport={"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.slow
def test_every_page_has_one_heading_of_the_first_rank_and_its_landmarks(open_page):
    for path in PAGES.values():
        page = open_page(path)
        assert page.locator("h1").count() == 1
        assert page.locator("main").count() == 1
        assert page.locator("html").get_attribute("lang") == "fr"
