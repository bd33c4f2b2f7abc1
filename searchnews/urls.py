"""URLs of articles, written in one way, however they were copied."""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_LONGEST: Final = 2000  # characters
_SCHEME: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?::\d{1,5})?", re.IGNORECASE)
_PASTED: Final = re.compile(r"(?i:https?://|www\.)\S+|(?:[a-z\d][a-z\d-]+\.)+[a-z]{2,}/[^\s/]\S*")
# Most URLs need no more than what stands before and behind them taken off.
_PLAIN: Final = re.compile(
    r"https?://(?:www\.)?(?P<host>(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,})"
    r"(?P<path>(?:/[\w.,=~-]+)*)/?(?:#.*)?",
    re.ASCII,
)
_SPECIAL_HOST: Final = re.compile(r"^www\.|amp|xn--|google|archive")
_NO_PART_OF_A_SITE: Final = re.compile(r"(?:www|amp)\.(?=.+\.)")
# The same page for phones with little memory, under a URL of its own or in somebody's cache.
_CACHED: Final = re.compile(
    r"(?:www\.)?google\.[\w.]+/amp/(?:s/)?(?=\w)"
    r"|[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?(?=\w)"
    r"|web\.archive\.org/web/\d+\w*/",
    re.IGNORECASE,
)
_AMP_PATH: Final = re.compile(r"^/amp(?=/.)|/amp$|\.amp(?=\.html$|$)", re.IGNORECASE)
_SESSION: Final = re.compile(r";jsessionid=[^/]*$", re.IGNORECASE)
# What is said of who followed a link, by Google, AT Internet, Matomo, Facebook and others.
_TRACKING: Final = re.compile(
    r"(?:utm|at|mtm|pk|piwik|matomo|ns|mc|hsa|stm)_.*|xt(?:or|ref|s|cr)|(?:fb|g|d|tw|y|ms|li_fat_)cl"
    r"(?:id|kid)|gclsrc|gbraid|wbraid|igsh(?:id)?|_gl|_ga|_hs(?:enc|mi)|cmpid|mkt_tok|wt\.[a-z]+_?id"
    r"|amp|outputtype",
    re.IGNORECASE,
)
_USUAL_PORTS: Final = (80, 443)
# Signs that a URL may have as they are, and that mean nothing in a query.
_SAFE: Final = "/:@!$&+,;=~-._"


def is_pasted_url(text: str) -> bool:
    """Whether a text without spaces is the URL of a page rather than a word.

    >>> [is_pasted_url(text) for text in ("https://a.fr", "www.a.fr", "site.fr/a.html", "a.fr")]
    [True, True, True, False]
    """
    return _PASTED.fullmatch(text) is not None and normalized_url(text) is not None


def normalized_url(text: str) -> str | None:
    """A URL as all ways to write it have it in common; None if it is none.

    Without the scheme, `www.`, the fragment, what only tells who followed a link, what is said of
    pages for phones (AMP), caches of them and of the Internet Archive, and the last slash. Of the
    parameters that are left the order does not matter.

    >>> normalized_url("https://www.journal.fr/actu/crue.html?utm_source=x#haut")
    'journal.fr/actu/crue.html'
    >>> normalized_url("HTTP://Journal.fr:80/été/amp/"), normalized_url("a.fr?b=1&a=2")
    ('journal.fr/%C3%A9t%C3%A9', 'a.fr?a=2&b=1')
    >>> normalized_url("mailto:jean@journal.fr"), normalized_url("raids")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    plain = _PLAIN.fullmatch(text)
    if plain is not None and "amp" not in text and not _SPECIAL_HOST.search(plain["host"]):
        return f"{plain['host']}{plain['path']}"
    text = unicodedata.normalize("NFC", text.strip())
    rest = _without_scheme(text)
    while (cached := _CACHED.match(rest)) is not None:
        rest = _without_scheme(rest[cached.end() :])
    try:
        parts = urlsplit(f"//{rest}")
        host = _host(parts)
    except ValueError:
        return None
    if _HOST.fullmatch(host) is None or (rest == text and parts.username is not None):
        return None  # mailto: has a user, too
    path = _SESSION.sub("", parts.path.rstrip("/"))
    path = _AMP_PATH.sub("", path).rstrip("/")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    # Lone surrogates, which no encoding has, become "?".
    in_query = _SAFE.replace("&", "").replace("=", "")
    query = f"?{urlencode(sorted(kept), safe=in_query, errors='replace')}" if kept else ""
    return f"{host}{quote(unquote(path), safe=_SAFE, errors='replace')}{query}"


def beginnings(url: str) -> list[str]:
    """The terms a URL is found by: its site, each folder, and itself; none if it is none.

    >>> beginnings("https://sport.journal.fr/foot/but.html")
    ['journal.fr', 'sport.journal.fr', 'sport.journal.fr/foot', '?BnkQC7TpL8M']
    >>> beginnings("journal.fr/lire.php?id=7")
    ['journal.fr', 'journal.fr/lire.php', '?Dd8Bs9_YjCU']
    """
    normalized = normalized_url(url)
    if normalized is None:
        return []
    place, _, query = normalized.partition("?")
    host, *folders = place.split("/")
    labels = host.split(".")
    terms = [".".join(labels[start:]) for start in range(len(labels) - 2, -1, -1)]
    for folder in folders:
        terms.append(f"{terms[-1]}/{folder}")
    if folders and not query:
        terms.pop()
    return [*terms, _whole(normalized)]


def terms_of(normalized: str) -> tuple[str, ...]:
    """The terms of which articles at or under a normalised URL have one.

    Parameters may have been added to the URL of an article that has none.

    >>> terms_of("journal.fr/foot"), terms_of("journal.fr/foot?x=1")
    (('journal.fr/foot', '?U8SNGHgy4ag'), ('?PyepwsOA_jE', '?U8SNGHgy4ag'))
    """
    place, _, query = normalized.partition("?")
    return (_whole(normalized) if query else place, _whole(place))


def _whole(normalized: str) -> str:
    # Every article has a URL of its own: whole ones would take 4 % of an index, and of the
    # time to make it. One in a million indexes of ten million articles has two of one digest.
    digest = blake2b(normalized.encode(), digest_size=8).digest()
    return f"?{urlsafe_b64encode(digest).decode().rstrip('=')}"


def words_of_url(normalized: str) -> str:
    """A normalised URL as a text is likely to have it, without its parameters.

    >>> words_of_url("journal.fr/%C3%A9t%C3%A9?a=2")
    'journal.fr/été'
    """
    return unquote(normalized.partition("?")[0])


def _without_scheme(text: str) -> str:
    scheme = _SCHEME.match(text)
    return text if scheme is None else text[scheme.end() :]


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if "xn--" in host:
        host = host.encode("ascii").decode("idna")
    while (first := _NO_PART_OF_A_SITE.match(host)) is not None:
        host = host[first.end() :]
    port = parts.port
    return host if port is None or port in _USUAL_PORTS else f"{host}:{port}"
