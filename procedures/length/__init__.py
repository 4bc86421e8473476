"""Regulations of length."""
