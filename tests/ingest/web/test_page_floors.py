"""What is read of pages of many kinds, written for this, is no worse than it was."""

from pathlib import Path

import pytest

from scripts.evaluation.pages import evaluate, ours

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def test_text_titles_dates_sources_and_authors_stay_right():
    figures = evaluate(PAGES, ours)
    assert figures.pages == len(PAGES) >= 5
    # Measured when they were pinned; raise them, never lower them.
    assert (figures.precision, figures.recall) == (1.0, 1.0)
    assert figures.right == dict.fromkeys(("title", "date", "source", "authors", "agency"), 1.0)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_nothing_of_what_is_around_is_read(page):
    body = ours(page)["body"]
    for word in ("newsletter", "Partager", "Accueil", "commentaire", "Mentions", "podcast"):
        assert word not in body
