"""The page to search in, and the HTTP API: both over `Index`, at the same addresses."""
