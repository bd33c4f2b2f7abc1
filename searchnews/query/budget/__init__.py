"""What one query may take of a machine; what is beyond that is read more narrowly, and said."""
