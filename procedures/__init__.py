"""Verification regulations, one module each, grouped by quantity."""
