"""Which percentages are rates of duty, and how each is told apart from all the others."""
