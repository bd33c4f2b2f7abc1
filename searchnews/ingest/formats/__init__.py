"""The formats that are read, and how the format of a file is recognised."""
