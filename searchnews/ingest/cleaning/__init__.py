"""From the text of a page to the article in it."""
