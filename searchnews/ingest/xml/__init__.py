"""XML, as a tree or element by element, also where it is broken."""
