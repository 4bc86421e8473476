"""Predicts when the error of an instrument reaches its limit, from stored runs or from what a monitor kept."""
