"""From files to articles: finding files, reading each format, cleaning scraped text."""
