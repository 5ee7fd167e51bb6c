"""Which measure claims are one line of the ledger, and where that measure stands."""
