"""PNG made of SVG."""

import struct
import sys

import pytest
from explore.plots.plotted import timeline

from searchnews.errors import MissingDependencyError
from searchnews.explore.plots import png as module
from searchnews.explore.plots.png import png
from searchnews.explore.plots.time_chart import time_chart

SVG = time_chart(timeline("month", "2015-09-01", ("palmyre", [3, 0, 12, 6])))


@pytest.fixture
def fonts():
    """Skips where there is no font; the error of such a system has its own test."""
    try:
        png(SVG)
    except MissingDependencyError:
        pytest.skip("no font is installed")


def test_twice_the_size_in_pixels(fonts):
    picture = png(SVG)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24])[0] == 1920


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    module._has_font.cache_clear()
    with pytest.raises(MissingDependencyError, match=r"pip install 'searchnews\[plots\]'"):
        png(SVG)


def test_a_system_without_fonts_is_told(monkeypatch):
    class Renderer:
        @staticmethod
        def svg_to_bytes(**_):
            return b"blank"

    monkeypatch.setitem(sys.modules, "resvg_py", Renderer)
    module._has_font.cache_clear()
    with pytest.raises(MissingDependencyError, match="no font"):
        png(SVG)
    module._has_font.cache_clear()
