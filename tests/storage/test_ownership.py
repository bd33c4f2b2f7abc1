"""Nothing of the user's is ever removed, moved or overwritten, whatever its name."""

import json
import shutil

import pytest

import searchnews
from searchnews.engines import EMBEDDED
from searchnews.errors import IndexDamagedError, IndexExistsError, IndexNotFoundError
from searchnews.storage.layout import Layout
from searchnews.storage.marker import marker_id
from searchnews.storage.ownership import is_ours

OURS = [
    ".searchnews", "index.json", "manifest.db", "manifest.db-wal", "manifest.db-shm",
    "manifest.db-journal", "vocabulary.db", "vocabulary.db-wal", "vocabulary.db-shm",
    "vocabulary.db-journal", "engine", "writer.lock", "writer.json", "saved.lock", "saved.json",
    "copies",
]  # fmt: skip
NEARLY_OURS = [
    "engineering-thesis.txt", "engine.old", "engine2", "manifest.db.bak", "manifest.db2",
    "index.json.new", "index.json.bak", ".index.json.searchnews-new", "vocabulary.db.copy",
    "writer.lock.txt", "writer.json.new", "saved.db", ".searchnews-backup",
    ".searchnews-" + 32 * "0", "replaced", "index.json.old",
]  # fmt: skip
IN_COPIES = ["notes.txt", "copies.db.bak", "copies.txt", "12.segment.old", "un dossier/lettre.txt"]
IN_ENGINE = [
    "notes.txt", "meta.json.bak", "my meta.json", "segments.del", "MAINTENANCE", "articles.jsonl",
    "checksums.json.bak", ".tmp", "0123456789abcdef.idx", "un dossier/lettre.txt",
]  # fmt: skip


def tree(directory):
    """Everything under a directory, with its content."""
    found = {}
    for path in sorted(directory.rglob("*")):
        name = str(path.relative_to(directory))
        found[name] = path.readlink() if path.is_symlink() else path.is_file() and path.read_bytes()
    return found


def put(path, kind):
    """Put something of the user's at a path."""
    if kind == "directory":
        (path / "lettres").mkdir(parents=True)
        (path / "lettres" / "à Zoé.txt").write_text("Chère Zoé")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Chère Zoé")


def articles(count):
    return [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body="Texte.") for n in range(count)]


