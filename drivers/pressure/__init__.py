"""Pressure sources, controllers and gauges."""
