"""How long a search for suspicious data takes."""
