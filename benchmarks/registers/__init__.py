"""Registers at the size of a province, and with many who change them at once."""
