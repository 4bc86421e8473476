"""Sources of power and reference energy meters."""
