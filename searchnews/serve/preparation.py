"""What is made when it is first asked for, and takes long: words of all articles, and stories.

Of an index in a cluster copies are, too. A thread makes it, once for everybody. Whoever asks
meanwhile is told how far it is, and to ask again; nobody waits for minutes, and nothing is given up
since it took too long.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from searchnews.errors import EngineError, SearchNewsError
from searchnews.index import Index
from searchnews.serve.api.parameter_table import RANK
from searchnews.serve.api.problems import NotReadyError
from searchnews.serve.visit import Visit

_LOG: Final = logging.getLogger("searchnews.serve")

_WORDS: Final = frozenset(("/collocates", "/keyness"))
_STORIES: Final = frozenset(("/stories/{id}",))
_COPIES: Final = _WORDS | {"/similar/{id}", "/stats"}
_ALWAYS: Final = frozenset(("/similar/{id}", "/concordance"))
"""Where what is counted is only kept for the way back."""


@dataclass(slots=True)
class _Making:
    """One of them being made."""

    commit: str
    done: int = 0
    whole: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    error: SearchNewsError | None = None
    is_kept: bool = True
    """False where there is no room for it in the index: each answer makes its own."""

    def progress(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole


class Preparation:
    """Makes what visits need."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._making: dict[str, _Making] = {}

    def check(self, visit: Visit) -> None:
        """See that what a visit needs is there.

        Raises:
            NotReadyError: it is being made.
            SearchNewsError: it could not be made.
        """
        for what in _needed(visit):
            if not self._is_there(what):
                self._start(what)

    def soon(self, what: str, seconds: float) -> bool:
        """Whether it is made within so many seconds, which this waits at most."""
        making = self._making.get(what)
        return making is None or making.ended.wait(seconds)

    def _is_there(self, what: str) -> bool:
        match what:
            case "words":
                return self._index.words_are_counted
            case "copies":
                return self._index.copies_are_recognised
            case _:
                return self._index.stories_are_recognised

    def _start(self, what: str) -> None:
        """Begin, or say how far it is."""
        commit = self._index.commit
        with self._lock:
            making = self._making.get(what)
            if making is not None and making.ended.is_set():
                del self._making[what]
                if making.error is not None:
                    raise making.error
                if making.commit == commit and not making.is_kept:
                    self._making[what] = making
                    return
                making = None
            if making is None:
                making = self._making[what] = _Making(commit)
                run = {
                    "words": self._index.count_words,
                    "copies": self._index.recognise_copies,
                    "stories": self._index.recognise_stories,
                }[what]
                threading.Thread(target=_make, args=(making, run), daemon=True).start()
        raise NotReadyError(what, making.done, making.whole)


def _needed(visit: Visit) -> Iterator[str]:
    """What a visit needs. Exports make it by themselves, as they may take long."""
    if visit.path in _COPIES or (visit.unit == "copies" and _counts(visit)):
        yield "copies"
    if visit.path in _WORDS:
        yield "words"
    if visit.path in _STORIES or (visit.unit == "stories" and _counts(visit)):
        yield "stories"


def _counts(visit: Visit) -> bool:
    """Whether an answer depends on what is counted."""
    if visit.path == "/article/{id}":
        return visit.values[RANK] > 0
    return visit.path not in _ALWAYS


def _make(making: _Making, run: Callable[[Callable[[int, int], None]], None]) -> None:
    try:
        run(making.progress)
    except EngineError as error:
        _LOG.warning("not kept in the index: %s", error)
        making.is_kept = False
    except SearchNewsError as error:
        making.error = error
    except Exception:
        _LOG.exception("unexpected error")
        making.error = SearchNewsError("what this needs could not be made")
    finally:
        making.ended.set()
