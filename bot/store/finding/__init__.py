"""From a question to pages of claims, and to how many there are."""
