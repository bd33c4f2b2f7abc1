"""Writing to an index: one writer at a time, from commit to commit."""
