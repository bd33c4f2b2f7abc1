"""A real OpenSearch cluster on this machine alone, for tests and measurements; see `__main__`."""
