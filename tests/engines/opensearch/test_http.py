"""Asking a cluster: which failures are asked again, how long, and what is said of the others."""

import shutil
import socket
import subprocess
from contextlib import closing

import pytest
from engines.opensearch.server import nodes

from searchnews.engines.addresses import address_of
from searchnews.engines.opensearch.access import Access
from searchnews.engines.opensearch.http import Client, Patience
from searchnews.errors import EngineError, IndexNotFoundError, SearchNewsError

OK = (200, {"ok": True})
SHORT = Patience(retry=0.5)


def error(kind, reason="", status=None, **more):
    return {"error": {"type": kind, "reason": reason, "root_cause": [], **more}, "status": status}


BUSY = (429, error("rejected_execution_exception", "rejected execution of coordinating operation"))
FULL = (
    429,
    error(
        "cluster_block_exception",
        "index [presse] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage "
        "watermark, index has read-only-allow-delete block];",
    ),
)
NO_MANAGER = (
    503, error("cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/2/no master];")
)  # fmt: skip
AWAY = (
    500,
    error("search_phase_execution_exception", "all shards failed",
          failed_shards=[{"reason": {"type": "node_not_connected_exception", "reason": "n2"}}]),
)  # fmt: skip
NOT_THERE_YET = (
    404, error("index_not_found_exception", "no such index [presse-articles-1]",
               index_uuid="HvPhT3YhSRqqpzSSSmi9hQ"),
)  # fmt: skip
"""A node lacks an index that the cluster has: it has just come back, or the index moved."""
NO_SHARD = (404, error("shard_not_found_exception", "no such shard"))
NO_ROOM = (429, error("search_phase_execution_exception", "all shards failed"))


def client(running, scheme="opensearch", access=Access(), patience=SHORT):  # noqa: B008
    hosts = ",".join(node.host for node in running)
    return closing(Client(address_of(f"{scheme}://{hosts}/presse"), access, patience))


@pytest.mark.parametrize(
    "passing",
    [BUSY, NO_MANAGER, AWAY, NO_ROOM, NOT_THERE_YET, NO_SHARD, (503, b""), (502, b"<html>Bad")],
)
def test_what_passes_is_asked_again(passing):
    patient = Patience(retry=600)
    with nodes([passing, passing, OK]) as (node,), client([node], patience=patient) as asked:
        assert asked.ask("POST", "/presse/_search", {"size": 1}) == {"ok": True}
        assert [body for _, _, _, body in node.asked] == [b'{"size": 1}'] * 3


@pytest.mark.parametrize("passing", [BUSY, AWAY, (503, b"")])
def test_nothing_is_asked_for_ever(passing):
    with nodes([passing]) as (node,), client([node]) as asked:
        with pytest.raises(EngineError, match="cannot answer in full"):
            asked.ask("GET", "/")
        assert len(node.asked) >= 2


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (FULL, EngineError, "the disks of the cluster are full; .* free some space"),
        (
            (403, error("cluster_block_exception", "blocked by: [FORBIDDEN/8/index write (api)];")),
            EngineError, "closed to writing .*index write",
        ),
        ((401, b"Unauthorized"), EngineError, "does not know this user or password"),
        (
            (403, error("security_exception", "no permissions for [indices:data/write/bulk] and "
                        "User [name=lit, roles=[r]]")),
            EngineError, r"does not allow this user .*\[indices:data/write/bulk\]\); ask",
        ),
        (
            (400, error("index_closed_exception", "closed")),
            EngineError, "is closed; open it with POST /presse,presse-meta/_open",
        ),
        (
            (500, error("i_o_exception", "No space left on device")),
            EngineError, "the disks of the cluster are full",
        ),
        (
            (404, error("search_phase_execution_exception", "all shards failed", root_cause=[
                {"type": "search_context_missing_exception", "reason": "No search context"}])),
            EngineError, "does not know any more what it was reading",
        ),
        ((404, b""), IndexNotFoundError, "there is no index"),
        (
            (404, error("index_not_found_exception", "no such index", index_uuid="_na_")),
            IndexNotFoundError, "there is no index in opensearch://.*searchnews index DIR",
        ),
        (
            (400, error("search_phase_execution_exception", "all shards failed", root_cause=[
                {"type": "too_many_nested_clauses", "reason": "maxClauseCount is set to 1024"}])),
            EngineError, "indices.query.bool.max_clause_count",
        ),
        (
            (400, error("mapper_parsing_exception", "failed to parse field [day]")),
            EngineError, r"answered 400 \(failed to parse field \[day\]\)",
        ),
        ((500, b"out of cheese"), EngineError, r"answered 500 \(out of cheese\)"),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_one_clear_error(answer, kind, message):
    with nodes([answer]) as (node,), client([node]) as asked:
        with pytest.raises(SearchNewsError, match=message) as caught:
            asked.ask("GET", "/")
        assert caught.type is kind
        assert len(node.asked) == 1


