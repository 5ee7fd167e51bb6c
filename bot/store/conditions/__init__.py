"""Conditions of a question that the database checks: workspaces, verdicts, what was first."""
