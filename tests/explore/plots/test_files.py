"""Plots in files."""

import pytest
from explore.plots.plotted import parsed

from searchnews.errors import InvalidArgumentError, OutputError
from searchnews.explore.plots import files
from searchnews.explore.plots.files import write_plot

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>é</title></svg>'


def test_svg_is_a_file_of_its_own(tmp_path):
    path = tmp_path / "a.SVG"
    write_plot(path, SVG)
    assert path.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg')
    assert parsed(path.read_bytes())[0].text == "é"


def test_png(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "png", lambda svg: b"PNG of " + svg[:4].encode())
    write_plot(tmp_path / "a.png", SVG)
    assert (tmp_path / "a.png").read_bytes() == b"PNG of <svg"


def test_other_names_are_refused(tmp_path):
    with pytest.raises(InvalidArgumentError, match=r"\.svg or \.png, not as a\.pdf"):
        write_plot(tmp_path / "a.pdf", SVG)


def test_existing_ones_are_kept_unless_asked(tmp_path):
    write_plot(tmp_path / "a.svg", SVG)
    with pytest.raises(OutputError, match="exists already"):
        write_plot(tmp_path / "a.svg", SVG)
    write_plot(tmp_path / "a.svg", SVG, overwrite=True)
