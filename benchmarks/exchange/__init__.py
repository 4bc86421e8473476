"""Exchange with platforms in bulk."""
