"""The exception family: what a caller can act on.

Every message says what happened, to which file or field, and what to do next.
"""


class SearchNewsError(Exception):
    """Anything that searchnews cannot do; the message is meant for the user."""


class IndexNotFoundError(SearchNewsError):
    """There is no index at the path given."""


class IndexExistsError(SearchNewsError):
    """An index, or something else, is already where a new one was to be made."""


class IndexLockedError(SearchNewsError):
    """Another process is writing to the index."""


class IndexDamagedError(SearchNewsError):
    """Files of the index are missing, cut short or altered."""


class IndexVersionError(SearchNewsError):
    """The index was made by another format, engine or analysis version."""


class InvalidArgumentError(SearchNewsError, ValueError):
    """A value given by the caller cannot be used: a date, a limit, an article without an id."""


class MissingDependencyError(SearchNewsError):
    """A package that the chosen engine or format needs is not installed."""


class EngineError(SearchNewsError):
    """The engine failed, for example because the disk is full; the last commit stays intact."""


class UnreadableFileError(SearchNewsError):
    """A file gives no articles, or none from here on; the message is the reason.

    Readers raise it. A run of indexing names the file in its report and goes on.
    """

    def __init__(self, reason: str, traceback: str | None = None) -> None:
        """`traceback` is set when a reader or a library failed unexpectedly."""
        super().__init__(reason)
        self.traceback = traceback


class DeliveryError(SearchNewsError):
    """New articles were not delivered; they wait for the next run."""

    def __init__(self, reason: str, *, is_of_all: bool = False) -> None:
        """`is_of_all` says that nothing else can be delivered this way now, as to a dead server."""
        super().__init__(reason)
        self.is_of_all = is_of_all


class OutputError(SearchNewsError):
    """A file that was asked for is not written: it exists already, or the disk is full."""
