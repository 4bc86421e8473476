"""Instruments: roles, links, codecs, one module per model, and the simulated laboratory."""
