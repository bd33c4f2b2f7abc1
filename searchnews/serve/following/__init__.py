"""What visitors follow: saved searches, what is new in them for each browser, and their feeds."""
