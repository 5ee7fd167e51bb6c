"""Where a paragraph names a person, an organisation or a country."""
