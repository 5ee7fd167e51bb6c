"""What speaks of one matter, and how two findings on it differ."""
