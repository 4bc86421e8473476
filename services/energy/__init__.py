"""Energy metering of a site: its measuring points, how they are equipped, what they say of the energy."""
