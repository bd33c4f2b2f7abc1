"""Articles to export."""

from explore.citations.cited import BARE, DISPATCH, FULL, NASTY

from searchnews.article import Article
from searchnews.explore.exports.entries import Entry

FORMULA = Article(
    id="f1", title="=HYPERLINK(1)", body="Un.\n\nDeux\x0b_x000B_ \U0001f642", authors=("+A", "B")
)
ENTRIES = (
    Entry(FULL, score=7.31, copies=6, story="messager-1"),
    Entry(BARE),
    Entry(DISPATCH, score=0.5, relaxed=True),
    Entry(NASTY),
    Entry(FORMULA),
)
