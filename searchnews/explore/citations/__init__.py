"""Articles as bibliographies cite them: newspaper articles in RIS, BibLaTeX and CSL JSON."""
