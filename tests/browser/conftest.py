"""A Chromium, and a server over the small corpus for it.

They are there in CI, where `.ci/run` installs them; elsewhere the tests say what is missing.
"""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from browser.needs import ARGUMENTS, AXE, CHROMIUM, ROOT, give_up, missing

import searchnews


@pytest.fixture(scope="session")
def browser():
    if absent := list(missing()):
        said = f"not tried in a browser: there is no {', no '.join(absent)}"
        give_up(said)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(directory, *options, program=("-m", "searchnews")):
    """A server over an index; gives its address."""
    command = [sys.executable, *program, "serve", "--index", str(directory),
               "--port", "0", "--no-browser", *options]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield re.search(r"http://\S+?(?=/;)", server.stderr.readline())[0]
        finally:
            server.kill()


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    directory = tmp_path_factory.mktemp("browser") / "index"
    with searchnews.create(directory) as index:
        index.update(ROOT / "scripts" / "demo_corpus")
        # What takes a while has its own test: here nothing is to be waited for.
        index.count_words()
        index.recognise_stories()
        index.saved.add("viaduc", "viaduc", date_from="2015", sources=["ATS"])
        index.saved.add("x" * 64, '"un nom" OU "une requête" OU très OU longue', updates=True)
        index.saved.add("مياه", "inondation")
    with serving(directory) as address:
        yield address


@pytest.fixture
def open_page(browser, address):
    """Opens a page of the server; whatever it complains of fails the test."""
    contexts, complaints = [], []

    def complain(said):
        if "(Bad Request)" not in said:  # a page that says what is wrong with the address
            complaints.append(said)

    def open_page(path, **options):
        settings = {"locale": "fr-FR", "viewport": {"width": 1200, "height": 900}} | options
        context = browser.new_context(base_url=address, **settings)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complain(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def violations():
    """What axe-core finds in a page that WCAG 2.2 AA forbids, each with where it is."""
    axe = AXE.read_text(encoding="utf-8") if AXE.exists() else ""

    def violations(page):
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        return [
            (each["id"], [node["html"][:200] for node in each["nodes"][:3]])
            for each in found["violations"]
        ]

    return violations
