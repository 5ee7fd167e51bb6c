"""The names on record, and what people decided about them."""
