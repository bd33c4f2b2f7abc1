"""More like this: articles that have the words which tell a text from all others."""
