"""Copies: the same dispatch in several articles, revised, cut or under another title."""
