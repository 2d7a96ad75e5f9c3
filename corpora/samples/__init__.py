"""A small bitext of our own with planted errors: what the README and the first run show."""
