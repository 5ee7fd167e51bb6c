"""How far along a measure is: only threatened, announced, in force, paused, ended."""
