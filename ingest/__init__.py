"""Articles in, claims out; the only package that knows spaCy."""
