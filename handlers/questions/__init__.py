"""From a typed line to a question: its signs, names, days and plain words."""
