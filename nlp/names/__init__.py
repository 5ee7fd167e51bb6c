"""Who is meant: the people, organisations and countries of one article, by all their names."""
