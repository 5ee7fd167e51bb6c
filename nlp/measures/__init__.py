"""Which measure: who puts which tariff or control on whom, at what rate, how far along."""
