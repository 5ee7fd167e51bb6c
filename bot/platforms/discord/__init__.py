"""Discord: how it is heard, answered, and posted to."""
