"""What a figure takes from the clause or the figure before it."""
