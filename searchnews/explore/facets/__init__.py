"""Facets: how many of the matches have each value of a field, such as a source or a year."""
