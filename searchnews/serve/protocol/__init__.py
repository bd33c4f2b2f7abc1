"""What HTTP says beside addresses: which answers are known already, encodings, whole addresses."""
