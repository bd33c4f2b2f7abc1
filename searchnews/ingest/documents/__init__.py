"""Text files, office documents and PDF: one article each, or an export of several."""
