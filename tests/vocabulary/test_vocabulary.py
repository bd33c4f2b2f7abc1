"""The words of an index and their forms."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from vocabulary.commits import Commit

from searchnews.errors import EngineError
from searchnews.vocabulary import Vocabulary

WORDS = {"frappe": 7, "frappes": 5, "frappent": 1, "palmyre": 3, "palmier": 1, "raqa": 2, "le": 90}


@pytest.fixture
def vocabulary(tmp_path):
    vocabulary = Vocabulary(tmp_path / "vocabulary.db")
    vocabulary.refresh(Commit("1", WORDS, written=["frappé", "frappe"], authors=["zoe"]))
    yield vocabulary
    vocabulary.close()


def test_knows_in_how_many_articles_a_word_is(vocabulary):
    assert vocabulary.articles_with("frappe") == 7
    assert vocabulary.articles_with("zzz") == 0
    assert vocabulary.known(["palmyre", "zzz", "raqa"]) == {"palmyre": 3, "raqa": 2}
    assert len(vocabulary) == 7


def test_knows_the_inflections_of_a_word_even_of_one_it_does_not_hold(vocabulary):
    assert vocabulary.kin("frappe", 100).inflections == {"frappe": 7, "frappes": 5, "frappent": 1}
    assert vocabulary.kin("frappons", 100).inflections == {"frappe": 7, "frappent": 1}
    # The plural of the noun, which papers write, is no form of the verb.
    assert vocabulary.kin("frapper", 100).inflections == {"frappe": 7, "frappent": 1}
    assert vocabulary.kin("frappes", 100).inflections == {"frappe": 7, "frappes": 5}


def test_knows_those_of_a_word_that_only_a_named_field_has(tmp_path):
    vocabulary = Vocabulary(tmp_path / "vocabulary.db")
    vocabulary.refresh(Commit("1", {"parisiens": 3}, authors=["parisien"]))
    assert vocabulary.kin("parisien", 100).inflections == {"parisiens": 3}
    vocabulary.close()


def test_needs_the_lexicon_only_for_words_it_does_not_hold(tmp_path, vocabulary):
    script = (
        "import sys; from pathlib import Path; from searchnews.vocabulary import Vocabulary\n"
        "vocabulary = Vocabulary(Path(sys.argv[1]))\n"
        "for word in ('frappe', 'frapper'):\n"
        "    vocabulary.kin(word, 100)\n"
        "    print('searchnews.analysis.lexicon' in sys.modules)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "vocabulary.db")]
    loaded = subprocess.run(command, capture_output=True, check=True, text=True)
    assert loaded.stdout.split() == ["False", "True"]


def test_one_of_another_version_is_made_again(tmp_path, vocabulary):
    vocabulary.close()
    path = tmp_path / "vocabulary.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE about SET value = '5' WHERE name = 'keys'")
        connection.execute("DROP TABLE more_lemmas")
        connection.execute("CREATE TABLE stems(key TEXT, word TEXT)")
    old = Vocabulary(path)
    assert old.stamp is None
    old.refresh(Commit("1", WORDS))
    assert old.kin("frappes", 100).inflections == {"frappe": 7, "frappes": 5}
    assert old.rows("SELECT name FROM sqlite_master WHERE name = 'stems'") == []
    old.close()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("palm*", "palmyre palmier"), ("*a", "raqa"), ("?aqa", "raqa"), ("p*r*", "palmyre palmier"),
     ("zo*", "zoe"), ("[r-z]*", ""), ("*mier", "palmier"), ("?rappe", "frappe"), ("*zoe", "zoe"),
     ("*a?m?re", "palmyre"), ("*frappes", "frappes"), ("*pp*nt", "frappent"),
     ("*p[e]nt", "frappent")],
)  # fmt: skip
def test_matches_wildcards_commonest_first(vocabulary, pattern, words):
    assert list(vocabulary.matching(pattern, 10)) == words.split()


def test_matches_no_more_than_asked(vocabulary):
    assert list(vocabulary.matching("*", 2)) == ["le", "frappe"]


def test_knows_how_words_are_written(vocabulary):
    assert vocabulary.accented("frappe") == ["frappé"]


def test_is_brought_up_to_date(vocabulary):
    vocabulary.refresh(Commit("2", {"frappe": 8, "raqqa": 1}))
    assert vocabulary.known(["frappe", "frappes", "raqqa"]) == {"frappe": 8, "raqqa": 1}
    assert vocabulary.kin("frappes", 100).inflections == {"frappe": 8}
    assert vocabulary.stamp == "2"


def test_answers_are_remembered_until_somebody_changes_the_file(tmp_path, vocabulary):
    assert vocabulary.articles_with("raqa") == 2
    elsewhere = Vocabulary(tmp_path / "vocabulary.db")
    elsewhere.refresh(Commit("2", {**WORDS, "raqa": 3}))
    elsewhere.close()
    assert vocabulary.articles_with("raqa") == 2
    vocabulary.forget_if_changed()
    assert vocabulary.articles_with("raqa") == 3
    vocabulary.refresh(Commit("3", {**WORDS, "raqa": 4}))
    assert vocabulary.articles_with("raqa") == 4


def test_what_is_made_of_answers_is_remembered_as_long_as_they_are(tmp_path, vocabulary):
    def made():
        vocabulary.forget_if_changed()
        return vocabulary.once("raqa", lambda: [vocabulary.articles_with("raqa")])

    assert made() == [2]
    assert made() is made()
    elsewhere = Vocabulary(tmp_path / "vocabulary.db")
    elsewhere.refresh(Commit("2", {**WORDS, "raqa": 3}))
    elsewhere.close()
    assert made() == [3]


def test_of_a_newer_commit_it_knows_words_as_they_are_typed(tmp_path, vocabulary):
    newer = Commit("2", WORDS | {"moscou": 4})
    behind = Vocabulary(tmp_path / "vocabulary.db", newer=newer)
    assert behind.articles_with("moscou") == 4
    assert behind.kin("moscou", 100).inflections == {"moscou": 4}
    assert behind.kin("frappe", 100).inflections
    behind.close()


def test_says_which_words_it_misses(vocabulary):
    assert list(vocabulary.missing(Commit("1", WORDS))) == []
    assert list(vocabulary.missing(Commit("1", WORDS | {"moscou": 1}))) == ["moscou"]


def test_without_a_file_it_is_empty(tmp_path):
    vocabulary = Vocabulary(tmp_path / "vocabulary.db")
    assert (vocabulary.stamp, len(vocabulary), vocabulary.known(["le"])) == (None, 0, {})
    assert vocabulary.problems() == [f"{tmp_path / 'vocabulary.db'} is missing"]


def test_reads_in_a_folder_that_cannot_be_written_to(tmp_path, vocabulary):
    vocabulary.close()
    with sqlite3.connect(tmp_path / "vocabulary.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    tmp_path.chmod(0o555)
    try:
        assert Vocabulary(tmp_path / "vocabulary.db").articles_with("raqa") == 2
    finally:
        tmp_path.chmod(0o755)


def sql(path, *statements):
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite_the_end(path):
    path.write_bytes(path.read_bytes()[:8192] + b"\xff" * (path.stat().st_size - 8192))


STATES = {
    "garbage": lambda path: path.write_bytes(b"no database" * 1000),
    "of no bytes": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
    "cut short": cut,
    "half garbage": overwrite_the_end,
    "without tables": lambda path: path.unlink() or sql(path, "VACUUM"),
    "without one table": lambda path: sql(path, "DROP TABLE more_lemmas"),
    "with other columns": lambda path: sql(path, "DROP TABLE words", "CREATE TABLE words(a, b)"),
    "without its rules": lambda path: sql(path, "DELETE FROM about"),
    "of other rules": lambda path: sql(path, "UPDATE about SET value = '0' WHERE name = 'keys'"),
    "something else": lambda path: path.unlink() or sql(path, "CREATE TABLE letters(a)"),
    "with a log of something else": lambda path: path.with_name(f"{path.name}-wal").write_bytes(
        b"garbage" * 9000
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_whatever_state_its_file_is_in_it_is_made_again(tmp_path, vocabulary, state):
    vocabulary.close()
    path = tmp_path / "vocabulary.db"
    STATES[state](path)
    source = Commit("1", WORDS, written=["frappé", "frappe"], authors=["zoe"])
    again = Vocabulary(path, newer=source)
    # Meanwhile words are found at least as they are typed, and nothing is raised.
    assert again.articles_with("frappe") == 7
    assert again.kin("frappes", 100).inflections["frappes"] == 5
    again.matching("*a", 10)
    again.sounding_like("raqqa")
    len(again)
    again.refresh(source)
    assert again.kin("frappe", 100).inflections == {"frappe": 7, "frappes": 5, "frappent": 1}
    assert again.accented("frappe") == ["frappé"]
    assert list(again.missing(source)) == []
    assert again.problems() == []
    again.close()


def test_is_made_of_a_commit_alone_when_asked(vocabulary):
    vocabulary.make_again(Commit("1", {"raqqa": 1}))
    assert vocabulary.known(["frappe", "raqqa"]) == {"raqqa": 1}


def test_a_file_that_cannot_be_written_is_no_damage(tmp_path, vocabulary):
    vocabulary.close()
    (tmp_path / "folder").mkdir()
    with pytest.raises(EngineError, match="cannot be read or written"):
        Vocabulary(tmp_path / "folder").refresh(Commit("1", WORDS))


def test_learns_acronyms_and_counts_the_ways_of_writing_a_name_together(tmp_path):
    terms = {
        "EI=Etat_islamique": 5,
        "EI=État_islamique": 3,
        "EI=Europe_insoumise": 7,
        "PS=Parti_socialiste": 1,
    }
    source = Commit("1", WORDS)
    source.fields["acronyms"] = sorted(terms.items())
    vocabulary = Vocabulary(tmp_path / "vocabulary.db")
    vocabulary.refresh(source)
    assert vocabulary.meanings(["ei", "zz"]) == {"ei": ("Etat islamique", 8)}
    assert vocabulary.acronyms(["parti socialiste", "parti"]) == {"parti socialiste": "ps"}
    source.stamp, source.fields["acronyms"] = "2", []
    vocabulary.refresh(source)
    assert vocabulary.meanings(["ei"]) == {}
    vocabulary.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("elefant", "elephant"), ("bashar", "bachar"), ("bassar", "basar"),
     ("raqqa", "raka raqa"), ("rakka", "raka raqa"), ("ali", ""), ("alii", ""), ("3rb", "")],
)  # fmt: skip
def test_knows_what_sounds_alike(tmp_path, typed, found):
    words = "elephant elegant bachar basar raqa raka ali sole 3rb".split()
    vocabulary = Vocabulary(tmp_path / "vocabulary.db")
    vocabulary.refresh(Commit("1", dict.fromkeys(words, 4)))
    assert sorted(vocabulary.sounding_like(typed)) == found.split()
    vocabulary.close()
