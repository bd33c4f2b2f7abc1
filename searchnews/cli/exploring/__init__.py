"""The commands that explore all matches of a query: each prints an answer of `Index`."""
