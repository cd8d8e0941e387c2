"""How a plain-text capture of a page is taken apart: rows, body, headline, byline, dates."""
