"""What is a copy and what is none: floors on invented dispatches."""

import pytest
from copies.dispatches import (
    BUDGET,
    CUT_FIRE,
    FIRE,
    FIRE_BACKGROUND,
    FOLLOW_UP,
    REVISED_FIRE,
    REWRITTEN_FIRE,
    TEASER,
    Index,
    episode,
    template,
)

from searchnews.copies.comparison import compared_texts, containment


def found(directory, *texts, dates=(), sources=()):
    """The groups of some texts, numbered from 1 on; the numbers of each rise."""
    index = Index()
    for place, text in enumerate(texts):
        known = {}
        if dates:
            known["date"] = dates[place]
        if sources:
            known["source"] = sources[place]
        index.add(text, **known)
    return {tuple(sorted(group)) for group in index.groups(directory)}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("the same", FIRE),
        ("other signs and capitals", FIRE.upper().replace("'", "’").replace('"', "«")),
        ("revised", REVISED_FIRE),
        ("cut", CUT_FIRE),
        ("grown", FIRE + FIRE_BACKGROUND),
        ("inside a longer article", BUDGET + "\n\n" + FIRE + "\n\n" + BUDGET[::-1]),
        ("with another lead", BUDGET.split("\n\n")[0] + FIRE[FIRE.index("\n\n") :]),
    ],
)
def test_a_dispatch_is_recognised(tmp_path, what, text):
    assert found(tmp_path, FIRE, text) == {(1, 2)}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("another dispatch", BUDGET),
        ("the same event in other words, with one quotation", BUDGET + FIRE.split("\n\n")[2]),
        ("no text", ""),
        ("the same words in another order", " ".join(sorted(FIRE.split()))),
    ],
)
def test_another_text_is_none(tmp_path, what, text):
    assert found(tmp_path, FIRE, text) == set()


def test_a_follow_up_with_the_same_background_is_none(tmp_path):
    assert found(tmp_path, FIRE + FIRE_BACKGROUND, FOLLOW_UP) == set()


def containment_in_fire(text):
    index = Index()
    index.add(FIRE)
    index.add(text)
    return containment(*compared_texts(index.texts([1, 2])))


@pytest.mark.parametrize(
    ("dates", "text", "is_copy"),
    [
        # More than half, not seven tenths: the same day, or the next morning.
        (("2021-03-02", "2021-03-02"), REWRITTEN_FIRE, True),
        (("2021-03-02T20:00", "2021-03-03T14:00"), REWRITTEN_FIRE, True),
        (("2021-03-02T20:00", "2021-03-03T14:01"), REWRITTEN_FIRE, False),
        (("2021-03-03T14:00", "2021-03-02T20:00"), REWRITTEN_FIRE, True),
        (("2021-03-02T23:00+01:00", "2021-03-03T20:00+05:00"), REWRITTEN_FIRE, True),
        (("2021-03-02T20:00", "2021-03-02"), REWRITTEN_FIRE, True),
        (("2021-03-02T23:59", "2021-03-03"), REWRITTEN_FIRE, False),
        # More than seven tenths, not four fifths: the same week.
        (("2021-03-02", "2021-03-09"), REVISED_FIRE, True),
        (("2021-03-02T10:00", "2021-03-09T10:01"), REVISED_FIRE, False),
        (("2021-03-10", "2021-03-02"), REVISED_FIRE, False),
        (("2021-03-02", "2021-03"), REVISED_FIRE, False),
        (("2021-03", "2021-03"), REVISED_FIRE, False),
        (("2021-03-02", None), REVISED_FIRE, False),
        ((None, None), REVISED_FIRE, False),
        # More than four fifths: any time.
        (("2021-03-02", "2031-03-02"), CUT_FIRE, True),
        ((None, "2031"), CUT_FIRE, True),
    ],
)
def test_versions_are_of_the_same_day_or_week_and_copies_of_any_time(
    tmp_path, dates, text, is_copy
):
    assert found(tmp_path, FIRE, text, dates=dates) == ({(1, 2)} if is_copy else set())


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [(REWRITTEN_FIRE, 0.5, 0.7), (REVISED_FIRE, 0.7, 0.8), (CUT_FIRE, 0.8, 1)],
)
def test_the_texts_above_share_as_much_as_they_say(text, least, most):
    assert least < containment_in_fire(text) <= most


def test_the_articles_of_a_template_are_no_copies(tmp_path):
    films = "Marée haute|Le Dernier Tram|Une valse à Brest|Les Ombrelles|Zéro heure|Granit|Nocturne"
    texts = [template(film, f"{day} avril") for day, film in enumerate(films.split("|") * 2, 3)]
    assert len(texts) > 8
    assert found(tmp_path, *texts) == set()


def test_what_is_in_many_papers_is_no_template(tmp_path):
    papers = [f"Journal {number}" for number in range(20)]
    assert found(tmp_path, *[FIRE] * 20, sources=papers) == {tuple(range(1, 21))}


def test_a_template_round_a_dispatch_does_not_hide_its_copies(tmp_path):
    furniture = "\n\n" + template("la semaine", "mercredi")
    others = [BUDGET[start : start + 300] + furniture for start in range(0, 300, 30)]
    texts = [FIRE + furniture, REVISED_FIRE + furniture, *others]
    assert (1, 2) in found(tmp_path, *texts)


@pytest.mark.parametrize(
    ("what", "one", "other", "is_copy"),
    [
        ("the same", TEASER, TEASER, True),
        ("words before and behind", TEASER, f"VIDÉO. {TEASER} Récit.", True),
        ("a word replaced", TEASER, TEASER.replace("soixante-huit", "septante"), False),
        ("a series", episode("premier", "un luthier"), episode("deuxième", "un luthier"), False),
        (
            "a series in few words",
            episode("premier", "Berthe, vannière"),
            episode("dernier", "Odile, chapelière"),
            False,
        ),
    ],
)
def test_a_short_text_is_a_copy_when_none_of_its_words_was_replaced(
    tmp_path, what, one, other, is_copy
):
    assert found(tmp_path, one, other) == ({(1, 2)} if is_copy else set())


def test_a_text_of_one_sentence_is_a_copy_when_it_is_the_same(tmp_path):
    sentence = " ".join(TEASER.split()[:22])
    assert found(tmp_path, sentence, sentence) == {(1, 2)}
    assert found(tmp_path / "longer", sentence, TEASER) == set()


def test_a_few_words_say_nothing(tmp_path):
    assert found(tmp_path, *["Retrouvez notre direct de la journée."] * 3) == set()


def test_containment_is_the_part_of_the_shorter_text():
    assert containment_in_fire(CUT_FIRE) == 1
    assert containment_in_fire(FIRE + FIRE_BACKGROUND) == 1
    index = Index()
    index.add(FIRE)
    index.add(REVISED_FIRE)
    fire, revised = (
        {tuple(words[place : place + 5]) for place in range(len(words) - 4)}
        for words in (text.words.split() for text in index.articles.values())
    )
    assert containment_in_fire(REVISED_FIRE) == pytest.approx(len(fire & revised) / len(fire))
