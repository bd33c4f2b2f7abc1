"""What people do with the page, in a real browser."""

import csv
import io
import json
import re

import pytest
from browser.conftest import serving

import searchnews

pytestmark = pytest.mark.slow


def search(page, query):
    page.get_by_role("combobox", name="Rechercher").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")


def test_search_read_step_and_come_back(open_page):
    page = open_page("/")
    search(page, "viaduc câble")
    total = page.get_by_role("status").inner_text()
    assert re.match(r"\d+\s(article|sujet)", total)
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/article/**")
    marks = page.locator("article.reading mark")
    assert marks.count() > 1
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "m1"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "m2"
    page.keyboard.press("p")
    assert page.locator("mark.current").get_attribute("id") == "m1"
    page.keyboard.press("u")
    page.wait_for_url("**/?q=*")
    assert page.get_by_role("status").inner_text() == total


def test_a_citation_is_copied(open_page):
    page = open_page("/?q=viaduc")
    page.locator(".hit h2 a").first.click()
    page.get_by_role("button", name="Copier").click()
    page.get_by_role("button", name="Copié").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert re.search(r"\((\d{4}|s\.\sd\.)", copied)


def test_narrowing_back_forward_and_reload_keep_the_state(open_page):
    page = open_page("/?q=viaduc")
    before = page.get_by_role("status").inner_text()
    page.locator(".facet a").first.click()
    page.wait_for_url(re.compile("source="))
    narrowed = page.get_by_role("status").inner_text()
    assert narrowed != before
    assert page.locator(".chips li").count() == 1
    page.reload()
    assert page.get_by_role("status").inner_text() == narrowed
    page.go_back()
    assert page.get_by_role("status").inner_text() == before
    page.go_forward()
    assert page.get_by_role("status").inner_text() == narrowed
    page.locator(".chips a").click()
    page.wait_for_url(re.compile("^(?!.*source=)"))
    assert page.get_by_role("status").inner_text() == before


