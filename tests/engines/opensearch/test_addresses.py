"""Addresses of indexes in clusters, and what the environment says of who asks."""

import pytest

from searchnews.engines.addresses import Address, address_of, is_address
from searchnews.engines.opensearch.access import access_from
from searchnews.errors import InvalidArgumentError


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("opensearch://host:9201/presse", Address(("http://host:9201",), "presse")),
        ("opensearch://host/presse", Address(("http://host:9200",), "presse")),
        ("opensearchs://host/presse/", Address(("https://host:9200",), "presse")),
        ("opensearch://a,b:1/p.q-r_1", Address(("http://a:9200", "http://b:1"), "p.q-r_1")),
        ("opensearch://[::1]:9200/p", Address(("http://[::1]:9200",), "p")),
        ("opensearch://h/p?shards=3&replicas=0", Address(("http://h:9200",), "p", 3, 0)),
    ],
)
def test_reads_addresses(location, address):
    assert is_address(location)
    assert address_of(location) == address
    assert address_of(str(address)) == address._replace(shards=1, replicas=None)


@pytest.mark.parametrize(
    "location",
    [
        "presse", "opensearch:/host/presse", "https://host/presse", "opensearch://host",
        "opensearch://host/", "opensearch://host/Presse", "opensearch://host/_all",
        "opensearch://host/a/b", "opensearch://host/a*", "opensearch:///presse",
        "opensearch://host:x/p", "opensearch://a,,b/p", "opensearch://h/p?shards=0",
        "opensearch://h/p?shards=many", "opensearch://h/p?user=x", "opensearch://h/" + "p" * 200,
    ],
)  # fmt: skip
def test_says_what_is_no_address(location):
    with pytest.raises(InvalidArgumentError, match=r"opensearch"):
        address_of(location)


def test_a_password_in_an_address_is_refused_and_not_shown():
    with pytest.raises(InvalidArgumentError, match="SEARCHNEWS_CLUSTER_PASSWORD") as caught:
        address_of("opensearch://me:geheim@host/presse")
    assert "geheim" not in str(caught.value)


SAFE = address_of("opensearchs://host/presse")


@pytest.mark.parametrize(
    ("environment", "authorization"),
    [
        ({}, None),
        ({"USER": "ada", "PASSWORD": "é:1"}, "Basic YWRhOsOpOjE="),
        ({"TOKEN": "abc"}, "Bearer abc"),
        ({"USER": "ada", "PASSWORD_FILE": "FILE"}, "Basic YWRhOmRlIGZpY2hpZXI="),
        ({"TOKEN_FILE": "FILE"}, "Bearer de fichier"),
    ],
)
def test_takes_secrets_from_the_environment_or_a_file(environment, authorization, tmp_path):
    file = tmp_path / "secret"
    file.write_text("de fichier\n")
    variables = {
        f"SEARCHNEWS_CLUSTER_{name}": value.replace("FILE", str(file))
        for name, value in environment.items()
    }
    access = access_from(variables, SAFE)
    assert access.authorization == authorization
    assert "fichier" not in repr(access)
    assert "abc" not in repr(access)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"USER": "ada"}, "SEARCHNEWS_CLUSTER_PASSWORD is missing"),
        ({"PASSWORD": "x"}, "SEARCHNEWS_CLUSTER_USER is missing"),
        ({"TOKEN_FILE": "/no/such/file"}, "/no/such/file cannot be read"),
        ({"CA": "/no/such/file"}, "/no/such/file cannot be read"),
    ],
)
def test_says_what_is_missing(environment, message):
    variables = {f"SEARCHNEWS_CLUSTER_{name}": value for name, value in environment.items()}
    with pytest.raises(InvalidArgumentError, match=message):
        access_from(variables, SAFE)


@pytest.mark.parametrize(
    ("location", "is_sent"),
    [
        ("opensearchs://host/p", True),
        ("opensearch://localhost/p", True),
        ("opensearch://127.0.0.1:9201,[::1]/p", True),
        ("opensearch://host/p", False),
        ("opensearch://localhost,host/p", False),
        ("opensearch://127.0.0.1.example.org/p", False),
    ],
)
def test_no_password_goes_where_others_can_listen(location, is_sent):
    variables = {"SEARCHNEWS_CLUSTER_TOKEN": "abc"}
    try:
        access = access_from(variables, address_of(location))
    except InvalidArgumentError as error:
        message = str(error)
        access = None
    assert (access is not None) == is_sent
    assert is_sent or "opensearchs://" in message
