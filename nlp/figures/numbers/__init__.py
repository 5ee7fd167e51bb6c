"""The numerals of a text, and which of them measure nothing."""
