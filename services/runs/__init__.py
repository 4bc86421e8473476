"""Runs from the first step to the closed journal: start, hold, resume, form, amendment, replay; and runs as lists show them."""
