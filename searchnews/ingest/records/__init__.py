"""Records: JSON, tables and Parquet, with the fields of an article by their usual names."""
