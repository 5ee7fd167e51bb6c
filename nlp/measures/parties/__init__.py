"""Who puts a measure on, and whom it hits, by the words of its own sentence."""
