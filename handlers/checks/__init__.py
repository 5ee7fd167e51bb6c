"""A quotation held against the articles: where its words stand, and what is wrong with it."""
