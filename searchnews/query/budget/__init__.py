"""Limits of the work of one query: what is beyond them is narrowed, with a warning."""
