"""What becomes of the articles that a run reads: added, replaced, left as they are, or removed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from searchnews.article import Article
from searchnews.indexing.counted_ids import id_beside, identity_of
from searchnews.indexing.report import Report, SkippedParts
from searchnews.indexing.writer import IndexWriter, Outcome
from searchnews.ingest.base import ReadArticle
from searchnews.ingest.cleaning.recurring import Recurring, RecurringLines, without_lines


@dataclass(slots=True)
class CurrentFile:
    """A file while it is read."""

    path: Path
    number: int
    """In the manifest."""
    articles: int = 0
    is_whole: bool = True
    """Whether all articles that it has were read."""
    skipped: SkippedParts = field(default_factory=SkippedParts)
    other_ids: int = 0
    """How many of its articles have a number as id that another article has, and so got another."""


class ArticleUpdates:
    """Brings articles into the index, and counts them in the report of the run."""

    def __init__(self, writer: IndexWriter, report: Report) -> None:
        self._writer = writer
        self._manifest = writer.manifest
        self._report = report
        known: dict[str, set[str]] = {}
        for source, line, _ in self._manifest.furniture():
            known.setdefault(source, set()).add(line)
        self._recurring = RecurringLines(known)
        self._forbidden = 0
        self.to_read_again: set[Path] = set()
        """Files with an article that another file had taken over and has lost in this run."""

    def add(self, read: ReadArticle, file: CurrentFile) -> None:
        """Add an article of a file, unless a newer revision stands or the user deleted it."""
        article, medium, revision = read
        article = self._with_own_id(article, file)
        is_first = self._manifest.see(article.id, file.number)
        if revision is not None and self._is_outdated(article, revision, file, is_first=is_first):
            return
        file.articles += 1
        if medium.has_furniture:
            article = self._recurring.cleaned(article)
        outcome, taken_from = self._writer.add(article, file.number, revision)
        if outcome is Outcome.FORBIDDEN:
            self._forbidden += 1
        elif not is_first:
            self._report.warn(
                f"{file.path} has the article {article.id} twice; the later one stands"
            )
        elif outcome is Outcome.ADDED:
            self._report.added += 1
        elif outcome is Outcome.UPDATED:
            self._report.updated += 1
        else:
            self._report.unchanged += 1
        if taken_from is not None and (other := self._manifest.path_of(taken_from)) is not None:
            self._report.warn(
                f"the article {article.id} is in {other} and in {file.path}; the later one stands"
            )

    def _with_own_id(self, article: Article, file: CurrentFile) -> Article:
        """The article, with another id if its own is a number that another article has."""
        identity = identity_of(article)
        if identity is None:
            return article
        beside = id_beside(article.id, identity)
        if beside in self._manifest.forbidden:
            return replace(article, id=beside)
        # Once it has that id it keeps it, also when the number is free again.
        if self._manifest.article(beside) is None:
            known = self._manifest.article(article.id)
            if known is None or known.identity in (None, identity):
                return article
            if known.file == file.number and not self._manifest.has_seen(article.id, file.number):
                return article  # what it had with this number before
        file.other_ids += 1
        return replace(article, id=beside)

    def _is_outdated(
        self, article: Article, revision: int, file: CurrentFile, *, is_first: bool
    ) -> bool:
        """Whether a newer revision of an article stands; if so, that is said, and it stays."""
        known = self._manifest.article(article.id)
        if known is None or known.revision is None or known.revision <= revision:
            return False
        reason = f"an older revision of {article.id} than the one that stands"
        if known.file == file.number:
            file.articles += 1
            self._report.unchanged += is_first
            self._report.warn(f"{article.path or file.path}: {reason}")
        else:
            # When the file with the newer one goes, this one is read again.
            self._manifest.shadow_article(article.id, file.number)
            file.skipped.add(Path(article.path or file.path), reason)
        return True

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles that are in no file any more, as far as is known."""
        for article_id in ids:
            self.to_read_again.update(self._writer.remove(article_id))
            self._report.removed += 1

    def finish(self) -> None:
        """Take lines that were found to return out of the articles that were read before."""
        lines: dict[tuple[str, str | None], set[str]] = {}
        for learnt, articles in self._recurring.learnt():
            self._manifest.put_furniture(*learnt)
            for key in articles:
                lines.setdefault(key, set()).add(learnt.line)

        def revised(article: Article) -> Article:
            # By now the article with this id may be one of another file.
            return without_lines(article, lines.get((article.id, article.path), set()))

        if lines:
            self._writer.revise({article_id for article_id, _ in lines}, revised)
        self._report.furniture = list(itertools.starmap(Recurring, self._manifest.furniture()))
        if self._forbidden:
            self._report.warn(
                f"{self._forbidden:,} articles that were deleted from the index were not brought "
                "back; --rebuild brings them back"
            )
