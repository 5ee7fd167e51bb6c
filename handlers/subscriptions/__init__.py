"""Standing questions: what is asked, where, how often, and in which time zone."""
