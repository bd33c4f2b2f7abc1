"""From drafts to articles: the one place that gives an article its id, path, source and date.

The date is the first that is known, in this order, for all formats:

1. the one that the article states, in a field of its own or in its text;
2. the one in its address: /2015/09/18/crue.html;
3. the one in the name of its file: 2015-09-18_crue.txt;
4. the one in the path of its file: 2015/09/18/crue.txt;
5. the time at which its file was last changed, if the user asked for it.

One that cannot be true is dropped and named, and the next in this order stands.

Words that are cut at line ends, with a sign for nothing else, are whole in all formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from searchnews.article import MAX_ID_LENGTH, Article
from searchnews.ingest.base import (
    Draft,
    Item,
    Medium,
    Problem,
    ReadArticle,
    ReadingOptions,
)
from searchnews.ingest.cleaning.cut_words import with_whole_words
from searchnews.ingest.origin import Origin, date_in_address
from searchnews.stated_dates import stated_date

# The first newspapers are of 1605; nothing that was printed before is news.
_FIRST: Final = "1500"
# Clocks go wrong, and it is tomorrow already in Nouméa.
_TOLERANCE: Final = timedelta(days=2)


def completed(
    drafts: Iterable[Draft | Problem], origin: Origin, options: ReadingOptions, medium: Medium
) -> Iterator[Item]:
    """The articles of drafts, each after what was wrong with it; problems as they are.

    `medium` is that of the format, for drafts that name no other.
    """
    last = (datetime.now(UTC) + _TOLERANCE).date().isoformat()
    parts: set[int] = set()
    for draft in drafts:
        if isinstance(draft, Problem):
            yield draft
            continue
        article_id = _id_of(draft, origin, parts)
        url = draft.url or (origin.url if draft.number is None else None)
        stated, has_wrong_time = stated_date(draft.date) if draft.date else (None, False)
        date, impossible = _date_of(stated, url, origin, options, last)
        if draft.id is not None and len(draft.id) > MAX_ID_LENGTH:
            draft.extra = {"id": draft.id} | draft.extra
            yield _long_id(draft.id, article_id)
        if has_wrong_time:
            reason = f"its date, {draft.date}, has a time that does not exist"
            yield Problem(f"{article_id}: {reason}; {stated} is kept of it", lost=False)
        for dropped in impossible:
            kind = "in the future" if dropped > last else "before there were newspapers"
            instead = f"{date} stands" if date else "it has none"
            yield Problem(f"{article_id}: its date, {dropped}, is {kind}; {instead}", lost=False)
        article = Article(
            id=article_id,
            title=with_whole_words(draft.title) if draft.title else None,
            body=with_whole_words(draft.body),
            date=date,
            source=draft.source or options.source or draft.agency,
            agency=draft.agency,
            authors=draft.authors,
            section=draft.section,
            url=url,
            path=str(origin.path),
            lead=with_whole_words(draft.lead) if draft.lead else None,
            credit=draft.credit,
            language=draft.language,
            extra=draft.extra,
        )
        yield ReadArticle(article, draft.medium or medium, draft.revision)


def _id_of(draft: Draft, origin: Origin, parts: set[int]) -> str:
    """The id that the input gives, if it can be one, else one made from where the article is.

    `parts` has a number for each id among the articles of the file: one that is given again, as
    people do in their own files, takes no other article's place.
    """
    if draft.id and len(draft.id) <= MAX_ID_LENGTH and not draft.id.isspace():
        return draft.id
    if draft.part:
        made = f"{origin.article_id()}-{draft.part}"
        if len(made) <= MAX_ID_LENGTH and hash(draft.part) not in parts:
            parts.add(hash(draft.part))
            return made
    return origin.article_id(draft.number)


def _long_id(given: str, made: str) -> Problem:
    return Problem(
        f"an id of {len(given):,} characters, more than {MAX_ID_LENGTH:,}; "
        f"the article got another, {made}",
        lost=False,
    )


def _date_of(
    stated: str | None, url: str | None, origin: Origin, options: ReadingOptions, last: str
) -> tuple[str | None, list[str]]:
    """The first date that can be true, and those before it that cannot."""
    if stated is not None and _FIRST <= stated <= last:
        return stated, []  # as it is with most
    impossible: list[str] = []
    for date in (stated, *_unstated(url, origin, options)):
        if date is not None:
            if _FIRST <= date <= last:
                return date, impossible
            impossible.append(date)
    return None, impossible


def _unstated(url: str | None, origin: Origin, options: ReadingOptions) -> Iterator[str | None]:
    """What may be the date of an article that states none, in the order of belief."""
    yield date_in_address(url) if url else None
    yield origin.date_in_name
    yield origin.date_in_path
    yield origin.date_of_change if options.date_from_mtime else None
