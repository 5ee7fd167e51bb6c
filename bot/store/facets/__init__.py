"""By what claims are found: names, topics, sorts and countries, by their numbers."""