def test_a_period_is_chosen_with_the_mouse(open_page):
    page = open_page("/?q=viaduc")
    strip = page.locator(".strip").bounding_box()
    middle = strip["y"] + 20
    page.mouse.move(strip["x"] + strip["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] * 0.7, middle, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("from=.*to="))
    assert page.locator(".chips li").count() == 2


def test_a_period_is_chosen_with_keys(open_page):
    page = open_page("/?q=viaduc")
    page.locator(".strip").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+End")
    assert page.locator(".strip a.on").count() == page.locator(".strip a").count()
    assert " – " in page.locator(".chosen").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from=.*to="))


def test_words_are_completed_as_they_are_written(open_page):
    page = open_page("/")
    field = page.get_by_role("combobox", name="Rechercher")
    field.press_sequentially("viad", delay=20)
    option = page.get_by_role("option").first
    option.wait_for()
    assert "viaduc" in option.inner_text().lower()
    field.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    page.wait_for_url("**/?q=*")
    assert "viaduc" in page.get_by_role("combobox").input_value().lower()


def test_the_keyboard_alone_is_enough(open_page):
    page = open_page("/?q=pont")
    page.keyboard.press("/")
    page.keyboard.type("viaduc")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=viaduc*")
    page.locator("body").press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert page.url == first
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()


def test_hits_are_read_one_after_the_other(open_page):
    page = open_page("/?q=viaduc&fold=copies")
    titles = page.locator(".hit h2").all_inner_texts()
    page.locator(".hit h2 a").first.click()
    page.get_by_role("link", name="article suivant").click()
    page.wait_for_url(re.compile("rank=2"))
    assert page.locator("article.reading h1").inner_text() == titles[1]
    page.keyboard.press("j")
    page.wait_for_url(re.compile("rank=3"))
    assert page.locator("article.reading h1").inner_text() == titles[2]
    page.keyboard.press("k")
    page.wait_for_url(re.compile("rank=2"))
    page.keyboard.press("u")
    page.wait_for_url("**/?q=viaduc&fold=copies")


def test_keys_of_one_letter_can_be_switched_off(open_page):
    page = open_page("/help")
    page.get_by_role("checkbox").uncheck()
    page.goto("/?q=viaduc")
    page.locator("body").press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_everything_is_there_without_a_script(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Rechercher").fill("viaduc")
    page.get_by_role("button", name="Rechercher").click()
    page.wait_for_url("**/?q=viaduc*")
    page.get_by_role("link", name="Page suivante").click()
    page.wait_for_url(re.compile("page=2"))
    page.locator(".folding summary").first.click()
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/article/**")
    assert page.locator("article.reading mark").count() > 0
    assert page.get_by_role("button", name="Copier").count() == 0
    page.goto("/concordance?q=viaduc")
    assert page.locator("table.data tbody tr").count() > 5


def test_an_export_is_downloaded(open_page):
    page = open_page("/?q=viaduc")
    page.get_by_text("Emporter").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV").click()
    assert waited.value.suggested_filename == "viaduc.csv"
    text = waited.value.path().read_text(encoding="utf-8")
    assert text.startswith("id,title,date")
    said = page.locator("#watch")
    page.get_by_text(re.compile(r"Fichier complet\s: \d+")).wait_for()
    assert said.inner_text().endswith(f"{len(list(csv.reader(io.StringIO(text)))) - 1}.")
    page.get_by_label("avec leurs textes").check()
    with page.expect_download() as waited:
        page.get_by_role("button", name="JSON Lines").click()
    assert '"body": "' in waited.value.path().read_text(encoding="utf-8")
    assert "q=viaduc" in page.url


def test_a_table_is_downloaded_and_watched(open_page):
    page = open_page("/concordance?q=viaduc")
    with page.expect_download() as waited:
        page.get_by_role("link", name="XLSX").click()
    assert waited.value.suggested_filename == "concordance.xlsx"
    page.get_by_text("Fichier complet").wait_for()


def test_of_a_file_that_breaks_off_the_page_says_that_it_is_not_whole(open_page):
    page = open_page("/?q=viaduc")
    half = '{"state": "interrupted", "done": 7, "whole": 63, "detail": "…"}'
    page.route("**/export/progress.json*", lambda route: route.fulfill(
        body=half, content_type="application/json"))  # fmt: skip
    page.get_by_text("Emporter").click()
    with page.expect_download():
        page.get_by_role("button", name="CSV").click()
    page.get_by_text("Interrompu après 7").wait_for()
    assert "pas complet" in page.locator("#watch").inner_text()


def test_of_a_file_whose_format_could_not_hold_all_the_page_says_what(open_page):
    page = open_page("/?q=viaduc")
    cut = {
        "state": "complete", "done": 63, "whole": 63, "detail": "1 text was cut",
        "said": "1 texte a été coupé",
    }  # fmt: skip
    page.route("**/export/progress.json*", lambda route: route.fulfill(
        body=json.dumps(cut), content_type="application/json"))  # fmt: skip
    page.get_by_text("Emporter").click()
    with page.expect_download():
        page.get_by_role("button", name="CSV").click()
    page.get_by_text("1 texte a été coupé").wait_for()
    assert page.locator("#watch").inner_text().endswith("63. (1 texte a été coupé)")


def test_a_file_is_there_without_a_script(open_page):
    page = open_page("/?q=viaduc", java_script_enabled=False)
    page.get_by_text("Emporter").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="RIS").click()
    assert waited.value.path().read_text(encoding="utf-8").startswith("TY  - NEWS")


def test_what_is_counted_is_chosen_and_kept_from_view_to_view(open_page):
    for script in (True, False):
        page = open_page("/?q=viaduc", java_script_enabled=script)
        page.get_by_role("link", name="par sujet").click()
        page.wait_for_url(re.compile("fold=stories"))
        total = page.get_by_role("status").first.inner_text()
        assert re.match(r"\d+\ssujets \(\d+\sarticles en tout\)", total)
        page.get_by_role("link", name="Chronologie").click()
        page.wait_for_url(re.compile("count=stories"))
        said = page.locator(".matched").inner_text()
        assert re.search(r"\d+\ssujets", said)[0] == re.match(r"\d+\ssujets", total)[0]
        page.get_by_role("link", name="Articles", exact=True).click()
        page.wait_for_url(re.compile("fold=stories"))


