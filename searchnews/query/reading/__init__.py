"""From what was typed to a syntax tree."""
