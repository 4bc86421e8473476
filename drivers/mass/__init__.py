"""Weighing instruments, balances and weights."""
