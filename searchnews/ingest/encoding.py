"""From bytes to text: which encoding a file is in, without mojibake and without losing a letter.

A library alone is not enough: on strings of 40 bytes cut from French news, charset-normalizer 3.5
restricted to the six encodings below reads 93 % of those in Windows-1252 right and 37 % of those
in DOS 850. What French looks like nearly always decides, so that comes first (Windows-1252: all of
them right, DOS 850: 88 %); the library is for what does not look French at all.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How those files begin that most often have the name of a text. Others are recognised by their
# control characters.
_BINARY_KINDS: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as DOCX"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "compressed twice; unpack it"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_CONTROLS: Final = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b")))
# Random bytes are 10 % control characters, programs and databases more; a damaged text has few.
_CONTROLS_OF_A_BINARY: Final = 0.04

# The first of those that explain the bytes equally well is taken.
_FRENCH_CODE_PAGES: Final = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_OTHER_CODE_PAGES: Final = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "koi8_r"]

_WORD_BEYOND_ASCII: Final = re.compile(rb"[A-Za-z'.]{0,30}[\x80-\xff][A-Za-z\x80-\xff]*")
# French has at most two accents in a row ("créée"), other alphabets whole words of such bytes.
_RUN_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]{3,}")
_WORDS_TO_JUDGE: Final = 1000
_LONGEST_WORD: Final = 100  # in bytes
_PIECE: Final = 1 << 16  # in bytes

_USUAL: Final = "àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔŒ«»’“”…–—€°\u00a0"
_SELDOM: Final = "äöáãåæíñóøúÿšžÄÖÜÁÅÆËÏÍÑÓØÚÙÛŸŠŽ‘•·²³½¼§©®ªº£×¡¿ß"
_ODD: Final = re.compile(rf"[^\x00-\x7f{_USUAL}{_SELDOM}]")
_MISPLACED: Final = re.compile(
    r"(?<=[a-zß-ÿ])[À-ÞŒŠŽŸ]"  # a capital inside a word
    r"|(?<=[A-ZÀ-Þ])[ß-ÿœ](?=[A-ZÀ-Þ])"  # a small letter among capitals
    r"|[çÇ](?=[b-df-hj-np-tv-zéèêëeiîyBCDEFI])"  # it softens a c before a, o and u only
    r"|(?<!\w)[ÇÈÊË](?=\s)"  # no word by itself
    r"|(?<=[^\W\d_])[“”«»½¼²³ªº®©°€¡¿](?=[^\W\d_])"  # a sign inside a word
)
_RARE: Final = re.compile(f"[{_SELDOM}]")

# A word in capitals that ends in an accent, and the sign after it, are by chance valid UTF-8 in
# Windows-1252: "LIBERTÉ !" with its no-break space would be read as "LIBERTɠ!".
_ACCENTED_CAPITALS: Final = re.compile(
    rb"(?<=[A-Z])[\xc7-\xca\xce\xcf\xd4][\x85\x92-\x97\xa0\xab\xbb](?![A-Za-z\x80-\xff])"
)


def decode(data: bytes) -> str:
    """The text of a file, in any encoding in which French text is kept.

    Looks for a byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with stray Windows-1252
    bytes, then a code page. What has no meaning in the encoding becomes U+FFFD.

    >>> decode("L’été à Nîmes".encode("cp1252")), decode("déjà vu".encode("utf-16-le"))
    ('L’été à Nîmes', 'déjà vu')
    """
    if is_utf8(data) and not data.startswith(codecs.BOM_UTF8):  # nearly always
        text, read = codecs.utf_8_decode(data, "strict", False)
        return text + data[read:].decode("utf-8", _STRAY_BYTES)
    encoding = detect(data)
    for mark, marked in _BOMS:
        if encoding == marked and data.startswith(mark):
            data = data[len(mark) :]
            break
    return data.decode(encoding, error_handling(encoding))


def decoded_pieces(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The text of a stream in an encoding that `detect` found, piece by piece.

    A byte order mark stays, as U+FEFF.
    """
    decoder = codecs.getincrementaldecoder(encoding)(error_handling(encoding))
    while data := stream.read(_PIECE):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def detect(data: bytes) -> str:
    """The name of the encoding for Python's codecs; a byte order mark is not part of it.

    `data` may be the beginning of something longer, cut inside a character.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if (unmarked := _unmarked_utf16(data)) is not None:
        return unmarked
    if _is_strict_utf8(data):
        return "cp1252" if _is_accented_capitals_only(data) else "utf-8"
    sample = _sample(data)
    return "utf-8" if _is_mostly_utf8(sample) else _code_page(sample, data)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8 throughout, and not by chance; what else is claimed is wrong.

    The letters of no other encoding of French make sequences that are valid in UTF-8, but for
    words in capitals. `data` may be cut inside a character.

    >>> is_utf8("Décès d’un pêcheur".encode()), is_utf8("Décès".encode("latin-1"))
    (True, False)
    """
    # Letters and NULs in turns are UTF-16, and valid UTF-8 as well.
    return b"\0" not in data and _is_strict_utf8(data) and not _is_accented_capitals_only(data)