# Else a fast machine has counted the words before anybody is told to wait.
AT_ONCE = """
import searchnews.serve.app
from searchnews.cli import main
searchnews.serve.app._SOON = 0
main()
"""


def test_what_takes_a_while_says_so_and_comes_by_itself(browser, violations, tmp_path):
    """With a script and without one; the words of these articles have not been counted yet."""
    with searchnews.create(tmp_path / "index") as index:
        index.add(searchnews.Article(id=str(n), title="Un pont", body=f"pont fermé {n} " * 400)
                  for n in range(6_000))  # fmt: skip
    for script in (True, False):
        for file in (tmp_path / "index").glob("sequences.db*"):
            file.unlink()
        with serving(tmp_path / "index", program=("-c", AT_ONCE)) as address:
            context = browser.new_context(locale="fr-FR", java_script_enabled=script)
            page = context.new_page()
            page.goto(f"{address}/collocates?q=fermé")
            assert page.locator("h1").inner_text() == "Comptage des mots de tous les articles"
            assert not script or violations(page) == []
            page.locator("table.data").wait_for(timeout=60_000)
            context.close()


def test_views_of_one_search_are_a_click_apart(open_page):
    page = open_page("/?q=viaduc&from=2010")
    page.get_by_role("link", name="Concordance").click()
    page.wait_for_url("**/concordance?q=viaduc&from=2010")
    left = page.locator("td.in-before bdi").first.bounding_box()
    other = page.locator("td.in-before bdi").nth(3).bounding_box()
    assert abs(left["x"] + left["width"] - other["x"] - other["width"]) < 2  # aligned at the node
    page.get_by_label("Trier par").select_option("1R")
    page.get_by_role("button", name="Afficher").click()
    page.wait_for_url(re.compile("sort=1R"))
    page.locator("td.in-node a").first.click()
    page.wait_for_url("**/article/**")


def test_on_a_telephone_a_concordance_shows_what_was_found(open_page):
    page = open_page("/concordance?q=viaduc", viewport={"width": 360, "height": 740})
    node = page.locator("td.in-node a").first.bounding_box()
    assert 0 <= node["x"] <= 360 - node["width"]


def test_the_language_is_that_of_the_browser_and_can_be_changed(open_page):
    page = open_page("/?q=viaduc", locale="en-GB")
    assert page.get_by_role("button", name="Search").is_visible()
    page.get_by_role("link", name="fr", exact=True).click()
    page.wait_for_url(re.compile("lang=fr"))
    assert page.get_by_role("button", name="Rechercher").is_visible()
    page.locator(".hit h2 a").first.click()
    page.wait_for_url(re.compile("lang=fr"))
    assert page.locator("html").get_attribute("lang") == "fr"


def test_dark_is_dark_and_print_is_white(open_page):
    page = open_page("/?q=viaduc", color_scheme="dark")

    def background():
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return [int(each) for each in re.findall(r"\d+", colour)[:3]]

    assert max(background()) < 60
    page.emulate_media(media="print", color_scheme="light")
    assert min(background()) > 240
    assert not page.locator(".narrow").is_visible()


def test_what_is_around_an_article_is_unfolded_in_place(open_page):
    page = open_page("/?q=viaduc&fold=copies")
    folded = page.locator(".hit details.folded")
    if folded.count():
        folded.first.locator("summary").click()
        folded.first.locator(".unfolded li").first.wait_for()
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/article/**")
    page.get_by_text("Articles proches").first.click()
    page.locator(".unfolded .alike").first.wait_for()
    assert "/article/" in page.url
