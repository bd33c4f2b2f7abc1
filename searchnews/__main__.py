"""`python -m searchnews`, which is the command `searchnews`."""

from searchnews.cli import main

main()
