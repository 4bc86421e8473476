"""Refusals that several services share."""
