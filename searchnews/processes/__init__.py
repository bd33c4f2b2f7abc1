"""Processes that share the work of one that writes an index."""

from searchnews.processes.pool import ProcessError, Processes

__all__ = ["ProcessError", "Processes"]
