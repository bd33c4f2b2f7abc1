"""Tables: small results that know their columns, for terminals, files and data frames."""
