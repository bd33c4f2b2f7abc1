"""Write a man page for searchnews and for each of its commands.

    python -m scripts.packaging.man_pages FOLDER

Needs the group `docs`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import click
from click_man.core import write_man_pages

from searchnews.cli import COMMANDS, commands
from searchnews.cli.examples import EXAMPLES
from searchnews.version import VERSION

_NAME: Final = "searchnews"


def write_pages(folder: Path) -> list[Path]:
    """Write the pages into a folder; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    write_man_pages(_NAME, _group(), version=VERSION, target_dir=str(folder))
    for name, examples in EXAMPLES.items():
        page = folder / f"{_NAME}-{name}.1"
        page.write_text(_readable(page.read_text(encoding="utf-8")) + _section(examples), "utf-8")
    return sorted(folder.glob("*.1"))


def _group() -> click.Group:
    """The command line with all commands imported, as click-man wants it."""
    context = click.Context(commands)
    found = {name: commands.get_command(context, name) for name in COMMANDS}
    for name, command in found.items():
        if isinstance(command, click.Group):
            for each in command.commands.values():
                each.short_help = each.get_short_help_str()
        if command is not None:
            command.short_help = COMMANDS[name].summary
    return click.Group(
        _NAME,
        commands={name: command for name, command in found.items() if command is not None},
        params=commands.params,
        help=commands.help,
        short_help="search French news",
    )


def _readable(page: str) -> str:
    """A page whose paragraphs that click leaves as they are stay so in a man page, too."""
    lines = []
    as_it_is = False
    for line in page.split("\n"):
        if line == "\b":
            lines.append(".nf")
            as_it_is = True
            continue
        if as_it_is and (not line.strip() or line.startswith(".")):
            lines.append(".fi")
            as_it_is = False
        lines.append(line)
    return "\n".join(lines)


def _section(examples: tuple[str, ...]) -> str:
    lines = [line.replace("\\", r"\\").replace("-", r"\-") for line in examples]
    return "\n".join((".SH EXAMPLES", ".nf", *(rf"\&{line}" for line in lines), ".fi", ""))


def main() -> None:
    """Write them, and say where."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    for path in write_pages(parser.parse_args().folder):
        print(path)


if __name__ == "__main__":
    main()
