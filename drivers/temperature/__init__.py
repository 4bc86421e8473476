"""Temperature sources and thermometer readouts."""
