"""Saved searches in a real browser: saved, new, seen, removed; with and without a script."""

import pytest
from browser.conftest import serving
from browser.needs import NAME, ROOT

import searchnews
from searchnews import Article

pytestmark = pytest.mark.slow

WORDS = {
    "fr-FR": {
        "follow": "Suivre cette recherche", "save": "Enregistrer", "one": "1 nouveau",
        "none": "rien de nouveau", "see": "Marquer comme vu", "all": "Tout marquer comme vu",
        "list": "Enregistrées", "stop": "Ne plus suivre", "forget": "Oublier",
    },
    "en-GB": {
        "follow": "Follow this search", "save": "Save", "one": "1 new", "none": "nothing new",
        "see": "Mark as seen", "all": "Mark all as seen", "list": "Saved",
        "stop": "Stop following", "forget": "Forget",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("following") / "index") as index:
        index.update(ROOT / "scripts" / "demo_corpus")
        yield index


@pytest.fixture(scope="module")
def address(index):
    with serving(index.directory) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_saved(index):
    yield
    for each in index.saved.list():
        index.saved.remove(each.name)


def come(index, name):
    """An index run brings an article on floods."""
    index.add([Article(id=name, title=f"Crue {name}", body="Une crue de la Sorne.")])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", WORDS)
def test_save_see_what_is_new_mark_it_as_seen_and_remove(open_page, index, language, script):
    words = WORDS[language]
    page = open_page("/?q=crue&from=1990", locale=language, java_script_enabled=script)
    page.get_by_text(words["follow"]).click()
    assert page.locator("#name").input_value() == "crue"
    page.locator("#name").fill("Crues-2026")
    page.get_by_role("button", name=words["save"], exact=True).click()
    page.wait_for_url("**/saved/Crues-2026")
    assert words["none"] in page.get_by_role("status").inner_text()
    (saved,) = index.saved.list()
    assert (saved.name, saved.query, saved.options) == ("Crues-2026", "crue", {"date_from": "1990"})
    index.add([Article(id=f"{language}{script}", title="Crue", body="Une crue.", date="2026")])
    page.get_by_role("link", name=words["list"], exact=True).click()
    page.wait_for_url("**/saved")
    assert page.locator(".badge").inner_text().replace("\u00a0", " ") == words["one"]
    page.get_by_role("link", name="Crues-2026", exact=True).click()
    page.wait_for_url("**/saved/Crues-2026")
    assert page.locator(".hit").first.get_attribute("class") == "hit new"
    assert page.locator(".hit.new").count() == 1
    with page.expect_navigation():
        page.get_by_role("button", name=words["see"]).click()
    assert words["none"] in page.get_by_role("status").inner_text()
    assert page.locator(".hit.new").count() == 0
    page.get_by_text(words["stop"]).click()
    page.get_by_role("button", name=words["forget"]).click()
    page.wait_for_url("**/saved")
    assert index.saved.list() == []


def test_one_browser_takes_nothing_from_another(open_page, index):
    index.saved.add("crues", "crue")
    one, other = open_page("/saved"), open_page("/saved")
    come(index, "deux")
    one.reload()
    with one.expect_navigation():
        one.get_by_role("button", name="Tout marquer comme vu").click()
    assert one.locator(".badge").count() == 0
    other.reload()
    assert other.locator(".badge").count() == 1


def test_a_name_that_is_taken_is_asked_for_again(open_page, index, violations):
    index.saved.add("crues", "crue")
    page = open_page("/?q=inondation")
    page.get_by_text("Suivre cette recherche").click()
    page.locator("#name").fill("crues")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert "choisissez un autre nom" in page.get_by_role("alert").inner_text()
    assert violations(page) == []
    page.locator("#name").fill("eaux")
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved/eaux")
    assert index.saved.find("eaux").query == "inondation"


def test_a_name_that_is_none_is_not_even_sent(open_page, index):
    page = open_page("/?q=crue")
    page.get_by_text("Suivre cette recherche").click()
    for name in ("a/b", "<script>", "deux mots"):
        page.locator("#name").fill(name)
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        assert page.evaluate("document.querySelector('#name').validity.patternMismatch")
    page.locator("#name").fill("Élections_2027-مياه")
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved/**")
    assert [each.name for each in index.saved.list()] == ["Élections_2027-مياه"]


def test_the_keyboard_alone_saves_and_removes(open_page, index):
    page = open_page("/?q=crue")

    def tab_to(locator):
        for _ in range(200):
            if locator.evaluate("each => each === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail("it is not reached")

    tab_to(page.locator(".follow summary"))
    page.keyboard.press("Enter")
    tab_to(page.locator("#name"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved/crue")
    come(index, "clavier")
    page.reload()
    tab_to(page.locator(".seeing button"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hit.new").count() == 0
    tab_to(page.locator(".beside summary"))
    page.keyboard.press("Enter")
    tab_to(page.locator(".beside details button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved")
    assert index.saved.list() == []


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 740}},
        {"locale": "en-GB"},
        {"forced_colors": "active"},
    ],
)
def test_what_is_new_has_no_violation_and_fits(open_page, index, violations, look):
    index.saved.add("crues", "crue")
    page = open_page("/saved", **look)
    come(index, f"look{len(index)}")
    for path in ("/saved", "/saved/crues", "/?q=crue"):
        page.goto(path)
        for folded in page.locator("details:not([open]) summary").all():
            if folded.is_visible():
                folded.click()
        assert violations(page) == []
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_forms_are_ours_where_nothing_is_encrypted(browser, index):
    """There browsers say where a form comes from by Origin alone, if they are let."""
    with serving(index.directory, "--host-name", NAME, "--saving") as address:
        context = browser.new_context(base_url=address.replace("127.0.0.1", NAME), locale="fr-FR")
        page = context.new_page()
        page.goto("/?q=crue")
        page.get_by_text("Suivre cette recherche").click()
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        page.wait_for_url("**/saved/crue")
        foreign = context.new_page()
        there = address.replace("127.0.0.1", NAME)
        trap = f'<form method="post" action="{there}/saved/crue/remove"><button>Gagné</button>'
        foreign.route("**/trap", lambda route: route.fulfill(body=trap, content_type="text/html"))
        foreign.goto("http://evil.test/trap")
        with foreign.expect_navigation():
            foreign.locator("button").click()
        assert "Interdit" in foreign.title()
        context.close()
    assert [each.name for each in index.saved.list()] == ["crue"]


def test_where_nothing_is_saved_for_visitors_that_is_said(open_page, browser, index):
    index.saved.add("crues", "crue")
    with serving(index.directory, "--no-saving") as address:
        page = browser.new_page(locale="fr-FR")
        for path in ("/?q=pont", "/saved", "/saved/crues"):
            page.goto(f"{address}{path}")
            if path.startswith("/?"):
                page.get_by_text("Suivre cette recherche").click()
            assert page.get_by_text("n’enregistre pas les recherches").is_visible()
            assert page.locator("form[action='/saved'], form[action$='remove']").count() == 0
        page.close()


def test_a_search_that_is_followed_leads_to_what_is_saved(open_page, browser, index):
    index.saved.add("crues", "crue")
    with serving(index.directory, "--saving") as address:
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{address}/?q=crue&sort=date")
        page.get_by_text("Cette recherche est suivie").click()
        page.get_by_role("link", name="crues", exact=True).click()
        page.wait_for_url("**/saved/crues")
        page.close()
