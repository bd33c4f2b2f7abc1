"""What is printed round a timeline says all that is needed to make it again."""

from explore.timelines.test_timelines import ALL, PALMYRE, RAQA, timelines

from searchnews.explore.timelines.caption import caption


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_of_one_query():
    found = caption(timelines("month", {"palmyre": PALMYRE}, undated=1), share=False)
    assert plain(found.title) == "« palmyre »"
    assert found.subtitle == "Articles par mois"
    assert list(map(plain, found.notes)) == [
        "Non représentés : 2 articles de date moins précise, 1 article sans date.",
        "Source : « palmyre » (1 article) sur 340. Index presse, état 7f3a, 12 mars 2026.",
    ]


def test_of_shares_it_says_which_are_of_few_articles():
    found = caption(timelines("month", {"palmyre": PALMYRE}), share=True)
    assert found.subtitle == "Part de tous les articles par mois"
    assert plain(found.notes[1]) == (
        "Parts de moins de 10 articles, donc peu sûres, sur 1 des 3 points."
    )


def test_of_several_queries():
    found = caption(timelines("month", {"palmyre": PALMYRE, "raqa": RAQA}), share=False)
    assert plain(found.title) == "« palmyre », « raqa »"
    assert plain(found.notes[0]) == (
        "Non représentés (palmyre) : 2 articles de date moins précise."
    )


def test_of_a_field_it_says_what_is_left_out():
    found = caption(timelines("year", {"ATS": ALL}, split="source", left_out=12), share=False)
    assert "12 autres séries ne sont pas représentées." in found.notes
