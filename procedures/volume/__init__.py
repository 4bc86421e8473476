"""Regulations of volume: measures of small volumes."""
