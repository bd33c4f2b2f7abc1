"""Other ways to write what was typed: week-end, weekend; n° 12, numéro 12; 20 h 30, 20h30.

The index has what was written; what counts as the same is decided here, for each query.
"""
