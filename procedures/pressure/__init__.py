"""Regulations for pressure instruments."""
