"""PAGE XML of scanned pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

GTS = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def line(text, custom="", confidence=""):
    return (
        f'<TextLine custom="{custom}"><Coords points="0,0 1,1"/>'
        f"<TextEquiv {confidence}><Unicode>{text}</Unicode></TextEquiv></TextLine>"
    )


def region(identity, *lines, attributes=""):
    return f'<TextRegion id="{identity}" {attributes}>{"".join(lines)}</TextRegion>'


def page(*regions, order="", name="courrier_1915-09-18_1.jpg"):
    return (
        f'<?xml version="1.0"?><PcGts xmlns="{GTS}"><Metadata><Creator>Transkribus</Creator>'
        "<Created>2020-01-01T00:00:00</Created></Metadata>"
        f'<Page imageFilename="{name}" imageWidth="1" imageHeight="1">{order}{"".join(regions)}'
        "</Page></PcGts>"
    )


def test_a_page_is_an_article():
    sure, less = (f'conf="{confidence}"' for confidence in (0.9, 0.7))
    xml = page(
        region("r1", line("Les habitants ont tra-", "", sure), line("versé la rivière.", "", less)),
        region("r2", *map(line, ("Le maire promet.", "Saint-", "Étienne atten¬", "dra."))),
    )
    article = the_article("a.xml", xml)
    assert fields(article, "title", "date", "body", "extra") == (
        None, "1915-09-18",
        "Les habitants ont traversé la rivière.\n\nLe maire promet. Saint-Étienne attendra.",
        {"confidence": 0.8, "image": "courrier_1915-09-18_1.jpg"},
    )  # fmt: skip


def test_kinds_of_regions():
    xml = page(
        region("r0", line("N° 12"), attributes='type="header"'),
        region("r1", line("La crue"), attributes='type="heading"'),
        region("r2", line("L'eau monte."), attributes='custom="structure {type:paragraph;}"'),
        region("r3", line("3"), attributes='custom="structure {type:page-number;}"'),
    )
    assert fields(the_article("a.xml", xml), "title", "body") == ("La crue", "L'eau monte.")


@pytest.mark.parametrize(
    ("order", "custom"),
    [
        ('<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="r1"/>'
         '<RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>', ("", "")),
        ('<ReadingOrder><OrderedGroup id="g"><OrderedGroupIndexed id="h" index="1">'
         '<RegionRefIndexed index="0" regionRef="r1"/></OrderedGroupIndexed>'
         '<OrderedGroupIndexed id="i" index="0"><RegionRefIndexed index="5" regionRef="r2"/>'
         "</OrderedGroupIndexed></OrderedGroup></ReadingOrder>", ("", "")),
        ("", ('custom="readingOrder {index:1;}"', 'custom="readingOrder {index:0;}"')),
    ],
)  # fmt: skip
def test_the_order_of_reading(order, custom):
    texts = ("Puis ceci.", "Cela d'abord.")
    regions = [
        region(name, line(text), attributes=each)
        for name, text, each in zip(("r1", "r2"), texts, custom, strict=True)
    ]
    assert the_article("a.xml", page(*regions, order=order)).body == "Cela d'abord.\n\nPuis ceci."


def test_lines_may_say_which_article_they_are_of():
    a, b = (f"structure {{id:a{n}; type:article;}}" for n in (1, 2))
    xml = page(
        region("r1", line("La crue", a), attributes='type="heading"'),
        region("r2", line("L'eau monte.", a), line("Vins du Val.", b)),
        region("r3", line("Elle baisse.", a)),
    )
    first, second = read("a.xml", xml).articles
    assert fields(first, "title", "body") == ("La crue", "L'eau monte.\n\nElle baisse.")
    assert fields(second, "title", "body") == (None, "Vins du Val.")
    assert first.id.endswith("-a1")


def test_the_preferred_alternative_and_words():
    alternatives = (
        '<TextLine><TextEquiv index="1"><Unicode>crne</Unicode></TextEquiv>'
        '<TextEquiv index="0"><Unicode>crue</Unicode></TextEquiv></TextLine>'
    )
    words = "".join(
        f"<Word><TextEquiv><Unicode>{word}</Unicode></TextEquiv></Word>" for word in ("du", "Val")
    )
    whole = "<TextEquiv><Unicode>Un texte.</Unicode></TextEquiv>"
    xml = page(region("r1", alternatives, f"<TextLine>{words}</TextLine>"), region("r2", whole))
    assert the_article("a.xml", xml).body == "crue du Val\n\nUn texte."


def test_capitals_above_the_only_region_are_its_title():
    capitals, text = line("LE PONT DE"), line("L'eau monte.")
    one = the_article("a.xml", page(region("r1", capitals, line("VALMONT"), text)))
    assert fields(one, "title", "body") == ("LE PONT DE VALMONT", "L'eau monte.")
    two = the_article("a.xml", page(region("r1", capitals, text), region("r2", text)))
    assert two.title is None
    assert the_article("a.xml", page(region("r1", capitals))).body == "LE PONT DE"


def test_a_page_without_text_is_named():
    assert "a page without text" in read("a.xml", page(region("r1"))).reason


@settings(max_examples=40)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    xml = page(region("r1", line("La crue", "structure {type:article; id:1;}")))
    whole = bytearray(xml.encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.xml", bytes(whole[: data.draw(st.integers(1, len(whole)))]))


def test_text_that_is_known_of_a_region_or_of_letters_alone():
    said = "<TextEquiv><Unicode>Les habitants ont traversé.</Unicode></TextEquiv>"
    letters = "".join(
        f"<Glyph><TextEquiv><Unicode>{each}</Unicode></TextEquiv></Glyph>" for each in "pont"
    )
    xml = page(
        region("r1", "<TextLine><Coords/></TextLine>", said),
        region("r2", f"<TextLine><Word>{letters}</Word><Word>{letters}</Word></TextLine>"),
    )
    assert the_article("a.xml", xml).body == "Les habitants ont traversé.\n\npont pont"
