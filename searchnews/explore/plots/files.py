"""Plots in files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from searchnews.errors import InvalidArgumentError
from searchnews.explore.new_file import new_file
from searchnews.explore.plots.png import png


def write_plot(path: Path, svg: str, *, overwrite: bool = False) -> None:
    """Write a plot as the end of its name says: .svg or .png.

    Raises:
        InvalidArgumentError: it says neither.
        MissingDependencyError: it is PNG, and resvg-py or a font is not installed.
        OutputError: the file exists already, or cannot be written.
    """
    if plot_format(path) == ".png":
        content = png(svg)
    else:
        content = f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()
    with new_file(path, overwrite=overwrite) as file:
        file.write(content)


def plot_format(path: Path) -> Literal[".svg", ".png"]:
    """The format that the end of a name says.

    Raises:
        InvalidArgumentError: it says neither of these.
    """
    match path.suffix.lower():
        case ".svg":
            return ".svg"
        case ".png":
            return ".png"
    raise InvalidArgumentError(f"a plot is written as .svg or .png, not as {path.name}")
