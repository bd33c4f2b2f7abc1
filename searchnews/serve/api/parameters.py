"""Parameters of addresses: one table makes the form, the reading of addresses, and OpenAPI.

A parameter has a name, which is that of the command's option, a type and a help in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from searchnews.errors import InvalidArgumentError

T = TypeVar("T")


class Bilingual(NamedTuple):
    """A text in both languages of the interface."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameter(Generic[T]):
    """A parameter of addresses. Each is one object, by which its value is asked for."""

    name: str
    help: Bilingual
    default: T
    """Its value where an address has none."""
    read: Callable[[str, Sequence[str]], T]
    """Its value, of its name and what addresses say, once or several times; raises
    InvalidArgumentError."""
    write: Callable[[T], Iterable[str]]
    """What an address says of a value that is not the default."""
    schema: dict[str, Any]
    """As JSON Schema has it, for OpenAPI."""
    place: Literal["query", "path"] = "query"
    example: T | None = None


def text(
    name: str,
    help_: Bilingual,
    *,
    most: int,
    example: str | None = None,
    place: Literal["query", "path"] = "query",
    between: str | None = None,
) -> Parameter[str]:
    """A text of at most so many characters; empty by default.

    What is given several times is one text with `between` between them, where that is said.
    """

    def read(name: str, values: Sequence[str]) -> str:
        value = between.join(values) if between is not None else _single(name, values)
        return _short(name, value, most)

    return Parameter(
        name=name,
        help=help_,
        default="",
        read=read,
        write=lambda value: (value,),
        schema={"type": "string", "maxLength": most},
        example=example,
        place=place,
    )


def texts(
    name: str, help_: Bilingual, *, most: int, most_values: int, example: str
) -> Parameter[tuple[str, ...]]:
    """Several texts: the parameter may be repeated."""

    def read(name: str, values: Sequence[str]) -> tuple[str, ...]:
        if len(values) > most_values:
            raise InvalidArgumentError(
                f"{name} is given {len(values)} times; the limit is {most_values}"
            )
        return tuple(dict.fromkeys(_short(name, value, most) for value in values if value))

    return Parameter(
        name=name,
        help=help_,
        default=(),
        read=read,
        write=lambda value: value,
        schema={
            "type": "array",
            "items": {"type": "string", "maxLength": most},
            "maxItems": most_values,
        },
        example=(example,),
    )


def whole(name: str, help_: Bilingual, *, least: int, most: int, default: int) -> Parameter[int]:
    """A whole number of a range, both ends included."""
    return Parameter(
        name=name,
        help=help_,
        default=default,
        read=lambda name, values: _whole(name, _single(name, values), least, most),
        write=lambda value: (str(value),),
        schema={"type": "integer", "minimum": least, "maximum": most, "default": default},
    )


def whole_or_none(name: str, help_: Bilingual, *, least: int, most: int) -> Parameter[int | None]:
    """A whole number of a range, where one is said."""
    return Parameter(
        name=name,
        help=help_,
        default=None,
        read=lambda name, values: _whole(name, _single(name, values), least, most),
        write=lambda value: (str(value),),
        schema={"type": "integer", "minimum": least, "maximum": most},
    )


def decimal(
    name: str, help_: Bilingual, *, least: float, most: float, default: float
) -> Parameter[float]:
    """A number of a range, both ends included; with a point, as 2.5."""

    def read(name: str, values: Sequence[str]) -> float:
        value = _single(name, values)
        number = float(value) if _DECIMAL.fullmatch(value) else None
        if number is None or not least <= number <= most:
            raise InvalidArgumentError(
                f"{name} is a number from {least:,g} to {most:,.0f}, such as 2.5, not "
                f"{_shown(value)}"
            )
        return number

    return Parameter(
        name=name,
        help=help_,
        default=default,
        read=read,
        write=lambda value: (f"{value:.15g}",),
        schema={"type": "number", "minimum": least, "maximum": most, "default": default},
    )


