"""Days, weeks, months and years: how articles are counted over time, and how an axis names them."""
