"""Where an index is, by what the user calls it."""

from pathlib import Path

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.storage.layout import Layout, layout_of


@pytest.mark.parametrize("place", ["indexes/presse", Path("indexes/presse"), "./opensearch:x"])
def test_a_directory_is_what_it_is(place):
    layout = layout_of(place)
    assert layout == Layout(Path(place))
    assert layout.name == str(Path(place))
    assert layout.location == str(Path(place) / "engine")


def test_an_address_has_a_folder_on_this_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    layout = layout_of("opensearch://host/presse?shards=3")
    assert layout.name == layout.location == "opensearch://host/presse?shards=3"
    assert layout.directory.parent == tmp_path / "searchnews"
    assert layout.directory.name.startswith("presse-")
    assert layout_of("opensearch://host:9200/presse").directory == layout.directory
    others = ["opensearch://other/presse", "opensearch://host/autre", "opensearchs://host/presse"]
    folders = {layout_of(other).directory for other in others}
    assert len(folders | {layout.directory}) == 4


@pytest.mark.parametrize("given", ["", "relative/folder"])
def test_a_data_folder_that_is_no_absolute_path_is_not_used(given, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", given)
    folder = layout_of("opensearch://host/presse").directory
    assert folder.is_relative_to(Path.home() / ".local" / "share" / "searchnews")


def test_what_is_staged_is_beside(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    staged = layout_of("opensearch://host/presse").staged("0123456789abcdef")
    assert staged.address == "opensearch://host:9200/presse-next-0123456789ab"
    assert staged.directory.name == ".searchnews-0123456789abcdef"


def test_what_looks_like_an_address_is_one():
    with pytest.raises(InvalidArgumentError, match="no index that a cluster can have"):
        layout_of("opensearch://host/Presse")
