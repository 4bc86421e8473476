"""Instruments for the emissions of vehicles: exhaust gas analysers, opacimeters, particle counters."""
