"""Clusters for tests: what is fetched, and which processes are ended."""

import json
import shutil
import subprocess
import sys
from contextlib import suppress

import pytest

from scripts.cluster.artifacts import file_name
from scripts.cluster.cluster import Cluster
from scripts.cluster.failure import ClusterError
from scripts.cluster.installation import install
from scripts.cluster.java import java_home, least_java
from scripts.cluster.network import Network
from scripts.cluster.node import Node
from scripts.cluster.security import Role, Security
from scripts.cluster.trials.machines import Answer, gap


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


def test_says_what_a_network_that_can_be_cut_needs(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ClusterError, match=r"needs root, and .*iproute2"):
        Network()


def test_users_of_a_cluster_and_its_authority_are_written_for_a_node(tmp_path):
    if shutil.which("openssl") is None:
        pytest.skip("certificates are made with openssl, which is not installed")
    home, folder = tmp_path / "home", tmp_path / "n1"
    tools = home / "plugins" / "opensearch-security" / "tools"
    fake_program(tools / "hash.sh", 'echo "\\$2y\\$12\\$$PASSWORD"')
    (tools.parent / "config").mkdir()
    security = Security(tmp_path / "authority", {"lit": ("secret", Role([], ["read"]))})
    security.make_certificates()
    node = Node("n1", str(folder), str(home), "/usr", 9201)
    settings = security.configure(node)
    config = folder / "config"
    assert (config / settings["plugins.security.ssl.http.pemcert_filepath"]).is_file()
    users = json.loads((config / "opensearch-security" / "internal_users.yml").read_text())
    assert users["lit"] == {"hash": "$2y$12$secret"}
    roles = json.loads((config / "opensearch-security" / "roles.yml").read_text())
    assert roles["lit"]["index_permissions"][0]["allowed_actions"] == ["read"]
    assert security.trusted().get_ca_certs()[0]["subject"][0][0][1] == "searchnews test authority"


@pytest.mark.parametrize(
    ("ends", "longest"), [([], 10.0), ([4.0], 6.0), ([1.0, 2.0, 9.5], 7.5), ([-3.0, 12.0], 10.0)]
)
def test_knows_how_long_nothing_was_answered(ends, longest):
    answers = [Answer(end - 1, end, "whole") for end in ends]
    assert gap([*answers, Answer(4, 5, "said so: no")], 0.0, 10.0) == longest
