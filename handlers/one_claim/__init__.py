"""One claim by its id: where it stands, how it was found, what people found out about it."""
