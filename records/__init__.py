"""What is kept: the journal of every run, its integrity, and the registers of a laboratory."""
