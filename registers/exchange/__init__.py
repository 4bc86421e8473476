"""Rows of registers from tables that people keep, and back: CSV and XLSX."""
