"""Immutable values with named fields, whose classes cost nothing to make.

A frozen dataclass is made by compiling a program: 0.35 ms of the start of every search for each of
them, where these take 0.005. They are written the same way; an instance takes twice the time of a
dataclass's, 0.5 µs, so they are for what a query has a few of. The module of such a class has
`from __future__ import annotations`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, TypeVar, dataclass_transform

_Value = TypeVar("_Value", bound="Value")

_MISSING: Final = object()


@dataclass_transform(frozen_default=True)
class _ValueType(type):
    """Makes fields of the annotations of a class."""

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        uncompared: tuple[str, ...] = (),
    ) -> _ValueType:
        """The class; fields named in `uncompared` do not count when values are compared."""
        annotated = namespace.get("__annotations__", ())
        fields = tuple(field for field in annotated if not field.startswith("_"))
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        namespace |= {
            "__slots__": fields,
            "__match_args__": fields,
            "_compared": tuple(field for field in fields if field not in uncompared),
        }
        made = super().__new__(cls, name, bases, namespace)
        made._setters = tuple([made.__dict__[field].__set__ for field in fields])
        made._filled = tuple([defaults.get(field, _MISSING) for field in fields])
        return made

    _setters: tuple[Callable[[Any, Any], None], ...]
    """Each sets a field of an instance, in the order of the fields."""
    _filled: tuple[Any, ...]
    """The default of each field, or `_MISSING`."""


class Value(metaclass=_ValueType):
    """An immutable value: equal to others of its class with equal fields, and as hashable as these.

    >>> class Pair(Value):
    ...     left: str
    ...     right: str = ""
    >>> Pair("raids"), Pair("raids") == Pair("raids", right=""), Pair("raids") == Pair("frappes")
    (Pair(left='raids', right=''), True, False)
    """

    __match_args__: ClassVar[tuple[str, ...]]
    _compared: ClassVar[tuple[str, ...]]

    def __init__(self, *values: Any, **named: Any) -> None:
        setters = type(self)._setters
        all_values: Sequence[Any] = values
        if named or len(values) != len(setters):
            all_values = self._completed(values, named)
        for set_field, value in zip(setters, all_values, strict=True):
            set_field(self, value)

    def _completed(self, values: tuple[Any, ...], named: Mapping[str, Any]) -> list[Any]:
        """A value for every field, in their order."""
        fields = self.__match_args__
        if len(values) > len(fields):
            raise TypeError(f"{type(self).__name__} has {len(fields)} fields, not {len(values)}")
        completed = [*values, *type(self)._filled[len(values) :]]
        for field, value in named.items():
            if field in fields[: len(values)]:
                raise TypeError(f"{type(self).__name__} was given {field} twice")
            if field not in fields:
                raise self._wrong(field)
            completed[fields.index(field)] = value
        for field, value in zip(fields, completed, strict=True):
            if value is _MISSING:
                raise self._wrong(field)
        return completed

    def _wrong(self, field: str) -> TypeError:
        fields = self.__match_args__
        return TypeError(f"{type(self).__name__} has the fields {fields}; wrong: {field}")

    def __setattr__(self, field: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, field: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in self._compared)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, field) for field in self._compared)))

    def __repr__(self) -> str:
        fields = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__match_args__)
        return f"{type(self).__name__}({fields})"

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        return type(self), tuple(getattr(self, field) for field in self.__match_args__)


def replaced(value: _Value, **changes: Any) -> _Value:
    """A copy of a value with other values in some fields, as `dataclasses.replace`.

    >>> class Pair(Value):
    ...     left: str
    ...     right: str = ""
    >>> replaced(Pair("raids"), right="aériens")
    Pair(left='raids', right='aériens')
    """
    fields = {field: getattr(value, field) for field in value.__match_args__}
    return type(value)(**(fields | changes))
