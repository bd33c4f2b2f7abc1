"""What differs between two versions of a dispatch."""

import pytest
from copies.dispatches import BUDGET, FIRE, REVISED_FIRE

from searchnews.article import Article
from searchnews.copies.differences import differences


def article(body, title=None, lead=None):
    return Article(id="1", title=title, body=body, lead=lead)


def changes(before, after):
    return [tuple(passage) for passage in differences(article(before), article(after)).passages]


@pytest.mark.parametrize(
    ("before", "after", "passages"),
    [
        ("", "", []),
        ("Il pleut.", "Il pleut.", [("same", "Il pleut.")]),
        ("Il pleut.", "", [("cut", "Il pleut.")]),
        ("", "Il pleut.", [("added", "Il pleut.")]),
        (
            "Il pleut. Le lac déborde. La route est fermée.",
            "Il pleut. La route est fermée.",
            [("same", "Il pleut."), ("cut", "Le lac déborde."), ("same", "La route est fermée.")],
        ),
        (
            "Deux morts à Sion.\n\nL'enquête commence.",
            "Trois morts à Sion.\n\nL'enquête commence.",
            [
                ("cut", "Deux morts à Sion."),
                ("added", "Trois morts à Sion."),
                ("same", "L'enquête commence."),
            ],
        ),
        (
            "« Nous attendons. » M. Roy est parti. Il reviendra !",
            '"Nous attendons." M. Roy est parti. Il reviendra ! À suivre',
            [
                ("same", '"Nous attendons." M. Roy est parti. Il reviendra !'),
                ("added", "À suivre"),
            ],
        ),
        (
            "Un paragraphe sans point  \n \nUn autre",
            "Un paragraphe sans point\nUn troisième",
            [
                ("same", "Un paragraphe sans point"),
                ("cut", "Un autre"),
                ("added", "Un troisième"),
            ],
        ),
    ],
)
def test_sentences_are_the_same_cut_or_added(before, after, passages):
    assert changes(before, after) == passages


def test_sentences_of_one_kind_are_one_passage_with_its_paragraphs():
    found = changes(FIRE, FIRE + "\n\n" + BUDGET)
    assert found == [("same", FIRE), ("added", BUDGET)]


def test_what_was_not_cut_is_the_new_text_and_what_was_not_added_the_old():
    passages = changes(FIRE, REVISED_FIRE)
    for change, text in passages:
        assert text in (FIRE if change == "cut" else REVISED_FIRE)
    kept = [text for change, text in passages if change != "cut"]
    assert "".join("".join(kept).split()) == "".join(REVISED_FIRE.split())


@pytest.mark.parametrize(
    ("before", "after", "titles"),
    [
        ("Incendie à Vernoy", "Incendie à Vernoy", None),
        ("Incendie à Vernoy", "INCENDIE A VERNOY", None),
        (
            "Incendie à Vernoy",
            "Vernoy: un hangar brûle",
            ("Incendie à Vernoy", "Vernoy: un hangar brûle"),
        ),
        (None, "Incendie à Vernoy", ("", "Incendie à Vernoy")),
        (None, None, None),
    ],
)
def test_titles_differ_in_their_words(before, after, titles):
    found = differences(article(FIRE, title=before), article(FIRE, title=after))
    assert found.titles == titles


def test_the_lead_belongs_to_the_text():
    found = differences(article("Fin.", lead="Début."), article("Début.\n\nFin."))
    assert [passage.change for passage in found.passages] == ["same"]


def test_of_long_texts_the_beginnings_are_compared():
    long = " ".join(f"Phrase numéro {number}." for number in range(100, 120))
    found = differences(article(long), article(long), most=20)
    assert (found.is_complete, len(found.passages)) == (True, 1)
    found = differences(article(long), article(long + " Et une autre."), most=20)
    assert not found.is_complete
    assert found.passages[0].text.endswith("Phrase numéro 119.")
