"""XLSX, written row by row into its archive: nothing of it is kept in memory or in other files.

Office Open XML (ECMA-376) with texts inside their cells, as all spreadsheets read them. Texts are
typed as texts, so that none is taken for a formula, a number, a date or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import IO, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from searchnews.errors import OutputError
from searchnews.explore.tables.columns import Column, Value
from searchnews.explore.tables.delimited import BETWEEN, writable

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, with the one of the names (https://support.microsoft.com, Excel specifications
and limits)."""
MOST_CHARACTERS: Final = 32_767
"""Characters of a cell, those beyond U+FFFF counted twice."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The name of each part, and what is in it; the sheet itself comes last.
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><bookViews><workbookView/></bookViews>'
        '<sheets><sheet name="searchnews" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
    ),
    # The second style, bold, is that of the names.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
        '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
        ' xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0"'
        ' applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0"'
        ' builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_SHEET: Final = "xl/worksheets/sheet1.xml"
# The names stay in view.
_SHEET_START: Final = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    "</sheetViews><sheetData>"
)
_SHEET_END: Final = "</sheetData></worksheet>"

# What XML cannot hold is written _xHHHH_, and so is the sign before what looks like that.
_UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)


def write_xlsx(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    most_rows: int = MOST_ROWS,
    most_characters: int = MOST_CHARACTERS,
) -> int:
    """Write a workbook with one sheet; gives how many texts were cut since no cell holds them.

    Raises:
        OutputError: there are more rows than a sheet has.
    """
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, _HEAD + content)
        # Its size is not known before: zip64 from the beginning.
        with archive.open(_SHEET, "w", force_zip64=True) as sheet:
            return _write_sheet(sheet, columns, rows, most_rows, most_characters)


def _write_sheet(
    sheet: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    most_rows: int,
    most_characters: int,
) -> int:
    cut = 0
    letters = [_letters(i) for i in range(len(columns))]
    names = "".join(
        _text_cell(f"{letter}1", column.name, ' s="1"')
        for letter, column in zip(letters, columns, strict=True)
    )
    sheet.write(f'{_SHEET_START}<row r="1">{names}</row>'.encode())
    for number, row in enumerate(rows, 2):
        if number > most_rows:
            raise OutputError(
                f"a sheet of XLSX holds {most_rows - 1:,} rows below its names, and there are "
                "more; narrow the query, or take CSV, JSONL or Parquet"
            )
        cells = []
        for letter, value in zip(letters, row, strict=True):
            if isinstance(value, tuple):
                value = BETWEEN.join(value)
            if isinstance(value, str):
                text = writable(value)
                fitting = _fitting(text, most_characters)
                cut += fitting != text
                cells.append(_text_cell(f"{letter}{number}", fitting))
            elif value is not None:
                cells.append(_number_cell(f"{letter}{number}", value))
        sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
    sheet.write(_SHEET_END.encode())
    return cut


def _text_cell(reference: str, text: str, style: str = "") -> str:
    if not text:
        return ""
    written = escape(_UNWRITABLE.sub(_code, text), quote=False)
    content = f'<is><t xml:space="preserve">{written}</t></is>'
    return f'<c r="{reference}"{style} t="inlineStr">{content}</c>'


def _number_cell(reference: str, value: float) -> str:
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{value:d}</v></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def _fitting(text: str, most: int) -> str:
    """The text, cut with an ellipsis if it is longer than a cell."""
    # Twice counted or not, so few characters always fit.
    if len(text) <= most // 2 or len(text.encode("utf-16-le")) // 2 <= most:
        return text
    units = text.encode("utf-16-le")[: 2 * (most - 1)]
    return f"{units.decode('utf-16-le', 'ignore')}…"


def _code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _letters(column: int) -> str:
    """The name of a column: A to Z, then AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
