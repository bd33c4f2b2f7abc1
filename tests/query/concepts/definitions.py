"""Concepts in memory, for tests."""

from searchnews.query.concepts.definitions import Expression, ListDefinition, SearchDefinition
from searchnews.query.concepts.names import name_key


class Known:
    """Lists, given as lines, and saved searches, given as queries."""

    def __init__(self, lists=None, searches=None):
        self._found = {
            name_key(name): ListDefinition(
                name, tuple(Expression(line, n) for n, line in enumerate(lines, 1)), f"{name}.txt"
            )
            for name, lines in (lists or {}).items()
        } | {
            name_key(name): SearchDefinition(name, *given)
            for name, given in (searches or {}).items()
        }
        self.asked = []

    def definition(self, name):
        self.asked.append(name)
        return self._found.get(name_key(name))

    def names(self):
        return [found.name for found in self._found.values()]

    def where(self):
        return "lists are files such as partis.txt"
