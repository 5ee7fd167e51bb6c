"""Charts, drawn by a child process that may be stopped."""
