"""What is done where a question finds nothing: other spellings, other readings, less of it."""
