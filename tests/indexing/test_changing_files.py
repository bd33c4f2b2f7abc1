"""Files that vanish, change or become unreadable while they are indexed, at any moment of a run."""

import errno
import json
import os
import sys
from contextlib import closing
from io import FileIO
from pathlib import Path

import pytest
from ingest import samples

from searchnews.indexing.update import update
from searchnews.indexing.writer import Outcome, Placed
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.limits import Limits
from searchnews.processes import Processes
from searchnews.storage.manifest import IndexedArticle, Manifest

OLD = 1_500_000_000  # so long ago that nobody asks whether files have changed since
PAGE = (
    "<html><body><h1>{0}</h1>"
    + "".join(f"<p>Le moulin de la vallée tourne de nouveau le jour {n}.</p>" for n in range(9))
    + "</body></html>"
)


def lines(*ids):
    records = ({"id": name, "title": name, "body": f"Texte {name}."} for name in ids)
    return "".join(json.dumps(record) + "\n" for record in records)


class Moment:
    """Does something just before the nth call of the system about a file."""

    def __init__(self, monkeypatch, victim, number, harm):
        self.victim = os.fspath(victim)
        self.left = number
        self.harm = harm
        self.descriptors = set()
        self.is_denied = False
        for name in ("stat", "open", "fstat"):
            monkeypatch.setattr(os, name, self.watched(name, getattr(os, name)))

    @property
    def came(self):
        return self.left < 0

    def pass_by(self):
        self.left -= 1
        if self.left == -1:
            self.harm(self)

    def watched(self, name, call):
        def watch(target, *arguments, **options):
            is_about = target in self.descriptors if name == "fstat" else self.is_victim(target)
            if is_about:
                self.pass_by()
                if self.is_denied and name != "fstat":
                    raise PermissionError(errno.EACCES, "Permission denied", self.victim)
            result = call(target, *arguments, **options)
            if name == "open":
                self.descriptors.discard(result)
                if is_about:
                    self.descriptors.add(result)
            return result

        return watch

    def is_victim(self, target):
        return isinstance(target, str | os.PathLike) and os.fspath(target) == self.victim

    def clock(self):
        """Asked by the limit of time before each read, and at other times, which are no moments."""
        reader = sys._getframe(2).f_locals.get("self")
        if isinstance(reader, FileIO) and reader.fileno() in self.descriptors:
            self.pass_by()
        return 0.0


def vanish(moment):
    Path(moment.victim).unlink()


def shrink(moment):
    os.truncate(moment.victim, Path(moment.victim).stat().st_size // 2)


def grow(moment):
    with Path(moment.victim).open("ab") as file:
        file.write(lines("grown").encode())


def become_a_folder(moment):
    Path(moment.victim).unlink()
    Path(moment.victim).mkdir()


def become_a_pipe(moment):
    Path(moment.victim).unlink()
    os.mkfifo(moment.victim)


def be_denied(moment):
    moment.is_denied = True


def fail(moment):
    raise OSError(errno.EIO, "Input/output error")


HARMS = [vanish, shrink, grow, become_a_folder, become_a_pipe, be_denied, fail]
FILES = {
    "lines": ("m.jsonl", lines("one", "two", "three")),
    "page": ("m.html", PAGE.format("Le moulin")),
    "text": ("m.txt", "Le moulin\n\nLe moulin de la vallée tourne de nouveau depuis mardi."),
    "table": ("m.csv", "id;titre;texte\none;Un;Le pont.\ntwo;Deux;Le quai.\n"),
    "archive": ("m.zip", samples.zipped({"a.jsonl": lines("one"), "b.jsonl": lines("two")})),
    "document": ("m.docx", samples.docx(["Le moulin tourne de nouveau."], "Le moulin")),
    "feed": ("m.xml", samples.RSS),
}


class Articles:
    """Stands for the session of a writer: keeps articles in memory, and a manifest on disk."""

    def __init__(self, directory, processes):
        directory.mkdir()
        self.manifest = Manifest(directory / "manifest.db")
        self.processes = processes
        self.stored = {}

    def add(self, article, file=None, revision=None):
        digest = article.to_json()
        known = self.manifest.put_article(article.id, IndexedArticle(digest, file, 1, revision))
        self.stored[article.id] = article
        if known is None:
            return Placed(Outcome.ADDED)
        is_same = known.digest == digest
        return Placed(Outcome.UNCHANGED if is_same else Outcome.UPDATED)

    def articles(self):
        return self.manifest.articles()

    def remove(self, article_id):
        del self.stored[article_id]
        return self.manifest.remove_article(article_id)

    def revise(self, ids, change):
        assert not ids

    def commit(self):
        self.manifest.commit("", 1)

    def close(self):
        self.manifest.close()


@pytest.fixture(scope="module")
def processes():
    with closing(Processes(1)) as processes:
        yield processes


def run(articles, folder, clock=lambda: 0.0, **options):
    return update(articles, [folder], ReadingOptions(**options), limits=Limits(clock=clock))


def write(path, content):
    if path.is_dir():
        path.rmdir()
    elif path.exists():
        path.unlink()
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (OLD, OLD))


