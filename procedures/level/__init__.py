"""Regulations of levels: storage tanks, dip sticks, level gauges."""
