"""Files of claims: what is in them, in which formats, and what has changed since."""
