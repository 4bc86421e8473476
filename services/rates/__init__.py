"""Coverage and pass rates by region, class, owner and time, exactly, and the map that shows them."""
