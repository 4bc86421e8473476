"""Regulations of distance, time and speed of vehicles."""
