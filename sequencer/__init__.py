"""Runs a procedure: start gates, run handle, resume, replay, safe state."""
