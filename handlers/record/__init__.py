"""What is on record: the claims of an article, and who is who across all of them."""
