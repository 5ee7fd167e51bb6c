"""Digests: what is new to a channel, planned, put into words, sent, and corrected later."""
