"""Texts that somebody gives: read and shown, or kept as an article of their workspace."""
