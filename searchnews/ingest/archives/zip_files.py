"""Zip files that are one document: workbooks and e-books."""

from __future__ import annotations

import zipfile
from typing import IO, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import OpenFile
from searchnews.ingest.limits import exploding


def zip_of(file: OpenFile, name: str) -> zipfile.ZipFile:
    """The members of a document; `name` is what it is called: "the workbook".

    Raises:
        UnreadableFileError: it is damaged, or would grow beyond all measure.
    """
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", file.stream))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(f"{name} is damaged or cut short: {error}") from None
    members = archive.infolist()
    most = file.limits.largest_unpacked(sum(member.compress_size for member in members))
    if sum(member.file_size for member in members) > most:
        raise exploding(most)
    return archive
