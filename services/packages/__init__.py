"""Net content of lots: tables of readings into a form, what several lots show together."""
