"""Texts and the words in them: what both tokenizers are held to."""

import pytest
from hypothesis import strategies as st

CASES = [
    pytest.param("L'aviation, l’aviation, LʼAVIATION", ["aviation"] * 3, id="elision"),
    pytest.param("l′a l`a l´a l＇a l‛a l‘a lʻa", ["a"] * 7, id="every-apostrophe"),
    pytest.param(
        "qu'il jusqu'à lorsqu'elle puisqu'on quoiqu'un",
        ["il", "a", "elle", "on", "un"],
        id="elided-conjunctions",
    ),
    pytest.param("d'« Al-Qaida »", ["al", "qaida"], id="elision-before-quotes"),
    pytest.param("ç'a été", ["a", "ete"], id="elided-ça"),
    pytest.param(
        "aujourd'hui, quelqu’un, presqu'île, prud'homme, entr'acte, O'Brien",
        ["aujourdhui", "quelquun", "presquile", "prudhomme", "entracte", "obrien"],
        id="apostrophe-inside-a-word",
    ),
    pytest.param("'très précises' fournies", ["tres", "precises", "fournies"], id="single-quotes"),
    pytest.param("État, ETAT, e\u0301tat", ["etat"] * 3, id="case-and-accents"),
    pytest.param("œuvre, oeuvre, Œuvre, ex æquo", ["oeuvre"] * 3 + ["ex", "aequo"], id="ligatures"),
    pytest.param(
        "Al-Qaïda, chasseurs‑bombardiers",
        ["al", "qaida", "chasseurs", "bombardiers"],
        id="hyphens",
    ),
    pytest.param("C.G.T., CGT, l'U.R.S.S.", ["cgt", "cgt", "urss"], id="initials"),
    pytest.param("la fin.Le lendemain", ["la", "fin", "le", "lendemain"], id="forgotten-space"),
    pytest.param("J.-C. et M. Cook", ["j", "c", "et", "m", "cook"], id="no-initials"),
    pytest.param(
        "12 000, 12\u00a0000, 12\u202f000, 12\u2009000, 12'000, 12’000, 12.000, 12000",
        ["12000"] * 8,
        id="thousands",
    ),
    pytest.param("1 234 567,89 et 1.234,5", ["1234567,89", "et", "1234,5"], id="thousands-decimal"),
    pytest.param(
        "en 2015 120 morts, 18.09.2015, 12 0000, 12 000x",
        ["en", "2015", "120", "morts", "18", "09", "2015", "12", "0000", "12", "000x"],
        id="no-thousands",
    ),
    pytest.param(
        "3,5 · 20h30 · G20 · Covid-19 · m²",
        ["3,5", "20h30", "g20", "covid", "19", "m2"],
        id="numbers-with-letters",
    ),
    pytest.param(
        "auteur·rice·s, auteur.e.s, étudiant•e•s, élu·e, heureux·ses, boulanger·ère·s, étudiant.es",
        ["auteurs", "auteurs", "etudiants", "elu", "heureux", "boulangers", "etudiants"],
        id="inclusive",
    ),
    pytest.param("www.lefigaro.fr", ["www", "lefigaro", "fr"], id="domain"),
    pytest.param("Путин, Αθήνα", ["putin", "athena"], id="other-scripts"),
    pytest.param("so\u00adus-ma\u00adrin\u200b", ["sous", "marin"], id="invisible-characters"),
    pytest.param(
        "1.5 point, 12 000.25, 0.75, le 18.09.2015, 1.5.2, v1.5, 12.000",
        [
            "1,5",
            "point",
            "12000,25",
            "0,75",
            "le",
            "18",
            "09",
            "2015",
            "1",
            "5",
            "2",
            "v1",
            "5",
            "12000",
        ],
        id="decimal-points",
    ),
    pytest.param(
        "12 %, 12%, 3 000 €, 3€50, $30, £5, %s, $a",
        [
            "12",
            "pourcent",
            "12",
            "pourcent",
            "3000",
            "euro",
            "3",
            "euro",
            "50",
            "dollar",
            "30",
            "sterling",
            "5",
            "s",
            "a",
        ],
        id="signs-read-aloud",
    ),
    pytest.param(
        "Iᵉʳ, 1ᵉʳ, № 12, nº 12", ["ier", "1er", "no", "12", "no", "12"], id="superscripts"
    ),
    pytest.param("auteur·triçe", ["auteur"], id="inclusive-with-a-cedilla"),
    pytest.param("½ — … ! 😀 « »", [], id="no-words"),
    pytest.param("", [], id="nothing"),
]

# Letters, signs and pieces that the grammar looks at, so that its rules meet each other.
PIECES = st.sampled_from(
    [*"lLdDtTsSnNcCçquQjJaeéè xX'’.,.··• 0123456789\u00a0\u202f-œŒß½²ª\u00ad\u200bŷ\u0301\u212b"]
    + ["qu'", "jusqu'", "l'", " 000", ".000", ".e.s", "·rice·s", "auteur", "C.G.T", "\n"]
    + ["·triçe", ".25", "1.5", "%", "€", "$", "£", "№", "ʳ"]
)
FRENCH_LOOKING = st.lists(PIECES, max_size=16).map("".join)
