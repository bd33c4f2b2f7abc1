"""`python -m searchnews.cli`."""

from searchnews.cli import main

main()
