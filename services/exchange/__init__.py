"""Exchange with supervision platforms: tasks in, results out, and what has not been reported in time."""
