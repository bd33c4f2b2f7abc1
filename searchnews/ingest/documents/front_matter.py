"""What stands above the text of a Markdown file, in YAML or TOML: its title, date, author.

YAML is read as texts, so that a date stays as precise as it is written. The library for it,
python-frontmatter, is these two parsers and a search for the line that ends it.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final, NamedTuple

import yaml

_LONGEST: Final = 1 << 16  # in characters
_YAML: Final = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# PyYAML takes time in the square of brackets inside brackets: seven seconds for 5,000.
_MOST_BRACKETS: Final = 300
_NULLS: Final = ("", "~", "null", "Null", "NULL")
_KEY: Final = re.compile(r"([^\W\d][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")


class FrontMatter(NamedTuple):
    """What a file says of itself."""

    fields: dict[str, Any]
    end: int
    """Where the text begins, in characters."""


def front_matter(text: str) -> FrontMatter | None:
    r"""The front matter of a text, whose lines end in "\n"; None if it has none.

    >>> front_matter("---\ntitre: Valmont : le pont\ndate: 2015-09-18\n---\nTexte").fields
    {'titre': 'Valmont : le pont', 'date': '2015-09-18'}
    """
    if (found := _YAML.match(text, 0, _LONGEST)) is not None:
        return FrontMatter(_of_yaml(found[1]), found.end())
    if (found := _TOML.match(text, 0, _LONGEST)) is not None:
        return FrontMatter(_of_toml(found[1]), found.end())
    return None


def _of_yaml(text: str) -> dict[str, Any]:
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return _of_lines(text)
    try:
        # An alias may stand for all that came before, again and again.
        aliases = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text))
        # It makes nothing but texts, lists and dictionaries.
        fields = None if aliases else yaml.load(text, yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        return _of_lines(text)
    return {name: value for name, value in fields.items() if value not in _NULLS}


def _of_toml(text: str) -> dict[str, Any]:
    try:
        return {name: _as_json(value) for name, value in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, RecursionError):
        return _of_lines(text.replace(" = ", ": "))


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value if isinstance(value, (str, int, float, bool)) else value.isoformat()


def _of_lines(text: str) -> dict[str, Any]:
    """The fields of what is no YAML: French titles have a colon, which ought to be quoted."""
    fields: dict[str, Any] = {}
    last = ""
    for line in text.split("\n"):
        key, item = _KEY.fullmatch(line), _ITEM.fullmatch(line)
        if key is not None:
            last = key[1]
            if value := (key[2] or "").strip().strip("\"'"):
                fields[last] = value
        elif item is not None and last and isinstance(fields.setdefault(last, []), list):
            fields[last].append(item[1].strip().strip("\"'"))
    return fields
