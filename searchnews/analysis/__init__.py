"""French words: how texts and queries are cut into the words that are indexed and searched."""
