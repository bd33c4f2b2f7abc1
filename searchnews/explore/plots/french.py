"""Numbers, dates and source lines as French prints them.

Thousands are separated by a narrow no-break space, decimals by a comma; signs such as % and ; have
a no-break space before them (Imprimerie nationale, Lexique des règles typographiques, 2002).
"""

from __future__ import annotations

from typing import Final

from searchnews.explore.about import About, Unit
from searchnews.explore.calendar.intervals import Interval

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"

_NOUNS: Final[dict[Unit, tuple[str, str]]] = {
    "articles": ("article", "articles"),
    "copies": ("article hors copies", "articles hors copies"),
    "stories": ("sujet", "sujets"),
}
_BY: Final = {
    Interval.DAY: "par jour",
    Interval.WEEK: "par semaine",
    Interval.MONTH: "par mois",
    Interval.QUARTER: "par trimestre",
    Interval.YEAR: "par an",
    Interval.DECADE: "par décennie",
}
_MONTHS: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()


def number(value: float, decimals: int = 0) -> str:
    """A number in figures.

    >>> number(1234567).replace(NARROW, "_"), number(3.14159, 2), number(-1200).replace(NARROW, "_")
    ('1_234_567', '3,14', '−1_200')
    """
    text = f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")
    return text.replace("-", "−")


def percent(share: float, decimals: int = 1) -> str:
    """A share between 0 and 1 in percent.

    >>> percent(0.1234).replace(NARROW, "_")
    '12,3_%'
    """
    return f"{number(100 * share, decimals)}{NARROW}%"


def counted(count: int, unit: Unit) -> str:
    """So many of what is counted; nought and one are singular in French.

    >>> counted(1, "articles").replace(NO_BREAK, "_"), counted(12, "stories").replace(NO_BREAK, "_")
    ('1_article', '12_sujets')
    """
    return f"{number(count)}{NO_BREAK}{noun(unit, count)}"


def noun(unit: Unit, count: int = 2) -> str:
    """The word for what is counted."""
    return _NOUNS[unit][count > 1]


def by(interval: Interval) -> str:
    """The interval, as in "articles par mois"."""
    return _BY[interval]


def date(iso: str) -> str:
    """A date, as precise as it is; times are left out.

    >>> date("2015-09-01T17:42"), date("2015-09"), date("2015")
    ('1er septembre 2015', 'septembre 2015', '2015')
    """
    year, *rest = iso[:10].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    return f"{'1er' if day == 1 else day} {month} {year}"


def title(about: About) -> str:
    """The queries, as they were read."""
    quoted = (f"«{NO_BREAK}{query.understood}{NO_BREAK}»" for query in about.queries)
    return ", ".join(quoted)


def measured(unit: Unit, by: str, *, share: bool) -> str:
    """What a plot shows of so many by something.

    >>> measured("articles", "par mois", share=True)
    'Part de tous les articles par mois'
    >>> measured("stories", "par source", share=False)
    'Sujets par source'
    """
    return f"Part de tous les {noun(unit)} {by}" if share else f"{noun(unit).capitalize()} {by}"


def source_line(about: About) -> str:
    """Where a figure comes from: query, counts, filters, index with its commit, and the day.

    With it a reader can make the figure again. The index has its name there and not its path, since
    figures are printed, and shown to visitors.
    """
    parts = [
        f"«{NO_BREAK}{query.understood}{NO_BREAK}» ({counted(query.matches, about.unit)})"
        for query in about.queries
    ]
    line = f"Source{NO_BREAK}: {', '.join(parts)} sur {number(about.out_of)}"
    filters = [", ".join(about.sources)] if about.sources else []
    if about.date_from:
        filters.append(f"depuis {date(about.date_from)}")
    if about.date_to:
        filters.append(f"jusqu’à {date(about.date_to)}")
    line += "".join(f"{NARROW}; {each}" for each in filters)
    return f"{line}. Index {about.index_name}, état {about.commit}, {date(about.made.isoformat())}."
