"""What a search gives back: hits, each with its article and the passage that answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from searchnews.article import Article
from searchnews.value import Value

Fold: TypeAlias = Literal["copies", "stories"]
"""What one hit may stand for: the copies and versions of a dispatch, or all that tells an event."""

Span: TypeAlias = tuple[int, int]
"""Half-open, in characters."""


class Snippet(Value):
    """A passage of an article, as it is written, and the spans of the words that matched."""

    text: str
    highlights: tuple[Span, ...] = ()

    def html(self) -> str:
        """The passage as safe HTML, with what matched in <mark>.

        >>> Snippet("L'aviation <syrienne>", ((2, 10),)).html()
        'L&#x27;<mark>aviation</mark> &lt;syrienne&gt;'
        """
        # Imported here: it knows all names of characters, which no terminal needs.
        from html import escape

        return "".join(
            f"<mark>{escape(piece)}</mark>" if marked else escape(piece)
            for piece, marked in self.pieces()
        )

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The passage in pieces, each with whether it matched; none is empty."""
        end = 0
        for start, stop in self.highlights:
            if start > end:
                yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        if end < len(self.text):
            yield self.text[end:], False


class Presentation:
    """What a hit shows of its article."""

    __slots__ = ("_snippet", "_title_highlights")

    def __init__(self, snippet: Snippet, title_highlights: tuple[Span, ...] = ()) -> None:
        self._snippet = snippet
        self._title_highlights = title_highlights

    @property
    def snippet(self) -> Snippet:
        """The passage that answers."""
        return self._snippet

    @property
    def title_highlights(self) -> tuple[Span, ...]:
        """The spans of the title that matched."""
        return self._title_highlights

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Presentation):
            return NotImplemented
        return (self.snippet, self.title_highlights) == (other.snippet, other.title_highlights)

    def __hash__(self) -> int:
        return hash((self.snippet, self.title_highlights))

    def __repr__(self) -> str:
        return f"Presentation({self.snippet!r}, {self.title_highlights!r})"

    def __reduce__(self) -> tuple[type[Presentation], tuple[Snippet, tuple[Span, ...]]]:
        return Presentation, (self.snippet, self.title_highlights)


class Folded(NamedTuple):
    """What a hit stands for besides its article: the others of its group that match, too."""

    ids: tuple[str, ...]
    sources: tuple[str, ...]
    """Who published them, each once; those with most of them first."""


class Hit(Value):
    """An article that a search found.

    Its snippet and the highlights of its title are made when they are first read: they are half of
    the work of a search. A hit has all that this needs, so they are those of the commit that was
    searched, whatever becomes of the index, and of an index that was closed.
    """

    rank: int
    """1 for the first hit of the first page."""
    score: float
    """0 where hits are sorted otherwise than by relevance."""
    relaxed: bool
    """Whether it matches some words of the query only."""
    article: Article
    number: int
    """Of the article: in the order of indexing, see `Document.number` of the engines."""
    presentation: Presentation
    explanation: tuple[tuple[str, float], ...] = ()
    """What each part of the query adds to the score; empty unless the search explains."""
    folded: Folded | None = None
    """None unless the search folds."""

    @property
    def snippet(self) -> Snippet:
        """The passage that answers; empty where the search was to cut none."""
        return self.presentation.snippet

    @property
    def title_highlights(self) -> tuple[Span, ...]:
        """The spans of the title that matched."""
        return self.presentation.title_highlights

    def to_dict(self) -> dict[str, Any]:
        """The hit as the command line prints it in JSON."""
        article = self.article
        hit: dict[str, Any] = {
            "rank": self.rank,
            "id": article.id,
            "score": abs(round(self.score, 4)),
            "relaxed": self.relaxed,
            "title": article.title,
            "date": article.date,
            "source": article.source,
            "agency": article.agency,
            "authors": list(article.authors),
            "section": article.section,
            "url": article.url,
            "path": article.path,
            "snippet": self.snippet.text,
            "highlights": [list(span) for span in self.snippet.highlights],
            "title_highlights": [list(span) for span in self.title_highlights],
        }
        if self.folded is not None:
            hit["folded"] = {
                "articles": len(self.folded.ids),
                "sources": list(self.folded.sources),
                "ids": list(self.folded.ids),
            }
        if self.explanation:
            hit["explanation"] = {label: round(score, 4) for label, score in self.explanation}
        return hit


_HIT_COLUMNS: Final = (
    "rank id score relaxed title date source agency authors section url path snippet highlights "
    "title_highlights"
).split()


def hit_columns(fold: Fold | None) -> list[str]:
    """The names of the cells of a hit in CSV, some of them only where hits are folded."""
    return [*_HIT_COLUMNS, *(("folded", "folded_sources") if fold else ())]


def hit_cells(hit: dict[str, Any], columns: Sequence[str]) -> list[Any]:
    """What `Hit.to_dict` gives as cells; without a score where nothing was ranked by one."""
    cells = dict(hit, authors=tuple(hit["authors"]), score=hit["score"] or None)
    if "folded" in hit:
        cells["folded"] = hit["folded"]["articles"]
        cells["folded_sources"] = tuple(hit["folded"]["sources"])
    for spans in ("highlights", "title_highlights"):
        cells[spans] = " ".join(f"{start}-{end}" for start, end in hit[spans])
    return [cells[column] for column in columns]


class FormsFound(Value):
    """What a word of the query stood for: words of the index with weight and article count."""

    typed: str
    forms: tuple[tuple[str, float, int], ...]


class Results(Value):
    """One page of hits, and what there is to know about the query."""

    query: str
    understood: str
    """The query as it was read, in the same language."""
    total: int
    """How many articles match strictly, on all pages, or groups of them where the search folds;
    relaxed hits do not count."""
    took_ms: float
    """Until the hits were there; not what is made of them when they are read."""
    hits: tuple[Hit, ...]
    suggestion: str | None = None
    warnings: tuple[str, ...] = ()
    forms: tuple[FormsFound, ...] = ()
    """Empty unless the search explains."""
    fold: Fold | None = None
    """What the hits stand for; None if each is one article."""
    articles: int | None = None
    """How many articles match strictly, however they are folded; None unless the search folds."""

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def to_dict(self) -> dict[str, Any]:
        """The results as the command line prints them in JSON."""
        results: dict[str, Any] = {
            "query": self.query,
            "understood": self.understood,
            "total": self.total,
            **({"fold": self.fold, "articles": self.articles} if self.fold else {}),
            "took_ms": round(self.took_ms, 2),
            "suggestion": self.suggestion,
            "warnings": list(self.warnings),
            "hits": [hit.to_dict() for hit in self.hits],
        }
        if self.forms:
            results["forms"] = {
                found.typed: [
                    {"word": word, "weight": weight, "articles": articles}
                    for word, weight, articles in found.forms
                ]
                for found in self.forms
            }
        return results


class Highlights(NamedTuple):
    """What matches a query in a whole article: spans of its title, lead and body."""

    title: tuple[Span, ...]
    lead: tuple[Span, ...]
    body: tuple[Span, ...]
