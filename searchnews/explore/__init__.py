"""What all the articles that match a query say together, as tables, plots and files."""
