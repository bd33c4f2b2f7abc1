"""Words that were cut at the ends of lines, where the sign leaves no doubt."""

from __future__ import annotations

import re
from typing import Final

# OCR and typesetting cut words with "¬", and with the soft hyphen, which shows only at the end of a
# line. A hyphen is as often part of the word: "vingt-", "celui-".
_CUT: Final = re.compile(r"(?<=[^\W\d_])[¬\xad]\s+(?=[^\W\d_])")


def with_whole_words(text: str) -> str:
    r"""A text without the cuts; a sign between a small and a capital letter, which is none, stays.

    >>> with_whole_words("La consti¬\ntution est vo\xad\n tée"), with_whole_words("celui-\nci")
    ('La constitution est votée', 'celui-\nci')
    """
    if "¬" not in text and "\xad" not in text:
        return text
    return _CUT.sub(_joined, text)


def _joined(cut: re.Match[str]) -> str:
    before, after = cut.string[cut.start() - 1], cut.string[cut.end()]
    is_one_word = after.islower() or (before.isupper() and after.isupper())
    return "" if is_one_word else cut[0]
