"""What news agencies send: NewsML, NITF, ninjs and plain dispatches."""
