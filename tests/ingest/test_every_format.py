"""Every format: what its articles say, and what becomes of damaged files."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest import samples
from ingest.reading import all_of
from ingest.samples import P1, P2, TITLE

import searchnews
from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.formats.recognition import recognise

BODY = f"{P1}\n\n{P2}"
ROY = ("Zoé Roy",)
VAL = "Le Courrier du Val"


def parquet():
    import pyarrow
    from pyarrow import parquet

    made = io.BytesIO()
    table = pyarrow.table({"titre": [TITLE], "texte": [BODY], "journal": [VAL]})
    parquet.write_table(table, made)
    return made.getvalue()


# Name, content, format, and what the first article says.
FILES = {
    "newsml": ("a.xml", samples.NEWSML, "NewsML", {
        "id": "urn:newsml:afp.com:20150918T154234Z:TX-VAL-01", "date": "2015-09-18T15:42:33+02:00",
        "source": "AFP", "agency": "AFP", "authors": ("Zoé ROY",), "language": "fr",
        "extra": {"dateline": "Le Val, 18 sept 2015 (AFP) -", "slug": "val-crue", "revision": 2,
                  "subjects": ["03000000"], "signature": "zr/ldw"}}),
    "newsml-g2": ("a.xml", samples.NEWSML_G2, "NewsML-G2", {
        "id": "urn:x:val:1", "date": "2015-09-18T15:42:33+02:00", "agency": "AFP", "authors": ROY,
        "extra": {"dateline": "LE VAL", "keywords": ["crue"], "subjects": ["Catastrophe"],
                  "revision": 3}}),
    "nitf": ("a.xml", samples.NITF, "NITF", {
        "id": "val-1", "date": "2015-09-18T15:42:33+02:00", "source": VAL, "agency": "ATS",
        "authors": ROY, "section": "Vallée", "lead": "Trois jours de pluie."}),
    "ninjs": ("a.json", samples.NINJS, "JSON", {
        "id": "urn:x:val:1", "date": "2015-09-18T15:42:00+00:00", "agency": "AFP", "authors": ROY,
        "extra": {"subjects": ["Catastrophe"], "revision": 2}}),
    "ninjs-3": ("a.json", samples.NINJS_3, "JSON", {
        "id": "urn:x:val:1", "date": "2015-09-18T15:42:00+00:00", "agency": "AFP",
        "authors": ROY}),
    "dispatch": ("a.txt", samples.DISPATCH.encode("latin-1"), "agency dispatch", {
        "date": "2015-09-18T15:42", "source": "ATS", "agency": "ATS",
        "extra": {"slug": "bsf025 3 ec 121 val 967 Suisse Intempéries:", "dateline": "Le Val",
                  "signature": "(SDA\\/zr)"}}),
    "europresse": ("a.html", samples.EUROPRESSE, "Europresse export", {
        "id": "news·20150918·VAL·1234", "date": "2015-09-18", "source": VAL, "authors": ROY,
        "section": "Vallée", "extra": {"page": "3", "issue": "no. 12"}}),
    "factiva": ("a.html", samples.FACTIVA, "Factiva export", {
        "id": "VAL0000020150918eb9i0001", "date": "2015-09-18T15:42", "source": VAL, "authors": ROY,
        "section": "Vallée", "language": "fr",
        "extra": {"words": 120, "subjects": ["Disasters", "News"]}}),
    "factiva-xml": ("a.xml", samples.FACTIVA_XML, "Factiva export", {
        "id": "VAL0000020150918eb9i0001", "date": "2015-09-18T15:42:00+00:00", "source": VAL,
        "language": "fr", "extra": {"words": 120}}),
    "lexisnexis": ("a.html", samples.LEXISNEXIS, "LexisNexis export", {
        "date": "2015-09-18", "source": VAL, "authors": ROY, "section": "VALLÉE",
        "lead": "Trois jours de pluie.", "language": "fr",
        "extra": {"page": "3", "words": 120, "subjects": ["INTEMPÉRIES", "CRUE"]}}),
    "rss": ("a.xml", samples.RSS, "feed", {
        "id": "val-1", "date": "2015-09-18T15:42:00+02:00", "source": VAL, "authors": ROY,
        "section": "Vallée", "url": "https://val.example/crue", "lead": "Trois jours de pluie.",
        "language": "fr", "extra": {"keywords": ["crue"]}}),
    "atom": ("a.atom", samples.ATOM, "feed", {
        "id": "val-1", "date": "2015-09-18T15:42:00+02:00", "source": VAL, "authors": ROY,
        "section": "Vallée", "url": "https://val.example/crue", "language": "fr"}),
    "tei": ("a.xml", samples.TEI, "TEI", {
        "date": "1882-02-08", "source": VAL, "authors": ROY, "language": "fr"}),
    "csv": ("a.csv", samples.CSV.encode("cp1252"), "table", {"date": "2015-09-18", "source": VAL}),
    "parquet": ("a.parquet", parquet(), "Parquet", {"source": VAL}),
    "docx": ("a.docx", samples.docx([P1, P2], TITLE), "office document", {"date": None}),
    "odt": ("a.odt", samples.odt([P1, P2], TITLE), "office document", {"date": None}),
}  # fmt: skip


def content(name):
    written = FILES[name][1]
    return written.encode() if isinstance(written, str) else written


@pytest.fixture
def read(tmp_path):
    def read(data, name="a.bin"):
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return all_of(tmp_path / name)

    return read


@pytest.mark.parametrize("name", FILES)
def test_the_format_is_recognised(name):
    file, _, expected, _ = FILES[name]
    assert recognise(file, content(name)[: 1 << 16]).name == expected


@pytest.mark.parametrize("name", FILES)
def test_the_article_is_read(read, tmp_path, name):
    file, _, _, said = FILES[name]
    article = next(item for item in read(content(name), file) if isinstance(item, Article))
    assert (article.title, article.body) == (TITLE, BODY)
    found = article.to_dict()
    assert {key: found[key] for key in said} == said
    assert article.path == str(tmp_path / file)


def longest_text(value):
    """The characters of the longest text in a value of JSON."""
    if isinstance(value, (dict, list)):
        inside = value.values() if isinstance(value, dict) else value
        return max(map(longest_text, inside), default=0)
    return len(value) if isinstance(value, str) else 0


@pytest.mark.parametrize("name", FILES)
@given(times=st.integers(1, 60))
@settings(max_examples=5, deadline=None)
def test_no_text_beside_the_body_is_longer_than_it(tmp_path_factory, name, times):
    path = tmp_path_factory.mktemp("long") / FILES[name][0]
    whole = content(name)
    marked = P2.encode() if P2.encode() in whole else P2.encode("latin-1")
    longer = (
        whole
        if name in ("parquet", "docx", "odt")
        else whole.replace(marked, b" ".join([marked] * times))
    )
    path.write_bytes(longer)
    for article in all_of(path):
        if isinstance(article, Article) and article.title == TITLE:
            assert longest_text(article.extra) <= len(article.body)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_damage_is_read_or_named(tmp_path_factory, name, data):
    whole = bytearray(content(name))
    path = tmp_path_factory.mktemp("damaged") / FILES[name][0]
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    try:
        items = all_of(path)
    except UnreadableFileError as error:
        items = [error]
    assert all(item.to_json() if isinstance(item, Article) else str(item) for item in items)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><nitf><body><body.head><hedline><hl1>x&i;</hl1></hedline></body.head></body></nitf>"
)


def test_entities_are_not_expanded_and_nothing_is_opened(read, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'
        "<nitf><body><body.head><hedline><hl1>Crue &s;</hl1></hedline></body.head></body></nitf>"
    )
    for text in (BOMB, outside):
        try:
            items = read(text, "a.xml")
        except UnreadableFileError:
            continue
        for item in items:
            shown = repr(item)
            assert "secret" not in shown.replace("secret.txt", "")
            assert len(shown) < 5000


def test_of_several_revisions_the_newest_stands(read):
    older = samples.NEWSML_G2.replace('version="3"', 'version="2"').replace(TITLE, "Une crue")
    xml = f"<newsMessage><itemSet>{older}{samples.NEWSML_G2}{older}</itemSet></newsMessage>"
    items = read(xml, "a.xml")
    assert [item.title for item in items if isinstance(item, Article)] == [TITLE]
    assert all(not item.lost for item in items if not isinstance(item, Article))


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (samples.NEWSML.replace("Usable", "Canceled"), "the agency canceled it"),
        (samples.NEWSML_G2.replace("stat:usable", "stat:canceled"), "the agency canceled it"),
        (samples.NITF.replace('"usable"', '"killed"'), "the agency canceled it"),
    ],
)
def test_a_canceled_item_gives_no_article(read, xml, told):
    (problem,) = read(xml, "a.xml")
    assert told in problem.reason


def test_an_embargo_is_said(read):
    meta = '<embargoed>2015-09-19T06:00:00Z</embargoed><pubStatus qcode="stat:withheld"/>'
    embargo = meta.partition("<pubStatus")[0] + '<pubStatus qcode="stat:usable"/>'
    (article,) = read(
        samples.NEWSML_G2.replace('<pubStatus qcode="stat:usable"/>', embargo), "a.xml"
    )
    assert article.extra["status"] == "embargoed until 2015-09-19T06:00:00Z"


def test_an_export_holds_many_articles(read):
    articles = read(samples.EUROPRESSE, "a.html")
    assert [(a.title, a.source, a.agency) for a in articles] == [
        (TITLE, VAL, None), ("Le pont rouvert", "AFP - Français", None),
    ]  # fmt: skip


def test_an_export_of_nexis_may_be_a_document_of_word(read):
    lines = [TITLE, VAL, "18 septembre 2015 vendredi", "Copyright 2015 Le Courrier du Val",
             "Section: VALLÉE; Pg. 3", "Length: 120 words", "Byline: Zoé Roy", "Body", P1, P2,
             "Load-Date: September 18, 2015", "End of Document"]  # fmt: skip
    first, second = read(samples.docx([*lines, *lines]), "a.docx")
    assert (first.title, first.source, first.date) == (TITLE, VAL, "2015-09-18")
    assert (first.body, first.authors, first.section) == (f"{P1}\n\n{P2}", ROY, "VALLÉE")
    assert first.id != second.id


def test_other_office_documents_are_no_archives_of_articles(read):
    for first in ("[Content_Types].xml", "mimetype"):
        with pytest.raises(UnreadableFileError, match="not a format"):
            read(samples.zipped({first: "x", "ppt/presentation.xml": "<x/>"}), "a.pptx")


class TestPdf:
    PAGES = (
        [
            "Le Courrier du Val - 1",
            "",
            TITLE,
            "",
            P1[:60],
            P1[60:],
            "",
            P2[:50] + "-",
            P2[50:],
            "12",
        ],
        ["Le Courrier du Val - 2", "Le facteur est en barque.", "13"],
        ["Le Courrier du Val - 3", "Il est revenu le soir.", "14"],
    )

    def test_the_text_layer_is_read_without_headers(self, read):
        (article,) = read(samples.pdf(self.PAGES), "a.pdf")
        assert article.title == TITLE
        assert "barque" in article.body
        assert "la maire demande une digue plus haute." in article.body
        assert VAL not in article.body

    def test_a_scan_is_named(self, read):
        with pytest.raises(UnreadableFileError, match="without a text layer"):
            read(samples.pdf([[]]), "a.pdf")

    def test_a_damaged_one_is_named(self, read):
        with pytest.raises(UnreadableFileError, match=r"damaged|cannot be read|text layer"):
            read(samples.pdf(self.PAGES)[:200], "a.pdf")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_has_any_separator_and_broken_rows_are_named(read, separator):
    rows = [["titre", "texte"], ["Un pont", "fermé"], ["Une", "digue", "de trop"], ["", ""],
            ["Un quai", "ouvert"]]  # fmt: skip
    items = read("\n".join(separator.join(row) for row in rows), "a.csv")
    assert [i.title if isinstance(i, Article) else (i.line, i.reason) for i in items] == [
        "Un pont", (3, "3 fields where there are 2 columns"), "Un quai",
    ]  # fmt: skip


def test_a_table_without_names_says_what_to_do(read):
    with pytest.raises(UnreadableFileError, match="--map title="):
        read("x,y\n1,2\n", "a.csv")


class TestDigitised:
    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "ALTO").mkdir()
        (tmp_path / "ALTO" / "page1.xml").write_text(samples.ALTO)
        (tmp_path / "issue-METS.xml").write_text(samples.METS)
        return tmp_path

    @staticmethod
    def read(path):
        return all_of(path)

    def test_articles_are_put_together_from_the_pages(self, folder):
        article, advertisement = self.read(folder / "issue-METS.xml")
        assert (article.title, article.body) == ("La crue", "La rivière monte lentement.")
        assert (article.date, article.source, article.section) == ("1882-02-08", VAL, "Vallée")
        assert article.extra == {"confidence": 0.77, "pages": [1], "issue": "Le Val no. 12"}
        assert (advertisement.body, advertisement.section) == ("Vins", "advertisement")

    def test_a_page_is_left_to_the_mets_that_claims_it(self, folder):
        (problem,) = self.read(folder / "ALTO" / "page1.xml")
        assert (problem.reason, problem.may_hide_articles) == ("a page of issue-METS.xml", False)

    def test_a_page_alone_is_an_article(self, folder):
        (folder / "issue-METS.xml").unlink()
        (article,) = self.read(folder / "ALTO" / "page1.xml")
        assert article.title is None
        assert article.body.split("\n\n") == [
            "LE VAL", "La crue", "La rivière monte lentement.", "Vins",
        ]  # fmt: skip

    def test_a_missing_page_is_named(self, folder):
        (folder / "ALTO" / "page1.xml").unlink()
        (problem,) = self.read(folder / "issue-METS.xml")
        assert problem.reason.startswith(
            "the page ALTO/page1.xml is missing or cannot be read; put"
        )

    def test_a_page_may_not_lead_out_of_the_folder(self, folder):
        mets = folder / "issue-METS.xml"
        mets.write_text(samples.METS.replace("file://./ALTO/page1.xml", "/etc/passwd"))
        (problem,) = self.read(mets)
        assert "missing" in problem.reason

    def test_inside_an_archive_they_find_each_other(self, folder):
        members = {"i/issue-METS.xml": samples.METS, "i/ALTO/page1.xml": samples.ALTO}
        (folder / "a.zip").write_bytes(samples.zipped(members))
        items = self.read(folder / "a.zip")
        assert [i.title for i in items if isinstance(i, Article)] == ["La crue", None]

    def test_pieces_of_olive_are_put_together(self, tmp_path):
        (tmp_path / "TOC.xml").write_text(samples.OLIVE_TOC)
        (problem,) = self.read(tmp_path / "TOC.xml")
        assert problem.reason.startswith("2 pieces of articles")
        (tmp_path / "1").mkdir()
        for name, text in samples.OLIVE_PIECES.items():
            (tmp_path / name).write_text(text)
        (article,) = self.read(tmp_path / "TOC.xml")
        assert (article.title, article.body) == ("La crue", "La rivière monte.\n\nElle baisse.")
        assert (article.id, article.date, article.extra) == (
            "VAL1-Ar1", "1882-02-08", {"pages": [1, 2]},
        )  # fmt: skip
        (piece,) = self.read(tmp_path / "1" / "Ar1.xml")
        assert not piece.may_hide_articles

    def test_characters_of_abbyy_are_joined(self, tmp_path):
        (tmp_path / "p.xml").write_text(samples.ABBYY)
        (article,) = self.read(tmp_path / "p.xml")
        assert (article.body, article.extra["confidence"]) == ("rive", 0.8)


def test_a_folder_of_everything_is_indexed_in_one_run_every_file_named_once(tmp_path):
    folder = tmp_path / "tout"
    (folder / "ALTO").mkdir(parents=True)
    for name in FILES:
        (folder / f"{name}{Path(FILES[name][0]).suffix}").write_bytes(content(name))
    (folder / "issue-METS.xml").write_text(samples.METS)
    (folder / "ALTO" / "page1.xml").write_text(samples.ALTO)
    (folder / "dump.zip").write_bytes(samples.zipped({"a.csv": samples.CSV, "b.png": "x"}))
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "vide.html").touch()
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(folder)
        assert report.added == report.articles
        gave = {article.path for article in index}
        skipped = [str(each.path) for each in report.skipped]
        files = {str(path) for path in folder.rglob("*") if path.is_file()}
        inside = {str(folder / "dump.zip" / name) for name in ("a.csv", "b.png")}
        assert len(skipped) == len(set(skipped))
        # Of articles with one id the later stands, so that some files gave none that stayed.
        same = {w.partition(" is in ")[2].partition(" and in ")[0] for w in report.warnings}
        assert gave | set(skipped) | same == (files | inside) - {str(folder / "dump.zip")}
        assert not gave & set(skipped)
        assert index.search("rivière quitté").total >= 10