@pytest.fixture
def corpus(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n{"id": "f2", "title": "Deux"}\n')
    return corpus


@pytest.fixture(params=EMBEDDED)
def directory(request, tmp_path):
    directory = tmp_path / "news"
    with searchnews.create(directory, engine=request.param) as index:
        index.add(articles(3))
    return directory


def attempts(directory, corpus):
    """Everything that may be tried on a directory."""
    return {
        "create": lambda: searchnews.create(directory),
        "create with whoosh": lambda: searchnews.create(directory, engine="whoosh"),
        "open": lambda: searchnews.open(directory),
        "rebuild": lambda: searchnews.rebuild(directory),
        "rebuild from files": lambda: searchnews.rebuild(directory, corpus),
    }


@pytest.mark.parametrize("kind", ["file", "directory"])
@pytest.mark.parametrize("name", [*OURS, *NEARLY_OURS])
def test_a_folder_of_the_user_is_no_place_for_an_index(tmp_path, corpus, name, kind):
    folder = tmp_path / "thèse"
    put(folder / name, kind)
    before = tree(folder)
    for attempt in attempts(folder, corpus).values():
        with pytest.raises((IndexExistsError, IndexNotFoundError, IndexDamagedError)):
            attempt()
        assert tree(folder) == before
    assert not is_ours(folder)


def test_not_even_one_with_all_names_of_an_index(tmp_path, corpus):
    folder = tmp_path / "site"
    for name in OURS:
        put(folder / name, "directory" if name in ("engine", "copies") else "file")
    for name in (".searchnews", "index.json"):
        (folder / name).write_text(json.dumps({"made_by": "somebody", "id": "1", "format": 3}))
    before = tree(folder)
    for attempt in attempts(folder, corpus).values():
        with pytest.raises((IndexExistsError, IndexDamagedError)):
            attempt()
        assert tree(folder) == before
    assert not is_ours(folder)


@pytest.mark.parametrize(
    "marker",
    [
        "",
        "{",
        "[]",
        '{"made_by": "searchnews"}',
        '"searchnews"',
        '{"made_by": "searchnews", "id": "../.."}',
        "\x00" * 9000,
    ],
)
def test_a_marker_is_known_by_its_content(tmp_path, marker):
    folder = tmp_path / "thèse"
    folder.mkdir()
    (folder / ".searchnews").write_text(marker)
    (folder / "chapitre.txt").write_text("Un")
    with pytest.raises(IndexExistsError, match="is not empty and no index"):
        searchnews.create(folder)
    assert (folder / ".searchnews").read_text() == marker


@pytest.mark.parametrize("kind", ["file", "directory"])
def test_what_is_put_into_an_index_stays_there(directory, corpus, kind):
    for name in NEARLY_OURS:
        put(directory / name, kind)
    put(directory / "un dossier" / "engine", kind)
    expected = {name: content for name, content in tree(directory).items() if is_users(name)}
    engines = {"tantivy": "whoosh", "whoosh": "tantivy"}

    def work():
        with searchnews.open(directory) as index:
            yield index.update(corpus)
            yield index.add(articles(5))
            yield index.delete(["a1", "f2"])
            yield index.search("titre")
            yield index.check()
            other = engines[index.statistics().engine]
        yield searchnews.rebuild(directory)
        yield searchnews.rebuild(directory, corpus, engine=other)
        (directory / "index.json").write_text("{")
        yield searchnews.rebuild(directory, corpus)

    for _ in work():
        left = {name: content for name, content in tree(directory).items() if is_users(name)}
        assert left == expected
    with searchnews.open(directory) as index:
        assert index.check() == ((), 6, False, ())


def is_users(name):
    return name.partition("/")[0] not in OURS


def test_what_is_put_among_the_files_of_the_engine_is_carried_over(directory, corpus):
    names = [f"engine/{name}" for name in IN_ENGINE] + [f"copies/{name}" for name in IN_COPIES]
    for name in names:
        put(directory / name, "file")
    for rebuilt in (
        lambda: searchnews.rebuild(directory),
        lambda: searchnews.rebuild(directory, corpus, engine="whoosh"),
        lambda: searchnews.rebuild(directory, engine="tantivy"),
        lambda: searchnews.open(directory).add(articles(9)),
    ):
        rebuilt()
        for name in names:
            assert (directory / name).read_text() == "Chère Zoé"
    with searchnews.open(directory) as index:
        assert index.check().problems == ()


@pytest.mark.parametrize("name", ["writer.json", "writer.lock"])
def test_a_lock_is_held_without_writing_over_the_users_files(directory, name):
    (directory / name).write_text("Chère Zoé")
    with searchnews.open(directory) as index:
        assert index.add(articles(4)).added == 1
    assert (directory / name).read_text() == "Chère Zoé"


SIBLINGS = ["news.old", "news.rebuild", "news.new", ".news.old", ".news.searchnews-rebuild",
            ".news.searchnews-replaced"]  # fmt: skip


@pytest.mark.parametrize("name", SIBLINGS)
def test_what_lies_next_to_an_index_stays(directory, corpus, name):
    backup = directory.with_name(name)
    shutil.copytree(directory, backup)
    before = tree(backup)
    searchnews.rebuild(directory)
    searchnews.rebuild(directory, corpus)
    assert tree(backup) == before
    assert set(directory.parent.iterdir()) == {directory, corpus, backup}
    shutil.rmtree(directory)
    for attempt in (searchnews.open, searchnews.rebuild):
        with pytest.raises(IndexNotFoundError):
            attempt(directory)
    assert tree(backup) == before
    assert not directory.exists()


def test_through_a_symbolic_link_it_is_the_same_index(directory, tmp_path, corpus):
    link = tmp_path / "lien"
    link.symlink_to(directory, target_is_directory=True)
    for rebuilt in (lambda: searchnews.rebuild(link), lambda: searchnews.rebuild(link, corpus)):
        rebuilt()
        assert link.is_symlink()
        assert not directory.is_symlink()
        for path in (link, directory):
            with searchnews.open(path) as index:
                assert index.check().problems == ()
                assert index.get("a0") is not None


def test_a_link_to_where_there_is_nothing_yet_is_followed(tmp_path):
    link = tmp_path / "lien"
    link.symlink_to(tmp_path / "disque" / "news")
    searchnews.create(link).close()
    assert link.is_symlink()
    assert is_ours(tmp_path / "disque" / "news")


def test_an_index_of_before_there_were_markers_gets_one_when_it_is_rebuilt(directory):
    (directory / ".searchnews").unlink()
    assert is_ours(directory)
    with searchnews.open(directory) as index:
        index.add(articles(4))
    searchnews.rebuild(directory)
    assert marker_id(Layout(directory)) is not None
    with searchnews.open(directory) as index:
        assert index.check() == ((), 4, False, ())


def test_of_a_file_in_the_place_of_the_marker_it_is_said(directory):
    (directory / ".searchnews").write_text("Chère Zoé")
    with searchnews.open(directory) as index:
        index.add(articles(4))
    with pytest.raises(IndexExistsError, match="is not by searchnews; move it away"):
        searchnews.rebuild(directory)
    assert (directory / ".searchnews").read_text() == "Chère Zoé"
    with searchnews.open(directory) as index:
        assert len(index) == 4
