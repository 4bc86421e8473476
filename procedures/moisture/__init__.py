"""Regulations of the content of water."""
