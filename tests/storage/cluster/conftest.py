"""An index in a cluster, on machines that share it."""

import pytest
from storage.cluster.machines import Machines

import searchnews


@pytest.fixture
def machines(places, tmp_path, monkeypatch):
    place = places.new("opensearch", tmp_path)
    machines = Machines(place, tmp_path, monkeypatch).on("a")
    searchnews.create(place).close()
    return machines
