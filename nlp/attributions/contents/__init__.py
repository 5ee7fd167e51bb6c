"""What a report says: where it begins and ends, and its kind, mood, occasion and hearers."""
