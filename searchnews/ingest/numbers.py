"""Numbers as files write them, where they are of a size that can be kept and computed with."""

from __future__ import annotations

from typing import Final

# SQLite keeps 64 bits.
_MOST_DIGITS: Final = 18
_LONGEST_DECIMAL: Final = 30  # in characters


def whole_number(text: str | None) -> int | None:
    """The number that a text of digits is; None if it is none, or of more than 18 digits.

    >>> whole_number(" 042 "), whole_number("-1"), whole_number("9" * 400), whole_number(None)
    (42, None, None, None)
    """
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def share(text: str | None, whole: float = 1.0) -> float | None:
    """Which part of `whole` a number is, as recognition programs say how sure they are.

    None if it is no number, or not between 0 and `whole`.

    >>> share("0.9"), share("87", 100), share("nan"), share("1e999"), share("-1")
    (0.9, 0.87, None, None, None)
    """
    if not text or len(text) > _LONGEST_DECIMAL:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number / whole if 0 <= number <= whole else None
