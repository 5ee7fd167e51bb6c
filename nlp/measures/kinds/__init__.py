"""Measures without a rate, and what sort of measure each is: bans, controls, exemptions."""
