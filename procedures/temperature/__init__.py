"""Regulations for thermometers."""
