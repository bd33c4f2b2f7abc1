"""The lists that all queries of an index know: files beside it, or documents in its cluster."""
