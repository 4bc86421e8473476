"""Our side of a simulated laboratory: the people it simulates and its clock, reached through its control port."""
