"""Pages as HTML, of templates; everything that is put into one is escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple, get_args

import jinja2

from searchnews import __version__
from searchnews.explore.about import Unit
from searchnews.serve.api import exploring_parameters, parameter_table
from searchnews.serve.api.formats import Form
from searchnews.serve.language.notices import is_known, notice
from searchnews.serve.language.texts import Texts
from searchnews.serve.replies import Reply
from searchnews.serve.titles import title_pieces
from searchnews.serve.visit import Visit

_PACKAGE: Final = "searchnews.serve"
# HTML has no way to write them.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


class StaticFile(NamedTuple):
    """A file that never changes under its name."""

    content: str
    content_type: str


def page(template: str, visit: Visit, **values: Any) -> Reply:
    """A page of a template, which finds the visit, the texts of its language, and `values`."""
    texts = Texts(visit.locale)
    content = _environment().get_template(template).render(
        values, visit=visit, t=texts, locale=visit.locale
    )  # fmt: skip
    return Reply(_CONTROLS.sub("\ufffd", content), visit.form.content_type)


@cache
def static_files() -> dict[str, StaticFile]:
    """The style sheet, the script and the sign, by names with their digests."""
    return {
        name: StaticFile(content, _TYPES[name.rpartition(".")[2]])
        for name, content in _static_contents()
    }


@cache
def _names() -> dict[str, str]:
    """Of each static file the name with its digest."""
    named = {}
    for name, _ in _static_contents():
        stem, _, ending = name.rpartition(".")
        named[f"{stem.partition('.')[0]}.{ending}"] = name
    return named


@cache
def _static_contents() -> list[tuple[str, str]]:
    contents = []
    for file in resources.files(_PACKAGE).joinpath("static").iterdir():
        stem, _, ending = file.name.rpartition(".")
        if ending in _TYPES:
            content = file.read_text("utf-8")
            digest = hashlib.sha256(content.encode()).hexdigest()[:12]
            contents.append((f"{stem}.{digest}.{ending}", content))
    return contents


def _ways(deliveries: Sequence[str], texts: Texts) -> str:
    """How something is delivered."""
    return ", ".join(texts[f"by_{kind}"] for kind in deliveries)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        Form=Form,
        P=parameter_table,
        X=exploring_parameters,
        units=get_args(Unit),
        static=_names().__getitem__,
        version=__version__,
        title_pieces=title_pieces,
        notice=notice,
        is_known=is_known,
        ways=_ways,
    )
    return environment
