"""Other ways to write what was typed: week-end, weekend; n° 12, numéro 12; 20 h 30, 20h30."""
