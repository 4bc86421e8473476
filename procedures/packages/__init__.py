"""Prepackages: net content of a lot."""
