"""Messages as people read them."""

from saved.messages import message, new_article

from searchnews.saved.deliveries.readable import as_html, as_text, copies_of
from searchnews.saved.message import Copy

COPIES = (
    Copy("b", "Crue", "2026-02-03", "Le Temps", None),
    Copy("c", "Crue", None, "La Gazette", None),
    Copy("d", "Crue", None, None, None),
)


def test_copies_are_counted_with_their_papers():
    assert copies_of(new_article(copies=COPIES)) == "and 3 copies in 2 papers: Le Temps, La Gazette"
    assert copies_of(new_article(copies=COPIES[:1])) == "and 1 copy in 1 paper: Le Temps"
    assert copies_of(new_article(copies=COPIES[2:])) == "and 1 copy"
    assert copies_of(new_article()) == ""


def test_the_head_says_how_many_there_are():
    sent = message(new_article(copies=COPIES), new_article("e"))
    assert as_text(sent).startswith("crues: 2 new articles and 3 copies\n")
    assert "   and 3 copies in 2 papers: Le Temps, La Gazette\n" in as_text(sent)
    assert "and 3 copies in 2 papers" in as_html(sent)
    assert as_text(message(part=2, parts=3, total=1203)).startswith(
        "crues: 1,203 new articles (part 2 of 3)\n"
    )


def test_what_the_query_was_read_as_and_its_warnings_are_at_the_end():
    sent = message(query="crue lieu:x", understood="crue lieu-x", warnings=("there is no field",))
    assert as_text(sent).endswith(
        "query: crue lieu:x\nunderstood: crue lieu-x\nnote: there is no field\n"
        "index: /presse, commit 7, 2026-02-03T10:00:00+00:00\n"
    )


def test_nothing_of_an_article_is_html():
    odd = new_article(
        title="<script>", source="<u>", section="<i>", url="javascript:alert(1)", copies=COPIES
    )
    page = as_html(message(odd, query="<img src=x>", search="crues"))
    for tag in ("<script>", "<u>", "<i>", "<img", "javascript"):
        assert tag not in page
    quoted = as_html(message(new_article(url="https://a/'onmouseover='x")))
    assert "'onmouseover" not in quoted
