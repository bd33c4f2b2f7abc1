"""Clusters for tests: what is fetched, and which processes are ended."""

import subprocess
import sys
from contextlib import suppress

import pytest

from scripts.cluster.artifacts import file_name
from scripts.cluster.cluster import Cluster
from scripts.cluster.failure import ClusterError
from scripts.cluster.installation import install
from scripts.cluster.java import java_home, least_java
from scripts.cluster.node import Node


@pytest.mark.parametrize(
    ("artifact", "name"),
    [
        ("org.ow2.asm:asm:9.7", "asm-9.7.jar"),
        ("org.example:server:2.19.6:zip", "server-2.19.6.zip"),
    ],
)
def test_knows_the_file_of_an_artifact(artifact, name):
    assert file_name(artifact) == name


@pytest.mark.parametrize(("version", "java"), [("2.19.6", 11), ("3.6.0", 21)])
def test_knows_which_java_a_server_needs(version, java):
    assert least_java(version) == java


def fake_program(path, text):
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("version", ["21", "25-ea", "26.0.1"])
def test_takes_a_java_that_is_new_enough(version, tmp_path, monkeypatch):
    java_of_version(version, tmp_path, monkeypatch)
    assert java_home("3.6.0") == tmp_path


@pytest.mark.parametrize("version", ["17.0.15", "1.8.0_392", "unknown"])
def test_takes_no_other_java(version, tmp_path, monkeypatch):
    java_of_version(version, tmp_path, monkeypatch)
    with suppress(ClusterError):  # another one may be installed
        assert java_home("3.6.0") != tmp_path


def java_of_version(version, home, monkeypatch):
    fake_program(home / "bin" / "java", f"echo 'openjdk version \"{version}\" 2025' >&2")
    monkeypatch.setenv("SEARCHNEWS_JAVA", str(home))
    monkeypatch.delenv("JAVA_HOME", raising=False)


def test_an_altered_server_is_refused(tmp_path, monkeypatch):
    """Maven is replaced by a program that gives other files than those that are known."""
    give = (
        'for last; do :; done; folder="${last#*=}"; echo altered > "$folder/opensearch-3.6.0.zip"'
    )
    fake_program(tmp_path / "bin" / "mvn", give)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("SEARCHNEWS_SERVERS", str(tmp_path / "servers"))
    with pytest.raises(ClusterError, match=r"opensearch-3\.6\.0\.zip is not the file it was"):
        install("3.6.0")
    assert list((tmp_path / "servers").iterdir()) == []


def test_says_that_maven_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SEARCHNEWS_SERVERS", str(tmp_path / "servers"))
    with pytest.raises(ClusterError, match="install mvn"):
        install("2.19.6")


def test_ends_no_process_that_is_not_a_server(tmp_path):
    """The number of a process that has ended may be that of another one by now."""
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    node = Node("n1", str(tmp_path), str(tmp_path), str(tmp_path), 9201, pid=other.pid)
    assert not node.is_running()
    node.end()
    assert other.poll() is None
    other.communicate(b"\n")
    assert node.pid is None


def test_a_folder_without_a_cluster_has_no_nodes(tmp_path):
    cluster = Cluster(tmp_path)
    assert cluster.nodes == []
    with pytest.raises(ClusterError, match="there is no node n1"):
        cluster.kill("n1")
    with pytest.raises(ClusterError, match=r"no node .* answers"):
        cluster.health()
