"""Libraries of references, with their abstracts and what they keep: RIS, BibTeX, Zotero."""
