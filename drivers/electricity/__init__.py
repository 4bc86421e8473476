"""Electrical and frequency standards, and the multimeters that they verify."""
