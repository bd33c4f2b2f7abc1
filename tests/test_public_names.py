"""The names of the package, which it imports when they are asked for."""

import subprocess
import sys

import pytest

import searchnews


@pytest.mark.parametrize("name", searchnews.__all__)
def test_every_public_name_is_there(name):
    assert getattr(searchnews, name) is not None
    assert name in dir(searchnews)


@pytest.mark.parametrize("name", ["Index", "open", "InvalidArgumentError", "Lists"])
def test_a_name_can_be_imported_first(name):
    done = subprocess.run(
        [sys.executable, "-c", f"from searchnews import {name}; print({name}.__name__)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == name


def test_a_star_imports_all_names():
    names: dict[str, object] = {}
    exec("from searchnews import *", names)
    assert set(searchnews.__all__) <= names.keys()


def test_another_name_is_an_attribute_error_as_of_any_module():
    with pytest.raises(AttributeError, match="'searchnews' has no attribute 'serach'"):
        _ = searchnews.serach
