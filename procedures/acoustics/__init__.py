"""Sound level meters and sound calibrators."""
