"""What the text says: components that read a string of news text and report their findings."""
