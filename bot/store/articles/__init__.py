"""Articles with their claims: stored, read, exchanged and reviewed."""
