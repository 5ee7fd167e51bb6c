"""When a measure was announced, begins and ends."""
