"""How much: amounts with what they count, whose they are, for which time, and how they moved."""
