"""Vessels that measure what is delivered."""
