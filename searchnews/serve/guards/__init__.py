"""Who may ask, how often, and what browsers may do with an answer."""
