"""An index in a cluster, as several machines see it: each has a folder of its own."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from cli.command_line import run
from places import client_of_cluster, needs_cluster
from storage.cluster.machines import article

import searchnews
from searchnews.engines.addresses import address_of
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    IndexExistsError,
    IndexLockedError,
    IndexNotFoundError,
    IndexVersionError,
    InvalidArgumentError,
)
from searchnews.storage.cluster.lease import LeaseTimes, held
from searchnews.storage.cluster.shared import Shared
from searchnews.storage.layout import layout_of

pytestmark = [needs_cluster, pytest.mark.cluster]


def ids(index, query):
    return {hit.article.id for hit in index.search(query, limit=50)}


def test_any_machine_opens_it_by_its_address(machines):
    with machines.open() as index:
        index.add(map(article, "ab"))
    with machines.on("b").open() as index:
        assert ids(index, "palmyre") == {"a", "b"}
        assert index.search("villes").total == 2  # by its vocabulary
        assert index.get("a") == article("a")
        assert {found.id for found in index} == {"a", "b"}
        assert index.statistics().articles == 2
        assert index.name == machines.place
        assert index.check().problems == ()
    shutil.rmtree(machines.layout().directory)
    with machines.open() as index:
        assert index.search("villes").total == 2


def test_articles_are_packed_so_that_every_machine_can_read_them(machines):
    texts = [f"Article {n}. La ville de Palmyre, numéro {n * 7919 % 1000}." for n in range(1100)]
    reader = machines.on("b").open()  # before there is a dictionary
    with machines.on("a").open() as index:
        index.add(article(f"a{n}", text) for n, text in enumerate(texts))
    machines.on("b")
    with closing(reader):
        assert reader.get("a1050") == article("a1050", texts[1050])
        assert layout_of(machines.place).dictionary.exists()
        reader.add([article("b1")])
    with machines.on("c").open() as index:
        assert sum(1 for _ in index) == 1101


def test_each_machine_knows_its_own_files(machines, tmp_path):
    folders = {}
    for name in "ab":
        folders[name] = tmp_path / f"presse-{name}"
        folders[name].mkdir()
        for number in range(3):
            text = f"Titre {number}\n\nLe texte {number} de la machine {name}.\n"
            (folders[name] / f"{number}.txt").write_text(text)
    for name in "ab":
        with machines.on(name).open() as index:
            assert index.update(folders[name]).added == 3
    for name in "ab":
        with machines.on(name).open() as index:
            report = index.update(folders[name])
            assert (report.unchanged, report.added, report.articles) == (3, 0, 6)
    (folders["a"] / "1.txt").unlink()
    with machines.on("a").open() as index:
        report = index.update(folders["a"])
        assert (report.removed, report.articles) == (1, 5)
        assert index.check().problems == ()
    with machines.on("b").open() as index:
        assert index.search("machine").total == 5
        assert index.check().problems == ()


def test_what_is_indexed_again_after_a_folder_is_lost_is_not_doubled(machines, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(f'{{"id": "f{n}", "title": "Ville {n}"}}\n' for n in range(3)))
    with machines.open() as index:
        index.update(corpus)
    shutil.rmtree(machines.layout().directory)
    with machines.open() as index:
        assert index.update(corpus).articles == len(index) == 3


def test_what_was_deleted_comes_back_on_no_machine(machines, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Ville"}\n')
    with machines.open() as index:
        index.update(corpus)
    with machines.on("b").open() as index:
        assert index.delete(["f1", "zzz"]) == 1
        assert index.update(corpus).added == 0
    with machines.on("a").open() as index:
        corpus.write_text('{"id": "f1", "title": "Ville nouvelle"}\n')
        report = index.update(corpus)
        assert report.added == report.updated == len(index) == 0
        index.add([article("f1")])  # an app brings it back, for all
    with machines.on("b").open() as index:
        assert index.update(corpus).articles == len(index) == 1


def test_numbers_rise_across_machines(machines):
    for name in "abab":
        with machines.on(name).open() as index:
            index.add([article(f"{name}{len(index)}")])
    with machines.on("b").open() as index:
        index.delete(["b3"])
        index.add([article("c")])
    reader = machines.on("c").open()._snapshots.latest().reader
    found = {match.id: match.number for match in reader.stream(_everything())}
    assert found == {"a0": 1, "b1": 2, "a2": 3, "c": 5}


def _everything():
    from searchnews.query.clauses import Everything

    return Everything()


def test_machines_take_turns_commit_by_commit(machines, tmp_path):
    """Each in a process of its own; both want to write all the time."""
    script = tmp_path / "machine.py"
    script.write_text(MACHINE)
    environment = {**os.environ, "PLACE": machines.place}
    running = [
        subprocess.Popen(
            [sys.executable, script],
            env={**environment, "XDG_DATA_HOME": str(tmp_path / name), "MACHINE": name},
        )
        for name in "bc"
    ]
    assert [process.wait() for process in running] == [0, 0]
    with machines.on("d").open() as index:
        found = {found.id: number for number, found in index.snapshot().articles.numbered()}
        assert len(found) == len(set(found.values())) == 60
        for name in "bc":
            own = [f"{name}{n:02}" for n in range(30)]
            assert sorted(own, key=found.__getitem__) == own
        assert index.search("machine").total == 60
        assert index.check().problems == ()


MACHINE = """
import os
import searchnews
from searchnews.article import Article
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.layout import layout_of

