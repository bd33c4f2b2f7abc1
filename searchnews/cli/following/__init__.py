"""Commands that follow what is new, and give names to what is followed."""
