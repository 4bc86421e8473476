"""What an operator sees first: the benches, what waits, what is due or wrong, what was left unfinished."""
