"""Flow standards."""
