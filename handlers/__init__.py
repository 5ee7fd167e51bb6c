"""What the bot does: from a request and the newsroom's claims to a platform-neutral reply."""
