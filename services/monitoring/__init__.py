"""Use cases of a monitor: run it, ask what it kept, enter by hand, send, report the quality of its data."""
