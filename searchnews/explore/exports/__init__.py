"""Articles and tables in files of other programs: streamed, whole, and with their provenance."""
