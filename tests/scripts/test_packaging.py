"""What is delivered: the list of licences, and the commands tried on a bare installation."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from source import ROOT

from scripts.packaging.bare_installs import (
    Environment,
    commands_tried,
    home_with_articles,
    try_commands,
)
from scripts.packaging.man_pages import write_pages
from searchnews.cli import COMMANDS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEPENDENCIES = [
    *PROJECT["dependencies"],
    *(each for extra in PROJECT["optional-dependencies"].values() for each in extra),
]
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_the_licence_of_every_dependency_is_listed(dependency):
    name = re.match(r"[\w-]+(?:\.[\w-]+)*", dependency)[0].lower().replace(".", "-")
    if name != "searchnews":
        assert f"| {name} |" in LICENCES


def test_every_command_is_tried():
    tried = {line.split()[1] for line in commands_tried()}
    assert tried == set(COMMANDS)


@pytest.mark.slow
def test_the_commands_that_are_tried_on_a_bare_installation_run_on_this_one(tmp_path):
    installed = Environment(Path(sys.executable).parents[1])
    assert try_commands(installed, home_with_articles(tmp_path / "home")) == []


def test_every_command_has_a_man_page_with_its_examples(tmp_path):
    pages = {path.name: path.read_text(encoding="utf-8") for path in write_pages(tmp_path)}
    assert pages.keys() >= {"searchnews.1", *(f"searchnews-{name}.1" for name in COMMANDS)}
    assert "searchnews-saved-add.1" in pages
    assert ".SH EXAMPLES\n.nf\n\\&searchnews query Palmyre\n" in pages["searchnews-query.1"]
    assert "Find articles, best first." in pages["searchnews.1"]
