"""Plots in files."""

from __future__ import annotations

from pathlib import Path

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
    match path.suffix.lower():
        case ".svg":
            content = f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()
        case ".png":
            content = png(svg)
        case _:
            raise InvalidArgumentError(f"a plot is written as .svg or .png, not as {path.name}")
    with new_file(path, overwrite=overwrite) as file:
        file.write(content)
