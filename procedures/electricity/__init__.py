"""Regulations for electrical instruments."""
