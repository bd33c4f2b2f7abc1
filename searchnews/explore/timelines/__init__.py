"""Timelines: how many articles there were when, and what share of all of them."""
