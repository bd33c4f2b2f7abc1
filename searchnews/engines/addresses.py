"""Where an index is in a cluster: `opensearch://host:9200/presse`."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from searchnews.engines.base import Location
from searchnews.errors import InvalidArgumentError

PLAIN: Final = "opensearch"
ENCRYPTED: Final = "opensearchs"
DEFAULT_PORT: Final = 9200
_EXAMPLE: Final = "opensearch://host:9200/presse"
# What OpenSearch allows, so that what is added to it has room: it takes 255 bytes.
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,150}")
_HOST: Final = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(?P<port>\d{1,5}))?")


class Address(NamedTuple):
    """An index in a cluster, and the nodes by which it is reached."""

    nodes: tuple[str, ...]
    """As `https://host:9200`; when one does not answer, the next is asked."""
    name: str
    """Of the index."""
    shards: int = 1
    """Parts that a new index is made of; one is the fastest up to some million articles."""
    replicas: int | None = None
    """Copies of each in a new index; None for one as soon as there are two nodes."""

    @property
    def meta(self) -> str:
        """The small index beside the articles."""
        return f"{self.name}-meta"

    @property
    def kept(self) -> str:
        """The index of what stays when the articles are indexed again, such as saved searches."""
        return f"{self.name}-saved"

    def beside(self, mark: str) -> Address:
        """Where an index is made that is to take the place of this one."""
        return self._replace(name=f"{self.name}-next-{mark}")

    @property
    def is_safe(self) -> bool:
        """Whether nobody can listen: encrypted, or on this machine alone."""
        return all(node.startswith("https://") or _is_here(node) for node in self.nodes)

    def __str__(self) -> str:
        """As it is given, but for what only a new index needs."""
        scheme = ENCRYPTED if self.nodes[0].startswith("https://") else PLAIN
        hosts = ",".join(urlsplit(node).netloc for node in self.nodes)
        return f"{scheme}://{hosts}/{self.name}"


def is_address(location: str) -> bool:
    """Whether a location is one in a cluster.

    >>> is_address("opensearch://host/presse"), is_address("opensearch/presse")
    (True, False)
    """
    return location.startswith((f"{PLAIN}://", f"{ENCRYPTED}://"))


def address_of(location: Location) -> Address:
    """The address that a location says; `opensearchs` is encrypted, and several hosts may be named.

    >>> address_of("opensearchs://a,b:9201/presse?shards=3")
    Address(nodes=('https://a:9200', 'https://b:9201'), name='presse', shards=3, replicas=None)

    Raises:
        InvalidArgumentError: it is none.
    """
    scheme, separator, _ = location.partition("://")
    if not separator or scheme not in (PLAIN, ENCRYPTED):
        raise InvalidArgumentError(f"{location!r} is no address such as {_EXAMPLE}")
    parts = urlsplit(location)
    if "@" in parts.netloc:
        # Without what was typed: it would stand in logs.
        raise InvalidArgumentError(
            f"a password in an address can be read by everybody on this machine; write {_EXAMPLE}, "
            "and set SEARCHNEWS_CLUSTER_USER and SEARCHNEWS_CLUSTER_PASSWORD"
        )
    index = parts.path.strip("/")
    if not _NAME.fullmatch(index):
        raise InvalidArgumentError(
            f"{location!r} names no index that a cluster can have: after the host stands a name in "
            f"lower case, as in {_EXAMPLE}"
        )
    transport = "https" if scheme == ENCRYPTED else "http"
    nodes = tuple(_node(transport, host, location) for host in parts.netloc.split(","))
    return Address(nodes, index, **_sizes(parts.query, location))


def _is_here(node: str) -> bool:
    """Whether a node is on this machine."""
    host = urlsplit(node).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _node(transport: str, host: str, location: Location) -> str:
    found = _HOST.fullmatch(host)
    if found is None:
        raise InvalidArgumentError(f"{host!r} is no host and port, in {location!r}")
    return f"{transport}://{found['host']}:{found['port'] or DEFAULT_PORT}"


def _sizes(query: str, location: Location) -> dict[str, int]:
    sizes = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        most = {"shards": 1024, "replicas": 10}.get(name)
        if most is None or not value.isdecimal() or int(value) < (name == "shards"):
            raise InvalidArgumentError(f"{location!r}: only ?shards= and &replicas= may follow")
        sizes[name] = min(int(value), most)
    return sizes
