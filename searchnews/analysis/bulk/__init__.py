"""Many texts cut into words at once, for indexing; the same words as the reference tokenizer."""
