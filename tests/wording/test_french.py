"""What people read is French where their locale is; what is said and its French keep together."""

import ast
import inspect
import json
import re
from pathlib import Path

import click.parser
import pytest
from cli.command_line import run
from corpus import ARTICLES
from source import MODULES, ROOT

import searchnews
from searchnews.explore.facets.fields import FIELDS
from searchnews.wording.french import catalogue, in_french, placeholders
from searchnews.wording.users_language import reads_french

FRENCH = {"LC_ALL": "fr_FR.UTF-8"}
WORDINGS = catalogue()
# What the code puts together of parts; tests below ask for them.
PUT_TOGETHER = {
    "{} occurrence{s}, with {} word{s} of {} within {} of them",
    "{} word{s} of {} article{s}, compared with {} of {}",
    *(
        f"{measured} {unit}, by {{said}}"
        for measured in ("share of all", "number of")
        for unit in ("articles", "articles, copies counted once", "stories")
    ),
    *(f"by {field}" for field in FIELDS),
    "{} occurrence{s} in {} article{s}",
    "the first {} of {} occurrence{s} in {} article{s}",
    *(
        f"{of}{{}} {unit} {said}"
        for of in ("", "{}: ")
        for unit in ("article{s}", "story", "stories")
        for said in ("without {said}", "dated less precisely than a {said}")
    ),
    "{} articles match otherwise than by words of title and text",
    "{} article matches otherwise than by words of title and text",
    "{} articles of the reference matched the first query as well, and counted for it",
    "{} article of the reference matched the first query as well, and counted for it",
    "a date",
    "a date precise enough",
    "and {} more value{s} of {said}",
    "{} article{s}",
    "{} file{s}",
    "{} more reason{s}",
    "{} stories ({} article{s}): {typed}",
    "{} story ({} article{s}): {typed}",
    "{} dated, from {} to {}",
    "{} article{s} in {} paper{s}",
    "{} dispatches, {} article{s} in {} paper{s}",
    "and {} article{s}",
    "and {} article{s} in {} paper{s}: {}",
    "and {} copy in {} paper{s}: {}",
    "and {} copies in {} paper{s}: {}",
    "and {} copy",
    "and {} copies",
    "copy, {} of the shorter text in common",
    "version, {} of the shorter text in common",
    "Missing argument {}. Choose from:{}",
    "recognising copies",
    "recognising stories",
    "  last run never",
    "  last run never, with updates",
    "  last run {}, with updates",
    "  waits: {} message{s} for {}",
    "  waits: {} message{s} for {}: {said}",
    *(
        f"{{}}: {{}} new article{{s}}{copies}{part}"
        for copies in ("", " and {} copy", " and {} copies")
        for part in ("", " (part {} of {})")
    ),
    "changed; matched: {typed}",
    *(
        f"{what} counted once in each row, so rows may add up to more than the whole"
        for what in ("the copies of a dispatch are", "the articles of a story are")
    ),
    "the XML is broken here: the tags {} do not match, nor do {} others",
    "it has neither a title nor a text, but nothing else",
    "{} vanished while it was read",
    "{} changed while it was read",
}
_CHANGING = re.compile(r"\{(?:said|typed|s)?\}")


