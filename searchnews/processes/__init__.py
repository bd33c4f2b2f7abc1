"""Processes that take work from the one that indexes: reading, cutting, keys of words."""

from searchnews.processes.pool import MAX_PROCESSES, ProcessError, Processes

__all__ = ["MAX_PROCESSES", "ProcessError", "Processes"]
