"""An index says by which analysis it was made; a change of words must change that version."""

import hashlib

from analysis.french_cases import CASES

from searchnews.analysis import ANALYSIS_VERSION
from searchnews.analysis.bulk.cut import words_of_each
from searchnews.analysis.lexicon import usual_forms

DIGESTS = {3: "6f45833d7ec955f1"}


def test_words_belong_to_the_version():
    text = "\n".join(case.values[0] for case in CASES)
    (words,) = words_of_each([("", text)])
    written = " ".join(sorted(words.written.split()))
    usual = " ".join(usual_forms().values())
    digest = hashlib.sha256(f"{words.text}|{written}|{usual}".encode()).hexdigest()[:16]
    assert DIGESTS[ANALYSIS_VERSION] == digest, (
        "texts give other words than before: raise ANALYSIS_VERSION and pin its digest here; "
        "if just a case was added to the table, pin the digest anew"
    )
