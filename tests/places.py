"""Where tests put an index: in a directory, or in a cluster that SEARCHNEWS_TEST_CLUSTER names.

python -m scripts.cluster start FOLDER --quick      prints what to set
"""

import itertools
import os
import uuid

import pytest

from searchnews.engines import CLUSTER, EMBEDDED

NODES = os.environ.get("SEARCHNEWS_TEST_CLUSTER", "").replace("http://", "")
"""Those of the cluster, as in an address; none if empty."""

NO_CLUSTER = (
    "there is no cluster: start one with `python -m scripts.cluster start FOLDER --quick`, and set "
    "what it prints"
)

EVERY_ENGINE = (*EMBEDDED, pytest.param(CLUSTER, marks=pytest.mark.cluster))
"""For fixtures that give an index in each engine, at a place of `Places`."""

needs_cluster = pytest.mark.skipif(not NODES, reason=NO_CLUSTER)


class Places:
    """Places for indexes of one test, or of several; what is in the cluster is deleted."""

    def __init__(self):
        self._name = f"test-{uuid.uuid4().hex[:12]}"
        self._numbers = itertools.count(1)

    def new(self, engine, directory):
        """A place for a new index in an engine: a directory that is there, or an address."""
        if engine == CLUSTER:
            if not NODES:
                pytest.skip(NO_CLUSTER)
            return f"opensearch://{NODES}/{self._name}-{next(self._numbers)}"
        directory.mkdir(parents=True, exist_ok=True)
        return str(directory)

    def close(self):
        if NODES and next(self._numbers) > 1:
            client = client_of_cluster()
            found = client.ask("GET", f"/{self._name}*/_settings")
            if found:
                client.ask("DELETE", f"/{','.join(found)}")


def client_of_cluster(name="any", patience=None):
    """A client for what tests do to a cluster behind the back of an index."""
    from searchnews.engines.addresses import address_of
    from searchnews.engines.opensearch.http import DEFAULT_PATIENCE, Client

    address = address_of(f"opensearch://{NODES}/{name}")
    return Client(address, patience=patience or DEFAULT_PATIENCE)
