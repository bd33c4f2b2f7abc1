"""Saved searches on the disk: what was saved, what has matched, what waits to be delivered."""
