"""What the platforms share: who waits for an answer, and what goes with it."""
