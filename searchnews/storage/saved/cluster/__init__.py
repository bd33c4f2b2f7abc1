"""The saved searches of an index in a cluster, shared by all machines.

What one run finds for a search is one change of one document, which names all others: they are
written before, and never changed. So a crash leaves documents that nothing names, and no more.
"""
