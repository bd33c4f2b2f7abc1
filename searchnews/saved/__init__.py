"""Saved searches: what is new in them since the last run, delivered at least once."""
