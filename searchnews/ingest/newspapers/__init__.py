"""Digitised newspapers: METS with ALTO, ABBYY, Olive and TEI."""
