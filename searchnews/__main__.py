"""`python -m searchnews`."""

from searchnews.cli import main

main()
