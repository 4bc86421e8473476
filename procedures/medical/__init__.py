"""Regulations of instruments of medicine."""
