"""Concepts: what a user has given a name, to be used in queries as `@name`."""
