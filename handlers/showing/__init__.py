"""How claims are shown: cards with their receipts, tables, pictures, plain text and JSON."""
