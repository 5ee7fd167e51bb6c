"""The answers: each module is a command, or a kind of plain question, and its reply."""
