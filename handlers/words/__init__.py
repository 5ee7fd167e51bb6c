"""Words, names, days and numbers by themselves: how they are read and how they are written."""
