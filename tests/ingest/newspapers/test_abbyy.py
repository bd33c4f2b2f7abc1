"""Pages of ABBYY FineReader, and the ticket that says of which issue they are."""

from pathlib import Path

from ingest import samples
from ingest.reading import fields, read

from searchnews.ingest.base import OpenFile, ReadingOptions
from searchnews.ingest.limits import LIMITS, TimeLimit
from searchnews.ingest.neighbours import found_xml_with
from searchnews.ingest.newspapers import abbyy
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import stream_of

TICKET = (
    "<ticket><meta><title>Le Val, no. 12</title><date>1915-09-18</date><language>fr</language>"
    "<publication>Le Val</publication></meta><page>p1.xml</page></ticket>"
)


class Neighbours:
    """Files in memory, and how much of each was asked for."""

    def __init__(self, files):
        self.files = files
        self.asked = {}

    def names(self, folder):
        return sorted(self.files) if folder == "." else []

    def xml_with(self, folder, sign):
        return found_xml_with(self, folder, sign)

    def read(self, name, most):
        name = name.removeprefix("./")
        if name not in self.files:
            return None
        self.asked[name] = max(most, self.asked.get(name, 0))
        return self.files[name].encode()[:most]


def test_a_ticket_describes_the_issue_of_the_pages_that_it_names(tmp_path):
    (tmp_path / "ticket.xml").write_text(TICKET)
    (article,) = read("p1.xml", samples.ABBYY, folder=tmp_path).articles
    assert fields(article, "date", "source", "language") == ("1915-09-18", "Le Val", "fr")
    assert article.extra["issue"] == "Le Val, no. 12"
    (other,) = read("p2.xml", samples.ABBYY, folder=tmp_path).articles
    assert (other.date, other.source) == (None, None)


def test_a_ticket_is_no_article(tmp_path):
    articles, (problem,), _ = read("ticket.xml", TICKET, folder=tmp_path)
    assert (articles, problem.may_hide_articles) == ([], False)


def test_of_the_other_pages_only_the_beginning_is_read():
    page = samples.ABBYY + " " * 100_000
    neighbours = Neighbours({"p1.xml": page, "p0.xml": page, "ticket.xml": TICKET})
    origin = Origin(Path("/scans/p1.xml"), "p1", neighbours=neighbours)
    stream = stream_of(page.encode())
    file = OpenFile(stream, origin, ReadingOptions(), LIMITS, TimeLimit(LIMITS))
    (draft,) = abbyy.read(file)
    assert draft.source == "Le Val"
    assert neighbours.asked["p0.xml"] < len(page)
    assert neighbours.asked["p0.xml"] < neighbours.asked["ticket.xml"]