CASES = [
    ("new", "lines"),
    ("new", "page"),
    *(
        pytest.param(case, file, marks=pytest.mark.slow)
        for case, file in [
            ("new", "text"),
            ("new", "table"),
            ("new", "archive"),
            ("new", "document"),
            ("new", "feed"),
            ("touched", "lines"),
            ("to be read again", "lines"),
            ("to be read again", "archive"),
        ]
    ),
]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize(("case", "file"), CASES)
def test_at_every_moment_it_is_named_and_the_run_goes_on(
    tmp_path, monkeypatch, processes, file, harm, case
):
    name, content = FILES[file]
    folder = tmp_path / "corpus"
    folder.mkdir()
    victim = folder / name
    for other in ("a", "z"):
        write(folder / f"{other}.jsonl", lines(other))
    for number in range(100):
        write(victim, content)
        with closing(Articles(tmp_path / f"index{number}", processes)) as articles:
            if case != "new":
                run(articles, folder)
                os.utime(victim, (OLD + 10, OLD + 10))
            before = set(articles.stored)
            options = {"source": "Le Val"} if case == "to be read again" else {}
            with monkeypatch.context() as patch:
                moment = Moment(patch, victim, number, harm)
                report = run(articles, folder, moment.clock, **options)
        assert {"a", "z"} <= articles.stored.keys()
        reasons = [f"{skipped.path}: {skipped.reason}" for skipped in report.skipped]
        named = [each for each in reasons + report.warnings if str(victim) in each]
        if not moment.came:
            assert named == []
            assert number >= 2
            return
        is_kept = before <= articles.stored.keys()
        if named:
            assert is_kept
        else:
            # It was changed before anybody looked, or after its bytes were seen to be the same.
            assert harm in (shrink, grow) or (case == "touched" and is_kept)
    raise AssertionError("there is no end of moments")


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_page_that_an_issue_needs_may_go_at_every_moment(tmp_path, monkeypatch, processes, harm):
    folder = tmp_path / "corpus"
    (folder / "ALTO").mkdir(parents=True)
    victim = folder / "ALTO" / "page1.xml"
    for other in ("a", "z"):
        write(folder / f"{other}.jsonl", lines(other))
    write(folder / "issue-METS.xml", samples.METS)
    for number in range(100):
        write(victim, samples.ALTO)
        with closing(Articles(tmp_path / f"index{number}", processes)) as articles:
            run(articles, folder)
            before = set(articles.stored)
            with monkeypatch.context() as patch:
                moment = Moment(patch, victim, number, harm)
                report = run(articles, folder, moment.clock, source="Le Val")
        assert {"a", "z"} <= articles.stored.keys()
        if not moment.came:
            assert len(before) == 4
            assert number > 5
            return
        assert before <= articles.stored.keys() or harm in (shrink, grow)
        assert any("page1.xml" in f"{each.path}: {each.reason}" for each in report.skipped)
    raise AssertionError("there is no end of moments")
