"""Parameters of addresses: one table makes the form, the reading of addresses, and OpenAPI.

A parameter has a name, which is that of the command's option, a type and a help in both languages.
"""

from __future__ import annotations

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
) -> Parameter[str]:
    """A text of at most so many characters; empty by default."""
    return Parameter(
        name=name,
        help=help_,
        default="",
        read=lambda name, values: _short(name, _single(name, values), most),
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

    def read(name: str, values: Sequence[str]) -> int:
        value = _single(name, values)
        # int() also takes spaces, signs, underscores and the digits of other scripts.
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
        if number is None or not least <= number <= most:
            raise InvalidArgumentError(
                f"{name} is a whole number from {least:,} to {most:,}, not {_shown(value)}"
            )
        return number

    return Parameter(
        name=name,
        help=help_,
        default=default,
        read=read,
        write=lambda value: (str(value),),
        schema={"type": "integer", "minimum": least, "maximum": most, "default": default},
    )


def choice(name: str, help_: Bilingual, choices: Sequence[str], *, default: str) -> Parameter[str]:
    """One of some words; the default may be another one, for none of them."""

    def read(name: str, values: Sequence[str]) -> str:
        value = _single(name, values)
        if value not in choices and value != default:
            raise InvalidArgumentError(
                f"{name} is one of {', '.join(choices)}, not {_shown(value)}"
            )
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
                    f"{name} is one of {', '.join(words)}, not {_shown(value)}"
                )
        return tuple(dict.fromkeys(values))

    items = {"type": "string", "enum": list(words)}
    return Parameter(
        name=name, help=help_, default=default, read=read, write=lambda value: value,
        schema={"type": "array", "items": items, "minItems": 1, "default": list(default)},
    )  # fmt: skip


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


def _short(name: str, value: str, most: int) -> str:
    if len(value) > most:
        raise InvalidArgumentError(f"{name} has {len(value):,} characters; the limit is {most:,}")
    return value


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}…")
