"""What a laboratory did in a month, as data: pages and documents show it."""
