"""Regulations for weighing instruments and weights."""
