"""Reading zip archives: each member as a file of its own, from memory, never unpacked to disk."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BufferedReader
from pathlib import PurePosixPath
from typing import Any, Final, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.members import MOST_MEMBERS, read_member
from searchnews.ingest.archives.zip_files import opened_zip
from searchnews.ingest.base import OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.limits import exploding
from searchnews.ingest.neighbours import Sign, found_xml_with
from searchnews.ingest.origin import Origin
from searchnews.ingest.workers import ItemOrPending, Workers

_ENCRYPTED: Final = 0x1
_LIST_OF_OFFICE: Final = "[Content_Types].xml"  # in each document of Microsoft's formats
# A WACZ is a zip with a list of what is in it; all but the web archives are lists, too.
_LIST_OF_WACZ: Final = "datapackage.json"
_ARCHIVES_OF_WACZ: Final = "archive/"
_FOLDERS_OF_WACZ: Final = (_ARCHIVES_OF_WACZ, "indexes/", "pages/", "fuzzy")


def read(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """The articles of the members, in the order of the archive.

    Raises:
        UnreadableFileError: it is damaged or cut short (what is whole has been yielded), it
            explodes, or it is a document.
    """
    opened = opened_zip(file.stream, _Archive)
    with opened.archive as archive:
        if _LIST_OF_OFFICE in archive.namelist():
            raise UnreadableFileError(
                "an office document that is no text; if it is one, let its name end with .docx"
            )
        members = [member for member in archive.infolist() if not member.is_dir()]
        if _LIST_OF_WACZ in archive.namelist() or (opened.damage and _is_cut_wacz(members)):
            captured = [each for each in members if each.filename.startswith(_ARCHIVES_OF_WACZ)]
            members = captured or members
        if len(members) > MOST_MEMBERS:
            raise UnreadableFileError(f"more than {MOST_MEMBERS:,} files in one archive")
        most = file.limits.largest_unpacked(sum(member.compress_size for member in members))
        if sum(member.file_size for member in members) > most:
            raise exploding(most)
        for member in members:
            neighbours = _ArchiveNeighbours(file, archive, member.filename)
            origin = file.origin.member(member.filename, neighbours)
            if not origin.is_hidden_in(file.origin):
                yield from _read_one(file, archive, member, origin, workers)
        if opened.is_several:
            yield _note("several archives, one behind the other; the files of all were read")
        if opened.has_rest:
            yield _note("behind the end of the archive there is something else, which was not read")
        if opened.damage:
            raise UnreadableFileError(opened.damage)


def _is_cut_wacz(members: list[zipfile.ZipInfo]) -> bool:
    """Whether an archive whose end is lost, and so perhaps its list of what it has, is a WACZ."""
    names = [member.filename for member in members]
    has_archive = any(name.startswith(_ARCHIVES_OF_WACZ) and ".warc" in name for name in names)
    return has_archive and all(name.startswith(_FOLDERS_OF_WACZ) for name in names)


def _note(reason: str) -> Problem:
    return Problem(reason, lost=False, may_hide_articles=False)


class _Archive(zipfile.ZipFile):
    """An archive that knows its folders."""

    @cached_property
    def folders(self) -> dict[PurePosixPath, list[str]]:
        """The names of the members in each folder, sorted."""
        # Made once: each page of a scanned newspaper asks for those of several folders.
        folders: defaultdict[PurePosixPath, list[str]] = defaultdict(list)
        for path in map(PurePosixPath, self.namelist()):
            folders[path.parent].append(path.name)
        return {folder: sorted(names) for folder, names in folders.items()}

    @cached_property
    def xml_with(self) -> dict[tuple[PurePosixPath, Sign], tuple[str, ...]]:
        """What members were found for `Neighbours.xml_with`, by folder and sign."""
        return {}


def _read_one(
    file: OpenFile,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    origin: Origin,
    workers: Workers | None,
) -> Iterator[ItemOrPending]:
    if member.flag_bits & _ENCRYPTED:
        yield Problem("it is encrypted; unpack the archive with its password", path=origin.path)
        return
    try:
        with failures_named(), archive.open(member) as opened:
            content = BufferedReader(cast("Any", opened))
            yield from read_member(file, content, member.file_size, origin, workers)
    except UnreadableFileError as error:
        yield Problem(str(error), path=origin.path, traceback=error.traceback)


class _ArchiveNeighbours:
    """The members next to one of them, and above them the files next to the archive."""

    def __init__(self, file: OpenFile, archive: _Archive, member: str) -> None:
        self._before_read = file.time_limit.check
        self._outside = file.origin.neighbours
        self._archive = archive
        self._folder = PurePosixPath(member).parent

    def names(self, folder: str) -> list[str]:
        """The names of the members in a folder; see `Neighbours`."""
        self._before_read()
        inside, outside = self._path(folder)
        if outside is not None:
            return self._outside.names(outside)
        return self._archive.folders.get(inside, [])

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a member, `most` at most; see `Neighbours`."""
        self._before_read()
        inside, outside = self._path(name)
        if outside is not None:
            return self._outside.read(outside, most)
        try:
            with failures_named(), self._archive.open(str(inside)) as opened:
                return opened.read(most)
        except UnreadableFileError:
            return None

    def xml_with(self, folder: str, sign: Sign) -> Sequence[str]:
        """The names of the XML members of a folder that begin with a sign; see `Neighbours`."""
        inside, outside = self._path(folder)
        if outside is not None:
            return self._outside.xml_with(outside, sign)
        found = self._archive.xml_with
        if (inside, sign) not in found:
            found[inside, sign] = found_xml_with(self, folder, sign)
        return found[inside, sign]

    def _path(self, relative: str) -> tuple[PurePosixPath, str | None]:
        """The path in the archive, or the one from the folder of the archive if it leads out."""
        steps: list[str] = []
        outside: list[str] | None = None
        for step in (*self._folder.parts, *PurePosixPath(relative).parts):
            if outside is not None:
                outside.append(step)
            elif step != "..":
                steps.append(step)
            elif steps:
                steps.pop()
            else:
                outside = []  # the folder in which the archive is
        return PurePosixPath(*steps), "/".join(outside) or "." if outside is not None else None