def _is_strict_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def error_handling(encoding: str) -> str:
    """The name of the error handler for bytes that are no character in `encoding`.

    In UTF-8 they are read as Windows-1252, where such strays come from; elsewhere they become
    U+FFFD.
    """
    return _STRAY_BYTES if encoding == "utf-8" else "replace"


def binary_kind(data: bytes) -> str | None:
    r"""What a file is instead of text, in words for the user; None when it is text.

    A text may hold a few control characters, and NUL bytes at its end, which a crash leaves.

    >>> binary_kind(b"%PDF-1.4 ..."), binary_kind("Un été\x00 à Nîmes".encode())
    ('a PDF document', None)
    """
    for magic, kind in _BINARY_KINDS:
        if data.startswith(magic):
            return kind
    if any(data.startswith(mark) for mark, _ in _BOMS) or _unmarked_utf16(data):
        return None
    data = data.rstrip(b"\0")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return "binary" if controls > max(3, len(data) * _CONTROLS_OF_A_BINARY) else None


def _unmarked_utf16(data: bytes) -> str | None:
    # In Latin script every other byte is NUL, but for signs like ’ and œ.
    pairs = len(data) // 2
    if pairs < 2 or b"\0" not in data:  # one pair proves nothing
        return None
    even, odd = data[0 : pairs * 2 : 2].count(0), data[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _is_accented_capitals_only(data: bytes) -> bool:
    # Most texts in UTF-8 have an é, and its first byte is none of these capitals.
    if b"\xc3" in data or data.isascii():
        return False
    return _ACCENTED_CAPITALS.sub(b"", data).isascii()


def _sample(data: bytes) -> bytes:
    words = (match[0] for match in islice(_WORD_BEYOND_ASCII.finditer(data), _WORDS_TO_JUDGE))
    return b" ".join(word[:_LONGEST_WORD] for word in words)


def _is_mostly_utf8(sample: bytes) -> bool:
    # In a code page, sequences that are valid UTF-8 are there by chance: a letter and a sign, or
    # in Mac Roman an apostrophe and a letter. They are fewer than the accents alone.
    text = sample.decode("utf-8", "surrogateescape")
    strays = len(_ESCAPED.findall(text))
    return len(_NOT_ASCII.findall(text)) - strays > strays


_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def _code_page(sample: bytes, data: bytes) -> str:
    best = min(_FRENCH_CODE_PAGES, key=lambda page: _strangeness(sample, page))
    high = len(sample.translate(None, bytes(range(0x80))))
    odd = len(_ODD.findall(sample.decode(best, "replace")))
    in_runs = sum(map(len, _RUN_BEYOND_ASCII.findall(sample)))
    if odd > high / 4 or in_runs > high / 2:
        # Not French, or in another code page: Polish, Russian, Greek, Turkish, Arabic.
        from charset_normalizer import from_bytes  # 30 ms, and seldom needed

        found = from_bytes(data[:100_000], cp_isolation=_OTHER_CODE_PAGES).best()
        return found.encoding if found is not None else "cp1252"
    return best


def _strangeness(sample: bytes, code_page: str) -> int:
    text = sample.decode(code_page, "replace")
    signs = len(_ODD.findall(text)) + len(_MISPLACED.findall(text))
    handicap = 0 if code_page in _FRENCH_CODE_PAGES[:2] else 2
    return 4 * signs + len(_RARE.findall(text)) + handicap


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY_BYTES: Final = "searchnews.cp1252"
codecs.register_error(_STRAY_BYTES, _as_cp1252)
