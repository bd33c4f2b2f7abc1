"""Install the wheel and the source distribution where nothing else is, and run every command once.

    python -m scripts.packaging.bare_installs                      # the wheel, this Python
    python -m scripts.packaging.bare_installs --all python3.12 python3.13

With --all the source distribution too, and each extra alone. Needs the group `release`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from searchnews.cli.examples import EXAMPLES

ROOT: Final = Path(__file__).parents[2]
# They run until they are stopped.
_ENDLESS: Final = {"serve", "watch"}
_ARTICLES: Final = (
    {"id": "a1", "titre": "Palmyre reprise", "texte": "Des frappes aériennes.", "date": "2015-09"},
    {"id": "a2", "titre": "Le climat", "texte": "Un accord sur le climat.", "date": "2015-12-12"},
    {"id": "a3", "titre": "Un pont", "texte": "Le pont est ouvert.", "rubrique": "sport"},
    {"id": "a4", "titre": "Palmyre perdue", "texte": "Ni raids ni frappes aériennes."},
)
_PAGE: Final = "<html><title>Un pont</title><article><h1>Un pont</h1><p>{}</p></article></html>"


class Environment:
    """An environment of Python; a new one has nothing but what is installed into it here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def made(cls, python: str, folder: Path) -> Environment:
        """A new one in a folder."""
        subprocess.run([python, "-m", "venv", folder], check=True)
        return cls(folder)

    def install(self, *what: str) -> None:
        """Install packages as pip names them."""
        python = str(self.folder / "bin" / "python")
        pip = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", *what], check=True)

    def run(self, command: str, home: Path) -> subprocess.CompletedProcess[str]:
        """Run a line as a user types it."""
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command,
            shell=True,
            cwd=home,
            env={"PATH": path, "HOME": str(home), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )


def build(folder: Path) -> tuple[Path, Path]:
    """The wheel and the source distribution of this folder."""
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, source


def home_with_articles(folder: Path) -> Path:
    """A home with what the examples of the commands speak of."""
    (folder / "presse").mkdir(parents=True)
    lines = [json.dumps(article, ensure_ascii=False) for article in _ARTICLES]
    (folder / "presse" / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    prose = "Le pont de la rivière est ouvert depuis lundi, dit la préfecture. " * 20
    (folder / "partis.txt").write_text("PS\nparti socialiste\n", encoding="utf-8")
    (folder / "page.html").write_text(_PAGE.format(prose), encoding="utf-8")
    return folder


def commands_tried() -> Iterator[str]:
    """One line for each command, the first of its examples, in an order that works."""
    last = [name for name in EXAMPLES if name == "delete"]
    for name in [*(name for name in EXAMPLES if name not in last), *last]:
        yield f"searchnews {name} --help" if name in _ENDLESS else EXAMPLES[name][0]


def try_commands(environment: Environment, home: Path) -> list[str]:
    """Run every command once; gives those that failed, with what they said."""
    failed = []
    for command in ["searchnews --version", *commands_tried()]:
        done = environment.run(command, home)
        if done.returncode or "Traceback" in done.stderr:
            failed.append(f"{command}: status {done.returncode}: {done.stderr.strip()}")
    return failed


def extras(wheel: Path) -> list[str]:
    """The extras of a wheel, by their names."""
    listing = "import sys, importlib.metadata as m; print(*(m.metadata('searchnews').get_all("
    listing += "'Provides-Extra') or ()))"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        subprocess.run([*command, "--target", folder, wheel], check=True)
        found = subprocess.run([sys.executable, "-c", listing], check=True, text=True,
                               capture_output=True, env={"PYTHONPATH": folder})  # fmt: skip
    return found.stdout.split()


def trials(pythons: Sequence[str], wheel: Path, source: Path, every: bool) -> Iterator[list[str]]:
    """What to install, each with the Python to install it with first."""
    for python in pythons:
        yield [python, str(wheel)]
        if every:
            yield [python, str(source)]
    if every:
        for extra in extras(wheel):
            yield [pythons[0], f"{wheel}[{extra}]"]


def main() -> int:
    """Try all; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    status = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel, source = build(folder / "dist")
        for python, what in trials(arguments.pythons, wheel, source, arguments.all):
            environment = Environment.made(python, folder / "environment")
            environment.install(what)
            failed = try_commands(environment, home_with_articles(folder / "home"))
            outcome = "; ".join(failed) or "all commands run"
            print(f"{python} {Path(what).name}: {outcome}", flush=True)
            status |= bool(failed)
            shutil.rmtree(environment.folder)
            shutil.rmtree(folder / "home")
    return status


if __name__ == "__main__":
    sys.exit(main())
