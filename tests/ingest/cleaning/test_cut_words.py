"""Words cut at line ends, in every format."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest import samples
from ingest.reading import each_of

from searchnews.ingest.cleaning.cut_words import with_whole_words

CUT = "La consti{}\ntution a été votée hier à Nîmes, après trois jours de débats au conseil."
WHOLE = CUT.format("").replace("\n", "")
HTML = (
    f"<html><body><h1>Le vote</h1><p>{CUT}</p><p>{samples.P1}</p><p>{samples.P2}</p></body></html>"
)
FILES = {
    "a.json": json.dumps({"title": "Le vote", "body": CUT}),
    "b.csv": f'titre,texte\nLe vote,"{CUT}"\n',
    "c.txt": f"Le vote\n\n{CUT}\n\n{samples.P1}\n",
    "d.xml": samples.NITF.replace(samples.P1, CUT),
    "e.xml": samples.TEI.replace(samples.P1, CUT),
    "f.xml": samples.NEWSML_G2.replace(samples.P1, CUT),
    "g.html": HTML,
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("sign", ["¬", "\xad"])
def test_words_are_whole_in_every_format_where_the_sign_leaves_no_doubt(tmp_path, name, sign):
    text = json.loads(FILES[name])["body"] if name == "a.json" else FILES[name]
    made = text.replace("consti{}", f"consti{sign}")
    if name == "a.json":
        made = json.dumps({"title": "Le vote", "body": made})
    (tmp_path / name).write_text(made)
    article = next(each_of(tmp_path / name))
    assert WHOLE in article.body.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("consti¬\n\ntution", "constitution"),
        ("consti¬ tution", "constitution"),
        ("CONSTI¬\nTUTION", "CONSTITUTION"),
        ("consti\xadtution", "consti\xadtution"),  # shows nowhere, and cuts no word
        ("Saint¬\nGilles", "Saint¬\nGilles"),
        ("a ¬ b", "a ¬ b"),
        ("consti-\ntution", "consti-\ntution"),
        ("3¬\n4", "3¬\n4"),
    ],
)
def test_in_doubt_a_sign_stays(text, whole):
    assert with_whole_words(text) == whole


@given(st.text(alphabet="aÉ¬\xad- \n3"))
def test_only_signs_and_blanks_are_taken_out(text):
    kept = str.maketrans("", "", "¬\xad \n")
    assert with_whole_words(text).translate(kept) == text.translate(kept)
