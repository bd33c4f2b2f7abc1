"""Concordances: every occurrence of what was searched, with the words around it."""
