"""Which mentions of an article mean the same person or body, and what it says of them."""
