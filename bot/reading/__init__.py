"""Reading: from the bytes of a file to a parsed article, one module per format."""
