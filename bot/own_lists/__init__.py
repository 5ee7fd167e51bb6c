"""The newsroom's own lists, read at start: names, topics, holidays."""
