"""Web pages, saved pages and feeds."""
