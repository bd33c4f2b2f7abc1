"""The index: what programs open, search, explore and write to."""

from searchnews.index.index import Index
from searchnews.index.opening import copy, create, open, rebuild

__all__ = ["Index", "copy", "create", "open", "rebuild"]