def choice(name: str, help_: Bilingual, choices: Sequence[str], *, default: str) -> Parameter[str]:
    """One of some words; the default may be another one, for none of them."""

    def read(name: str, values: Sequence[str]) -> str:
        value = _single(name, values)
        if value not in choices and value != default:
            raise InvalidArgumentError(f"{name} is one of {_listed(choices)}, not {_shown(value)}")
        return value

    schema: dict[str, Any] = {"type": "string", "enum": list(choices)}
    if default in choices:
        schema["default"] = default
    return Parameter(
        name=name, help=help_, default=default, read=read, write=lambda value: (value,),
        schema=schema,
    )  # fmt: skip


def choices(
    name: str, help_: Bilingual, words: Sequence[str], *, default: tuple[str, ...]
) -> Parameter[tuple[str, ...]]:
    """Some of some words: the parameter may be repeated."""

    def read(name: str, values: Sequence[str]) -> tuple[str, ...]:
        for value in values:
            if value not in words:
                raise InvalidArgumentError(
                    f"{name} is one of {_listed(words)}, not {_shown(value)}"
                )
        return tuple(dict.fromkeys(values))

    schema = {"type": "array", "items": {"type": "string", "enum": list(words)}, "minItems": 1}
    if default:
        schema["default"] = list(default)
    return Parameter(
        name=name, help=help_, default=default, read=read, write=lambda value: value,
        schema=schema,
    )  # fmt: skip


# Neither signs nor "nan", which float() takes too.
_DECIMAL: Final = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20}")
_TRUE: Final = ("1", "true")
_FALSE: Final = ("", "0", "false")


def flag(name: str, help_: Bilingual) -> Parameter[bool]:
    """Yes or no; no by default."""

    def read(name: str, values: Sequence[str]) -> bool:
        value = _single(name, values)
        if value not in (*_TRUE, *_FALSE):
            raise InvalidArgumentError(f"{name} is 1 or 0, not {_shown(value)}")
        return value in _TRUE

    return Parameter(
        name=name, help=help_, default=False, read=read, write=lambda value: ("1",) * value,
        schema={"type": "boolean", "default": False},
    )  # fmt: skip


class Values:
    """The values of the parameters of one address."""

    def __init__(self, values: dict[Parameter[Any], Any]) -> None:
        self._values = values

    def __getitem__(self, parameter: Parameter[T]) -> T:
        value: T = self._values.get(parameter, parameter.default)
        return value

    def changed(self, changes: dict[Parameter[Any], Any]) -> Values:
        """The same, but for some of them."""
        return Values(self._values | changes)

    def pairs(self, parameters: Iterable[Parameter[Any]]) -> list[tuple[str, str]]:
        """What an address says of these parameters, in their order; defaults are left out."""
        return [
            (parameter.name, written)
            for parameter in parameters
            if (value := self[parameter]) != parameter.default
            for written in parameter.write(value)
        ]


def read_values(parameters: Sequence[Parameter[Any]], pairs: Iterable[tuple[str, str]]) -> Values:
    """The values of parameters, of the names and values in an address.

    Raises:
        InvalidArgumentError: there is no such parameter here, or a value that is none.
    """
    by_name = {parameter.name: parameter for parameter in parameters}
    said: dict[Parameter[Any], list[str]] = {}
    for name, value in pairs:
        if name not in by_name:
            raise InvalidArgumentError(
                f"there is no parameter {_shown(name)} here; there are {', '.join(by_name)}"
            )
        said.setdefault(by_name[name], []).append(value)
    return Values(
        {parameter: parameter.read(parameter.name, values) for parameter, values in said.items()}
    )


def _single(name: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise InvalidArgumentError(f"{name} is given {len(values)} times; give it once")
    return values[0]


def _whole(name: str, value: str, least: int, most: int) -> int:
    # int() also takes spaces, signs, underscores and the digits of other scripts.
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
    if number is None or not least <= number <= most:
        raise InvalidArgumentError(
            f"{name} is a whole number from {least:,} to {most:,}, not {_shown(value)}"
        )
    return number


def _short(name: str, value: str, most: int) -> str:
    if len(value) > most:
        raise InvalidArgumentError(f"{name} has {len(value):,} characters; the limit is {most:,}")
    return value


def _listed(values: Iterable[str]) -> str:
    """Values in quotes: some of them are commas."""
    return ", ".join(map(repr, values))


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}…")
