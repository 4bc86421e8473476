"""Readings that look copied, invented or dated back: what is searched for and how it is told."""
