"""Accounts of people: passwords, roles, sessions, tokens of machines, and what happened to them."""