place, name = os.environ["PLACE"], os.environ["MACHINE"]
with searchnews.open(place) as index:
    limits = WriterLimits(commit_articles=3)
    with open_writer(layout_of(place), index.opened_engine, 1, limits) as writer:
        for number in range(30):
            writer.add(Article(id=f"{name}{number:02}", body=f"Machine {name}, article {number}."))
"""


def test_who_gets_no_turn_is_told_who_writes(machines):
    meta = Shared(machines.place).meta
    impatient = LeaseTimes(waited=0.5, asked=0.1)
    with (
        held(meta, "x", "a", impatient),
        pytest.raises(IndexLockedError, match="x is being written to by process "),
        held(meta, "x", "b", impatient),
    ):
        pass


def test_who_waits_gets_the_lease_after_the_next_commit(machines):
    meta = Shared(machines.place).meta
    times = LeaseTimes(asked=0.05)
    done = []

    def other():
        with held(meta, "x", "b", times) as lease:
            lease.check()
            done.append("b")

    with held(meta, "x", "a", times) as lease:
        assert not lease.hand_over()
        waiting = threading.Thread(target=other)
        waiting.start()
        while not lease.hand_over():
            pass
        assert done == ["b"]
        lease.check()
        waiting.join()


def test_a_lease_ends_by_itself(machines):
    meta = Shared(machines.place).meta
    short = LeaseTimes(valid=0.5, renewed=0.1, waited=0)
    with held(meta, "x", "a", short):
        time.sleep(1)  # renewed, though it has ended meanwhile
        with pytest.raises(IndexLockedError, match="process"), held(meta, "x", "b", short):
            pass
    never_renewed = LeaseTimes(valid=0.5, renewed=1000, waited=0)
    with held(meta, "x", "a", never_renewed) as lease:
        lease.check()
        time.sleep(0.7)
        with (
            held(meta, "x", "b", never_renewed),
            pytest.raises(EngineError, match="another machine has taken over"),
        ):
            lease.check()
        with pytest.raises(EngineError):
            lease.check()


def test_a_writer_that_died_keeps_only_other_machines_out(machines):
    meta = Shared(machines.place).meta
    long = LeaseTimes(valid=1000, renewed=1000, waited=0)
    died = held(meta, "x", "a", long)
    died.__enter__()
    with pytest.raises(IndexLockedError), held(meta, "x", "b", long):
        pass
    with held(meta, "x", "a", long) as lease:  # it holds the lock of that machine
        lease.check()


def test_is_made_again_beside_the_old_one_for_all_machines(machines, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(f'{{"id": "f{n}", "title": "Ville {n}"}}\n' for n in range(3)))
    with machines.open() as index:
        index.update(corpus)
    with machines.on("b").open() as index:
        index.add(map(article, "abc"))
        index.delete(["b"])
    reader = machines.on("a").open()
    machines.on("b")
    for _ in range(3):
        assert searchnews.rebuild(machines.place).articles == 5
    machines.on("a")
    with closing(reader):
        assert ids(reader, "*") == {"a", "c", "f0", "f1", "f2"}
        report = reader.update(corpus)
        assert (report.unchanged, report.articles) == (3, 5)
        assert reader.add([article("b")]).articles == 6
        assert reader.check().problems == ()
    name = address_of(machines.place).name
    indexes = client_of_cluster(name).ask("GET", f"/{name}*/_settings")
    assert len(indexes) == 2


def test_is_not_made_again_from_the_files_of_one_machine(machines, tmp_path):
    with pytest.raises(InvalidArgumentError, match="other machines"):
        searchnews.rebuild(machines.place, tmp_path)


def test_is_there_once(machines):
    with pytest.raises(IndexExistsError, match="already"):
        searchnews.create(machines.place)


def test_says_that_there_is_none(machines):
    with pytest.raises(IndexNotFoundError, match=r"there is no index in opensearch://.*-none"):
        searchnews.open(f"{machines.place}-none")
    assert not (machines.layout().directory.parent / "none").exists()


@pytest.mark.parametrize(
    ("change", "kind", "message"),
    [
        ({"format": 1}, IndexVersionError, "format 1"),
        ({"analysis_version": 99}, IndexVersionError, "French analysis 99"),
        ({"engine": 7}, IndexDamagedError, "engine is 7"),
        ({"created": None}, IndexDamagedError, "created is None"),
    ],
)
def test_what_was_made_by_another_version_is_refused(machines, change, kind, message):
    meta = Shared(machines.place).meta
    document = meta.get("description")
    assert meta.put("description", {**document.content, **change}, document.version)
    with pytest.raises(kind, match=message):
        machines.open()


def test_check_says_what_somebody_else_has_removed(machines):
    with machines.open() as index:
        index.add(map(article, "ab"))
    engine = machines.open()._snapshots.engine()
    writer = engine.writer()
    writer.delete("a")
    writer.commit()
    writer.close()
    (problem,) = machines.check().problems
    assert "1 articles that this machine has indexed are not in the index, such as a" in problem


def test_an_engine_belongs_to_its_place(tmp_path, machines):
    with pytest.raises(InvalidArgumentError, match="opensearch://host:9200/presse"):
        searchnews.create(tmp_path / "index", engine="opensearch")
    with pytest.raises(InvalidArgumentError, match="no index at an address"):
        searchnews.create(f"{machines.place}-2", engine="tantivy")
    with pytest.raises(InvalidArgumentError, match="no index at an address"):
        searchnews.rebuild(machines.place, engine="whoosh")


def test_a_folder_that_cannot_be_written_to_is_named(machines, tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(file))
    with pytest.raises(EngineError, match=r"cannot be written to .* XDG_DATA_HOME"):
        machines.open()


def test_the_commands_take_an_address(machines, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Raids sur Palmyre", "source": "ATS"}\n')
    place = ["--index", machines.place]
    assert "1 added" in run("index", str(corpus), "--engine", "opensearch", *place)[0]
    assert json.loads(run("query", "palmyre", "--format", "json", *place)[0])["total"] == 1
    assert "Raids sur Palmyre" in run("show", "f1", *place)[0]
    assert "opensearch" in run("stats", *place)[0]
    assert "is sound: 1 article" in run("check", *place)[0]
    run("export", "palmyre", str(tmp_path / "palmyre.csv"), *place)[0]
    about = json.loads((tmp_path / "palmyre.csv.about.json").read_text())
    assert machines.place in about.values()
    assert "1" in run("delete", "f1", *place)[0]
    assert json.loads(run("query", "palmyre", "--format", "json", *place)[0])["total"] == 0


def test_what_is_wrong_with_a_cluster_is_not_put_right_by_a_folder(machines):
    client = client_of_cluster()
    settings = f"/{address_of(machines.place).name}/_settings"
    client.ask("PUT", settings, {"index.blocks.read_only": True})
    _, said = run("check", "--index", machines.place, status=1)
    assert "is closed by the block read_only; take it away" in said
    assert "restore a snapshot" in said
    assert "--rebuild" not in said
    client.ask("PUT", settings, {"index.blocks.read_only": None})
