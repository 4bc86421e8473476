"""Which conclusions a changed certificate turns, in one store or in many processes."""
