"""French and English: the texts of the page, and numbers and dates as each writes them."""
