"""Queries: what people type, as a syntax tree, and as clauses that any engine can run."""
