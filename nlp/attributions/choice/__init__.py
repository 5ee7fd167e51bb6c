"""How sure a draft is, and which of several drafts is stored."""
