"""Copies and stories of an index: what they are recognised from, and where they are kept."""
