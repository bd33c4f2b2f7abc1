"""Commits as a vocabulary sees them."""


class Commit:
    """A commit with these words, and the articles that each is in."""

    def __init__(self, stamp, words, written=(), authors=(), counted=None):
        self.stamp = stamp
        self.counted = counted
        self.fields = {
            "words": sorted(words.items()),
            "written": [(form, 1) for form in sorted(written)],
            "authors": [(word, 1) for word in sorted(authors)],
        }

    def words(self, field):
        return self.fields.get(field, [])

    def articles_with(self, field, word):
        return dict(self.fields[field]).get(word, 0)
