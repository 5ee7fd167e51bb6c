"""The words around numbers: how exact, how they moved, of what time, what they count."""
