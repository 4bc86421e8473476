"""Campaigns: a frozen plan, runs that fill its cells, and a verdict."""
