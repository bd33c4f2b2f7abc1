"""Machines that share an index in a cluster, for tests in one process."""

from contextlib import closing, contextmanager

import searchnews
from searchnews.article import Article
from searchnews.indexing.writer import unlocked_writer
from searchnews.processes import Processes
from searchnews.storage.cluster.lease import DEFAULT_TIMES, held
from searchnews.storage.cluster.shared import Shared
from searchnews.storage.layout import layout_of
from searchnews.storage.ownership import claim


class Machines:
    """Each has a folder of its own; one of them at a time is the one that runs."""

    def __init__(self, place, folder, monkeypatch):
        self.place = place
        self._folder = folder
        self._monkeypatch = monkeypatch

    def on(self, name):
        self._monkeypatch.setenv("XDG_DATA_HOME", str(self._folder / name))
        self._monkeypatch.setenv("SEARCHNEWS_MACHINE", name)
        return self

    def open(self):
        return searchnews.open(self.place)

    def layout(self):
        return layout_of(self.place)

    def check(self):
        from searchnews.storage.check import check

        return check(self.layout())

    @contextmanager
    def writing(self, times=DEFAULT_TIMES):
        """A writer on the machine that runs, which has the right to write for such times."""
        layout = self.layout()
        with self.open() as index, closing(Processes(1)) as processes:
            meta = Shared(self.place).meta
            with (
                held(meta, layout.name, claim(layout), times) as lease,
                unlocked_writer(layout, index.opened_engine(), processes, lease=lease) as writer,
            ):
                yield writer


def article(name, text="La ville de Palmyre."):
    return Article(id=name, title=f"Titre {name}", body=text)
