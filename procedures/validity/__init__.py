"""Periods of verification and the rules that count them, by jurisdiction."""

from procedures.validity.laws import Law, law, laws

__all__ = ["Law", "law", "laws"]
