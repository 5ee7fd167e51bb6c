"""Whom the words mean that name nobody: pronouns, offices, descriptions, documents."""
