"""Regulations of instruments that measure how much of a substance a gas holds."""
