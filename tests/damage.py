"""Damaging files of an index that this process may still have mapped into its memory."""


def replace(path, content):
    """Put a file with this content in the place of one.

    Not by writing into it: tantivy reads a directory once more in a thread of its own after it was
    opened, and what is cut short under a mapping ends the process.
    """
    path.unlink()
    path.write_bytes(content)
