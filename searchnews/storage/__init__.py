"""The index directory: what lies where in it, and what keeps it whole."""
