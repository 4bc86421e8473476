"""Metrological confirmation of the instruments of an enterprise (GB/T 19022, ISO 10012), and what is used outside it."""
