"""When: the days a text names, reckoned against the article's own date."""
