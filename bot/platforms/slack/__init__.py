"""Slack: how it is heard, answered, and posted to."""
