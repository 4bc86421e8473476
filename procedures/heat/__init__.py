"""Regulations of thermal energy."""
