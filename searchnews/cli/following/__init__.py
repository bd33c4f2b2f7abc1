"""Commands that follow what is new."""
