"""Units under test of a simulated bench: one file for each kind, named in `drivers.simulation.catalogue.UNITS`."""
