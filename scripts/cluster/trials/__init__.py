"""What a cluster must survive, tried on a real one; each module says what came of it."""
