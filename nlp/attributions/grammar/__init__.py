"""The words that report, and what the parse says of them, mended where it is known to err."""
