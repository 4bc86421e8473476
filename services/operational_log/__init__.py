"""The operational log: what was started, refused, repeated and locked; never evidence."""