def test_another_node_answers_for_one_that_does_not():
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with nodes([(503, b"")], [OK]) as running:
            hosts = f"127.0.0.1:{port},{running[0].host},{running[1].host}"
            with closing(Client(address_of(f"opensearch://{hosts}/presse"), patience=SHORT)) as c:
                for _ in range(3):
                    assert c.ask("GET", "/") == {"ok": True}
            assert [len(node.asked) for node in running] == [1, 3]


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux can")
def test_a_machine_that_has_vanished_is_given_up_though_an_answer_may_take_long():
    patience = Patience(silence=7)
    with nodes([OK]) as (node,), client([node], patience=patience) as asked:
        asked.ask("GET", "/")
        pool = asked._pool.connection_from_url(f"http://{node.host}")
        connection = pool.pool.get()
        assert connection.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 7000
        assert connection.sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        connection.close()


KNOWS_OTHERS = (200, {"discovered_cluster_manager": True})
CUT_OFF = (200, {"discovered_cluster_manager": False})


def test_what_a_node_says_that_is_cut_off_does_not_count():
    stale = (200, {"stale": True})
    with nodes([stale, CUT_OFF, OK, KNOWS_OTHERS]) as (node,), client([node]) as asked:
        assert asked.ask("POST", "/presse/_search", {}, in_touch=True) == {"ok": True}
    with nodes([stale, CUT_OFF], [OK, KNOWS_OTHERS, OK]) as running, client(running) as asked:
        for _ in range(3):
            assert asked.ask("POST", "/presse/_search", {}, in_touch=True) == {"ok": True}
        # It is asked once a second at most.
        assert len(running[1].asked) == 4
        assert running[1].asked[1][1].startswith("/_cluster/health?local=true")
    with nodes([stale, CUT_OFF, stale, CUT_OFF, stale, CUT_OFF]) as (node,), client([node]) as c:
        with pytest.raises(EngineError, match=r"no manager .*is cut off from the others"):
            c.ask("POST", "/presse/_search", {}, in_touch=True)
        assert c.ask("GET", "/") == CUT_OFF[1]


def test_who_may_not_see_whether_a_node_is_cut_off_is_told_so():
    refused = (403, error("security_exception", "no permissions for [cluster:monitor/health]"))
    with (
        nodes([OK, refused]) as (node,),
        client([node]) as asked,
        pytest.raises(EngineError, match=r"\[cluster:monitor/health\]"),
    ):
        asked.ask("POST", "/presse/_search", {}, in_touch=True)


def test_says_which_nodes_were_tried():
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        address = address_of(f"opensearch://127.0.0.1:{port},no-such-host.invalid/presse")
        with (
            closing(Client(address, patience=Patience(1, 1, 10**9))) as c,
            pytest.raises(EngineError, match="no node of the cluster answers") as caught,
        ):
            c.ask("GET", "/")
    assert f"127.0.0.1:{port}: it refuses connections" in str(caught.value)
    assert "no-such-host.invalid:9200: there is no such host" in str(caught.value)


def test_a_status_that_is_expected_is_an_answer():
    missing = {"found": False}
    with nodes([(404, missing)]) as (node,), client([node]) as asked:
        assert asked.ask("GET", "/presse/_doc/x", accepted=frozenset((404,))) == missing


def test_shows_who_asks():
    with nodes([OK]) as (node,), client([node], access=Access("Bearer abc")) as asked:
        asked.ask("POST", "/_bulk", b"{}\n", parameters={"require_alias": True})
        command, path, headers, body = node.asked[0]
        assert (command, path, body) == ("POST", "/_bulk?require_alias=true", b"{}\n")
        assert headers["Authorization"] == "Bearer abc"
        assert headers["Content-Type"] == "application/x-ndjson"


@pytest.fixture(params=["valid", "expired"])
def certificate(request, tmp_path):
    if shutil.which("openssl") is None:
        pytest.skip("certificates are made with openssl, which is not installed")
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    certificate, key = files
    asked_for = tmp_path / "request.pem"
    steps = (
        ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", key]
        + ["-addext", "subjectAltName=IP:127.0.0.1", "-out", asked_for],
        ["x509", "-req", "-in", asked_for, "-signkey", key, "-copy_extensions", "copy"]
        + ["-days", "-1" if request.param == "expired" else "2", "-out", certificate],
    )
    for step in steps:
        done = subprocess.run(["openssl", *step], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"openssl makes no such certificates: {done.stderr}")
    return request.param, files


def test_believes_only_certificates_that_are_valid_and_known(certificate):
    state, files = certificate
    known = Access("Bearer abc", files[0])
    with nodes([OK], certificate=files) as (node,):
        if state == "valid":
            with client([node], "opensearchs", known) as asked:
                assert asked.ask("GET", "/") == {"ok": True}
        expected = {
            "valid": (Access("Bearer abc"), "SEARCHNEWS_CLUSTER_CA"),
            "expired": (known, "expired.*renew it"),
        }
        access, message = expected[state]
        with (
            client([node], "opensearchs", access) as asked,
            pytest.raises(EngineError, match=message) as caught,
        ):
            asked.ask("GET", "/")
        assert "abc" not in str(caught.value)
        assert len(node.asked) == (state == "valid")


def test_says_that_a_node_speaks_no_tls():
    with nodes([OK]) as (node,), client([node], "opensearchs") as asked:
        with pytest.raises(EngineError, match="begins with opensearch://"):
            asked.ask("GET", "/")
        assert node.asked == []


def test_a_file_without_certificates_is_named(tmp_path):
    file = tmp_path / "ca.pem"
    file.write_text("rien")
    with pytest.raises(EngineError, match=r"ca\.pem holds no certificates"):
        Client(address_of("opensearchs://host/presse"), Access(None, file))
