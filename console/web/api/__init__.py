"""The HTTP interface: the same use cases with the same rules, for a laboratory's own screen or production system."""
