"""All articles that a query finds, in a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final

from searchnews.explore.exports.entries import USUAL_COLUMNS, Entry
from searchnews.explore.exports.export import Exported, export_articles, write_articles
from searchnews.explore.exports.formats import BIBLIOGRAPHIES, Format, format_of
from searchnews.explore.new_file import check_free
from searchnews.explore.subject import subject_of
from searchnews.explore.tables.delimited import Delimited
from searchnews.search.options import SearchOptions
from searchnews.search.search import stream
from searchnews.storage.snapshots import Snapshot
from searchnews.value import replaced

# Articles whose groups are looked up together.
_AT_ONCE: Final = 200


def written_columns(form: Format, columns: Sequence[str]) -> Sequence[str]:
    """The columns that are written: bibliographies have none."""
    return () if form in BIBLIOGRAPHIES else columns


class QueryExport:
    """An export of all articles that match a query strictly, in one commit of an index."""

    def __init__(self, snapshot: Snapshot, index: str, query: str, options: SearchOptions) -> None:
        self._snapshot = snapshot
        self._query = query
        self._options = replaced(options, snippets=False)
        self.about = subject_of(snapshot, index, [query], options).about
        """What is exported, and how many articles."""

    @property
    def total(self) -> int:
        """How many articles will be written."""
        return self.about.queries[0].matches

    def entries(self, columns: Collection[str] = USUAL_COLUMNS) -> Iterator[Entry]:
        """The articles, in the order of the sort, one at a time.

        `copies` and `story` are found out where they are among the columns.
        """
        # Imported here: it loads numpy, which help has no need of.
        from searchnews.explore.exports.groups import GroupColumns

        is_ranked = self._options.sort == "relevance"
        groups = GroupColumns(self._snapshot, columns)
        hits = stream(self._snapshot, self._query, self._options)
        while some := list(islice(hits, _AT_ONCE)):
            for hit, known in zip(some, groups.of(hit.number for hit in some), strict=True):
                score = hit.score if is_ranked else None
                yield Entry(hit.article, score, copies=known.copies, story=known.story)

    def write(
        self,
        path: str | PathLike[str],
        entries: Iterator[Entry] | None = None,
        *,
        form: Format | None = None,
        columns: Sequence[str] = USUAL_COLUMNS,
        delimited: Delimited | None = None,
        overwrite: bool = False,
    ) -> Exported:
        """Write a file, which is there whole or not at all.

        The end of its name says the format, unless `form` does: .csv, .tsv, .xlsx, .jsonl,
        .parquet, .ris, .bib, or .json for CSL. `entries` are its own, passed through a progress
        bar, say. NAME.about.json says how to make the file again.

        Raises:
            InvalidArgumentError, MissingDependencyError, OutputError: as `export_articles`.
        """
        path = Path(path)
        check_free(path, overwrite=overwrite)
        form = form or format_of(path)
        return export_articles(
            path,
            self.entries(written_columns(form, columns)) if entries is None else entries,
            self.about,
            form=form,
            columns=columns,
            delimited=delimited or Delimited(),
            overwrite=overwrite,
        )

    def stream(
        self,
        file: BinaryIO,
        form: Format,
        entries: Iterator[Entry] | None = None,
        *,
        columns: Sequence[str] = USUAL_COLUMNS,
        delimited: Delimited | None = None,
    ) -> str | None:
        """Write to an open file, one article at a time; gives what the format could not hold.

        `entries` are as for `write`.

        Raises:
            InvalidArgumentError, MissingDependencyError, OutputError: as `write_articles`.
        """
        return write_articles(
            file,
            self.entries(written_columns(form, columns)) if entries is None else entries,
            form,
            columns=columns,
            delimited=delimited or Delimited(),
        )