def text_of(node):
    """A text as the code has it, with {} for what changes; None if the node is no text."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def texts(syntax):
    """Every text of a module."""
    return filter(None, map(text_of, ast.walk(syntax)))


# What these say is for people who run servers and clusters; it is read in English.
IN_ENGLISH = ("engines.opensearch", "storage.cluster")
SAID_BY = {
    "Problem", "LeftOut", "damaged", "warn", "note", "tell", "say", "UsageError", "BadParameter",
}  # fmt: skip
FOR_PROGRAMMERS = {"TypeError", "ValueError", "AttributeError"}


def messages():
    """What users are told: what an exception, a problem or a warning is made of."""
    for module, syntax in MODULES.items():
        if module.startswith(IN_ENGLISH):
            continue
        for node in ast.walk(syntax):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in SAID_BY or (name.endswith("Error") and name not in FOR_PROGRAMMERS):
                    yield text_of(node.args[0]) or ""


def clauses(message):
    """The clauses of a message of which something is said, with X for what changes."""
    in_plural = re.sub(r"(?<=[a-z])\{\}(?= |$)", "s", message)
    for clause in re.sub(r"(?:\{\})+", "X", in_plural).split("; "):
        if re.search("[a-z]{2}", clause):
            yield clause


MESSAGES = sorted({clause for message in messages() for clause in clauses(message)})
# What is said of a line that was mistyped is mostly said by click.
CLICK = [
    ast.parse(inspect.getsource(module))
    for module in (click.core, click.exceptions, click.parser, click.types)
]
EVERY_TEXT = "\n".join(text for syntax in (*MODULES.values(), *CLICK) for text in texts(syntax))


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.english)
def test_what_is_put_into_french_is_said(wording):
    if wording.english in PUT_TOGETHER:
        return
    for words in _CHANGING.split(wording.english):
        assert words.strip(" ,:()") in EVERY_TEXT


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.english)
def test_the_french_says_all_that_changes(wording):
    assert "{s}" not in wording.french
    assert len(_CHANGING.findall(wording.french)) == len(placeholders(wording))


# Words that no French has; and no name of a file, an option or a field.
OF_ENGLISH = set("the that with which there and are has have this its was were they than".split())
# Lines of statistics that are the same in both languages.
SAME = {"sources   X", "articles  X (X)"}


@pytest.mark.parametrize("clause", sorted(set(MESSAGES) - SAME))
def test_everything_that_users_are_told_has_its_french(clause):
    assert in_french(clause) != clause
    # What only a part of another clause was found for.
    left = set(re.findall("[a-z]+", in_french(clause))) & set(re.findall("[a-z]+", clause))
    assert left & OF_ENGLISH == set()


def test_every_clause_is_there_once():
    english = [wording.english for wording in WORDINGS]
    assert len(english) == len(set(english))


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("there is no index in /a; make one with `searchnews index DIR --index /a`, or name another"
         " with --index",
         "il n'y a pas d'index dans /a ; créez-en un par `searchnews index DOSSIER --index /a`, ou "
         "donnez-en un autre par --index"),
        ("note: the file is empty", "note : le fichier est vide"),
        ("  a.txt: line 2: not JSON: Expecting value",
         "  a.txt : ligne 2 : pas du JSON : Expecting value"),
        ("300 added, 0 updated, 0 unchanged, 0 removed in 0.9 s; the index has 1,300 articles",
         "300 ajoutés, 0 mis à jour, 0 inchangé, 0 ôté en 0,9 s ; "
         "1\u202f300 articles dans l'index"),
        ("an article may lack de; write +de where it must not",
         "de : peut manquer dans un article ; écrivez +de pour l'exiger"),
        ("2 of 300 articles: to be; from Paris", "2 articles sur 300 : to be; from Paris"),
    ],
)  # fmt: skip
def test_messages_in_french(said, french):
    assert in_french(said) == french


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("0 articles", "0 article"),
        ("1 article", "1 article"),
        ("2 articles", "2 articles"),
        ("1,200 articles in 2 papers", "1\u202f200 articles dans 2 journaux"),
        ("0 articles in 1 paper", "0 article dans 1 journal"),
        ("1 added, 0 updated, 2 unchanged, 1 removed in 1.0 s; the index has 1 article",
         "1 ajouté, 0 mis à jour, 2 inchangés, 1 ôté en 1,0 s ; 1 article dans l'index"),
        ("the first 1 of 5 words", "1 mot montré sur 5"),
        ("the first 3 of 5 words", "3 mots montrés sur 5"),
        ("and 1 more value of source", "et 1 autre valeur de : source"),
        ("0 stories (0 articles): (a|b) mot(s)", "0 événement (0 article) : (a|b) mot(s)"),
        ("and 1 copy in 2 papers: ATS", "et 1 copie dans 2 journaux : ATS"),
        ("and 2 copies in 1 paper: ATS", "et 2 copies dans 1 journal : ATS"),
        ("viaduc: 1 new article and 1 copy", "viaduc : 1 nouvel article et 1 copie"),
        ("  waits: 2 messages for feed a.atom", "  en attente : 2 messages pour feed a.atom"),
        ("copy, 100% of the shorter text in common",
         "copie, 100\u00a0% du texte le plus court en commun"),
    ],
)  # fmt: skip
def test_counts_agree_as_in_french(said, french):
    assert in_french(said) == french


@pytest.mark.parametrize(
    ("environment", "french"),
    [
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr"}, True),
        ({"LANG": "fr_CA", "LC_ALL": "C.UTF-8"}, False),
        ({"LC_MESSAGES": "fr_BE", "LANG": "en_GB"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_decides(environment, french):
    assert reads_french(environment) is french


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("french") / "index"
    with searchnews.create(directory) as index:
        index.add(ARTICLES)
    return directory


def test_commands_speak_french(directory, tmp_path):
    printed, _ = run("query", "Palmyre", "--index", directory, **FRENCH)
    assert re.search(r"^\d+ articles? : Palmyre$", printed, re.MULTILINE)
    printed, _ = run("stats", "--index", directory, **FRENCH)
    assert "mots      " in printed
    assert "moteur    tantivy" in printed
    (tmp_path / "vide.txt").write_text("")
    printed, _ = run("index", tmp_path, "--index", directory, **FRENCH)
    assert "0 ajouté, 0 mis à jour" in printed
    assert "vide.txt : le fichier est vide" in printed
    _, noted = run("query", "x", "--index", tmp_path / "none", status=1, **FRENCH)
    assert noted.startswith("searchnews : il n'y a pas d'index dans ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    directory = tmp_path_factory.mktemp("french") / "demo"
    with searchnews.create(directory) as index:
        index.update(ROOT / "scripts" / "demo_corpus")
    return directory


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["facets", "viaduc", "--by", "source", "--by", "year", "-n", "2"],
         ["63 articles sur 300 : viaduc", "par source", "et 6 autres valeurs de : source"]),
        (["timeline", "viaduc", "--by", "year"], ["part de tous les articles, par année"]),
        (["timeline", "viaduc", "--by", "year", "--draw", "count"],
         ["nombre d'articles, par année"]),
        (["concordance", "armistice cloches"], ["occurrences dans 1 article"]),
        (["collocates", "viaduc"], ["occurrences, avec 800 mots sur"]),
        (["keyness", "rubrique:justice"], ["mots de 8 articles, comparés à"]),
        (["stories", "echo-025"],
         ["6 articles dans 6 journaux", "du texte le plus court en commun"]),
        (["query", "câble rompu", "--fold", "copies"], ["et 5 copies dans 5 journaux : "]),
        (["stats"], ["289 datés, de 1889-05-08 à 2024-09-17"]),
    ],
)  # fmt: skip
def test_answers_are_headed_in_french(demo, arguments, shown):
    printed, noted = run(*arguments, "--index", demo, COLUMNS="100", **FRENCH)
    for words in shown:
        assert words in printed + noted


def test_why_a_file_is_left_out_is_said_in_french(tmp_path):
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / "lien").symlink_to(tmp_path)
    files = {
        "liste.json": b"[{},null,3]",
        "image.txt": b"\x89PNG" + bytes(range(256)) * 9,
        "table.csv": b"titre;texte;date\nDeux;trop;de;colonnes\n",
        "dates.jsonl": b'{"id":"d","title":"T","date":"2950-01-01"}\n'
        b'{"id":"e","title":"T","date":"2019-02-30"}\n',
        "note.doc": b"\xd0\xcf\x11\xe0" * 99,
        "page.xml": b"<articles><article><title>T</articles>",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    said = "\n".join(run("index", folder, "--index", tmp_path / "index", **FRENCH))
    for name in ("lien", *files):
        assert name in said
    assert re.findall(r"\b(?:the|it|its|is|where|not|as|has|with|which|there|line)\b", said) == []


def test_programs_are_spoken_to_in_english(directory):
    for arguments in (("stats",), ("query", "l'armée de Palmyre sans rien")):
        answers = [
            json.loads(run(*arguments, "--index", directory, "--format", "json", **locale)[0])
            for locale in ({}, FRENCH)
        ]
        for answer in answers:
            answer.pop("took_ms", None)
        assert answers[0] == answers[1]
    with pytest.raises(searchnews.IndexNotFoundError, match="there is no index"):
        searchnews.open(Path("/nowhere"))
