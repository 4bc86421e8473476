"""Files that a person hands in, read within bounds."""
