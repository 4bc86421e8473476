"""Which code decides: the manifest of modules and data, what a change of it means, and what is remembered of both."""
